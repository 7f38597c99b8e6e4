using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Queues;

/// <summary>What can be done with several reports at once.</summary>
public enum BulkAct
{
    Assign,
    MarkRead,
    LinkHazard,
    Reject,
}

public static class BulkWords
{
    public static string Button(BulkAct act) => act switch
    {
        BulkAct.Assign => "Assign",
        BulkAct.MarkRead => "Mark as read",
        BulkAct.LinkHazard => "Link to a hazard",
        _ => "Reject",
    };
}

/// <summary>Says for each of several reports what an act would change, or why it cannot. Changes nothing.</summary>
public sealed record PreviewBulk(Viewer Viewer, BulkAct Act, IReadOnlyList<string> References, string? Hazard) : IRequest<BulkPreview>;

/// <param name="HazardId">The hazard named, where there is one.</param>
public sealed record BulkPreview(IReadOnlyList<BulkLine> Lines, Guid? HazardId, IReadOnlyList<Colleague> Colleagues);

/// <param name="Was">Who it is assigned to now, so that what somebody else does meanwhile is not undone unseen.</param>
public sealed record BulkLine(string Reference, string Summary, bool Can, string Words, string Was = "");

/// <summary>Marks reports as read by this person; returns the references it did.</summary>
public sealed record MarkRead(Viewer Viewer, IReadOnlyList<string> References) : IRequest<IReadOnlySet<string>>;

internal sealed class MarkReadHandler(ReportsDb db, TimeProvider clock) : IRequestHandler<MarkRead, IReadOnlySet<string>>
{
    public async Task<IReadOnlySet<string>> Handle(MarkRead request, CancellationToken cancellationToken)
    {
        if (!request.Viewer.Triages)
        {
            return new HashSet<string>();
        }
        var found = await db.Reports.VisibleTo(request.Viewer).Where(r => request.References.Contains(r.Reference)).Select(r => new { r.Id, r.Reference }).ToListAsync(cancellationToken);
        found.ForEach(report => db.Record(clock, request.Viewer, "marked as read", report.Id, "Without opening it"));
        await OpenedReports.NoteAsync(db, clock, request.Viewer, found.ConvertAll(r => r.Id), cancellationToken);
        return found.Select(r => r.Reference).ToHashSet(StringComparer.Ordinal);
    }
}

internal sealed class PreviewBulkHandler(ReportsDb db) : IRequestHandler<PreviewBulk, BulkPreview>
{
    private sealed record Seen(Guid Id, string Reference, string? Description, ReportStage Stage, Guid? HazardId, Guid? PersonId, bool Opened, bool Suggested);

    public async Task<BulkPreview> Handle(PreviewBulk request, CancellationToken cancellationToken)
    {
        var (viewer, references) = (request.Viewer, request.References);
        if (!viewer.Triages)
        {
            return new BulkPreview([], null, []);
        }
        var named = request.Hazard?.Trim().ToUpperInvariant();
        var hazard = string.IsNullOrEmpty(named) ? null : await db.Hazards.Where(h => h.Reference == named).Select(h => (Guid?)h.Id).SingleOrDefaultAsync(cancellationToken);
        var reports = await db.Reports.VisibleTo(viewer).Where(r => references.Contains(r.Reference))
            .Select(r => new Seen(
                r.Id, r.Reference, r.Description, r.Stage,
                db.HazardLinks.Where(l => l.ReportId == r.Id).Select(l => (Guid?)l.HazardId).FirstOrDefault(),
                db.Assignments.Where(a => a.ReportId == r.Id).Select(a => (Guid?)a.PersonId).FirstOrDefault(),
                db.ReportsOpened.Any(o => o.ReportId == r.Id && o.PersonId == viewer.PersonId),
                db.HazardCandidates.Any(c => c.ReportId == r.Id && c.HazardId == hazard)))
            .ToDictionaryAsync(r => r.Reference, StringComparer.Ordinal, cancellationToken);
        var people = reports.Values.Select(r => r.PersonId).OfType<Guid>().ToList();
        var names = await db.Users.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DisplayName, cancellationToken);
        var team = await db.TeamOf(viewer).OrderBy(p => p.DisplayName).Select(p => new Colleague(p.Id, p.DisplayName)).ToListAsync(cancellationToken);
        return new BulkPreview([.. references.Select(Line)], hazard, team);

        BulkLine Line(string reference)
        {
            if (!reports.TryGetValue(reference, out var report))
            {
                return new BulkLine(reference, "", false, "There is no such report for you");
            }
            var (can, words) = Say(request.Act, report, hazard, report.PersonId is { } person ? names.GetValueOrDefault(person) : null);
            return new BulkLine(reference, TriageWords.Summary(report.Description), can, words, report.PersonId?.ToString() ?? "");
        }
    }

    private static (bool Can, string Words) Say(BulkAct act, Seen report, Guid? hazard, string? assignedTo) => (act, report) switch
    {
        (_, { Stage: ReportStage.Withdrawn }) => (false, "Cannot be changed: its reporter has taken it back"),
        (BulkAct.Assign, _) => (true, assignedTo is null ? "Will be assigned; nobody has it now" : $"Will be taken from {assignedTo}"),
        (BulkAct.MarkRead, { Opened: true }) => (false, "Stays as it is: you have read it"),
        (BulkAct.MarkRead, _) => (true, "Will be marked as read by you"),
        (_, { Stage: not ReportStage.AwaitingTriage }) => (false, "Cannot be changed: it no longer waits for a decision"),
        (BulkAct.Reject, _) => (true, "Will be rejected, and its reporter told your reason"),
        (BulkAct.LinkHazard, _) when hazard is null => (false, "Enter the hazard first"),
        (BulkAct.LinkHazard, _) when report.HazardId == hazard => (false, "Stays as it is: it belongs to this hazard"),
        (BulkAct.LinkHazard, { Suggested: false }) => (false, "Cannot be linked here: this hazard was not suggested for it. Open the report to compare"),
        _ => (true, "Will be linked to this hazard"),
    };
}
