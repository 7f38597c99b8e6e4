using MakingItWork.Plumbing.Jobs;
using MakingItWork.Plumbing.Web;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Directory.Trail;

/// <summary>What somebody looks for in the audit trail; empty fields do not narrow it.</summary>
/// <param name="From">First and last day, as people in London count them.</param>
/// <param name="Before">Only entries with a smaller number: the next page begins where the last one ended, however long the trail is.</param>
public sealed record TrailFilter(string? Who, string? Act, string? About, DateOnly? From, DateOnly? Until, long? Before)
{
    public IQueryable<AuditEntry> In(IQueryable<AuditEntry> entries)
    {
        var (who, act, about) = (Who?.Trim(), Act?.Trim(), About?.Trim().ToUpperInvariant());
        if (!string.IsNullOrEmpty(who))
        {
            entries = entries.Where(e => e.Who.Contains(who));
        }
        if (!string.IsNullOrEmpty(act))
        {
            entries = entries.Where(e => e.Act.Contains(act));
        }
        if (!string.IsNullOrEmpty(about))
        {
            entries = entries.Where(e => e.About == about);
        }
        if (From is { } from)
        {
            var start = StartOf(from);
            entries = entries.Where(e => e.At >= start);
        }
        if (Until is { } until)
        {
            var end = StartOf(until.AddDays(1));
            entries = entries.Where(e => e.At < end);
        }
        return Before is { } before ? entries.Where(e => e.Sequence < before) : entries.Where(e => e.Sequence != null);
    }

    /// <summary>For the trail itself: who looked for what.</summary>
    public string InWords() => string.Join("; ", new[] { ("who", Who), ("what", Act), ("report", About), ("from", From?.InWords()), ("until", Until?.InWords()) }
        .Where(field => !string.IsNullOrWhiteSpace(field.Item2)).Select(field => $"{field.Item1}: {field.Item2}").DefaultIfEmpty("everything"));

    private static DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, JobsSetup.London.GetUtcOffset(midnight));
    }
}

/// <summary>One page of the trail. Looking at it is an entry itself.</summary>
public sealed record ReadTrail(Viewer Viewer, TrailFilter Filter) : IRequest<TrailPage>;

/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="Head">What the last check of the chain found.</param>
public sealed record TrailPage(IReadOnlyList<AuditEntry> Entries, long? Next, AuditHead Head);

internal sealed class ReadTrailHandler(ReportsDb db, TimeProvider clock) : IRequestHandler<ReadTrail, TrailPage>
{
    private const int OnPage = 50;

    public async Task<TrailPage> Handle(ReadTrail request, CancellationToken cancellationToken)
    {
        var entries = await request.Filter.In(db.AuditEntries.AsNoTracking().VisibleTo(request.Viewer))
            .OrderByDescending(e => e.Sequence).Take(OnPage + 1).ToListAsync(cancellationToken);
        var head = await db.AuditHeads.AsNoTracking().SingleAsync(h => h.Id == AuditHead.OnlyId, cancellationToken);
        db.Record(clock, request.Viewer, "audit trail read", null, request.Filter.InWords());
        await db.SaveChangesAsync(cancellationToken);
        var more = entries.Count > OnPage;
        return new TrailPage(more ? entries[..OnPage] : entries, more ? entries[OnPage - 1].Sequence : null, head);
    }
}
