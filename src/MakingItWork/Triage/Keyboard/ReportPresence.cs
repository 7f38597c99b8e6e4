using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Web;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Triage.Keyboard;

/// <summary>That somebody has a report's page open, and since when.</summary>
public sealed class ReportPresence
{
    /// <summary>How long after the last sign of them somebody counts as gone. Their page gives one every 15 seconds.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(45);

    public required Guid ReportId { get; init; }
    public required Guid PersonId { get; init; }
    public required string Name { get; set; }
    public required DateTimeOffset Since { get; set; }
    public required DateTimeOffset LastSeen { get; set; }
}

/// <summary>A page says that it has a report open, or no longer, and learns who else has. Null when this viewer may not see the report.</summary>
public sealed record TellPresence(Viewer Viewer, string Reference, bool Leaves) : IRequest<IReadOnlyList<OtherReader>?>;

/// <param name="Since">Time of day in London, as on the page.</param>
public sealed record OtherReader(string Name, string Since);

internal sealed class TellPresenceHandler(ReportsDb db, TimeProvider clock) : IRequestHandler<TellPresence, IReadOnlyList<OtherReader>?>
{
    private static readonly TimeSpan LeavesWithin = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<OtherReader>?> Handle(TellPresence request, CancellationToken cancellationToken)
    {
        var id = !request.Viewer.Triages ? null : await db.Reports.VisibleTo(request.Viewer).Where(r => r.Reference == request.Reference)
            .Select(r => (Guid?)r.Id).SingleOrDefaultAsync(cancellationToken);
        if (id is not { } report)
        {
            return null;
        }
        var now = clock.GetUtcNow();
        var gone = now - ReportPresence.Lasts;
        var mine = db.ReportPresences.Where(p => p.ReportId == report && p.PersonId == request.Viewer.PersonId);
        if (request.Leaves)
        {
            // a page that is only loaded again says so within this time, and nobody is told that they left
            var soon = gone + LeavesWithin;
            await mine.ExecuteUpdateAsync(set => set.SetProperty(p => p.LastSeen, soon), cancellationToken);
            return [];
        }
        await db.ReportPresences.Where(p => p.ReportId == report && p.LastSeen < gone).ExecuteDeleteAsync(cancellationToken);
        if (await mine.ExecuteUpdateAsync(set => set.SetProperty(p => p.LastSeen, now), cancellationToken) == 0)
        {
            await ComeAsync(report, request.Viewer, now, cancellationToken);
        }
        var others = await db.ReportPresences.AsNoTracking().Where(p => p.ReportId == report && p.PersonId != request.Viewer.PersonId && p.LastSeen >= gone)
            .OrderBy(p => p.Since).ToListAsync(cancellationToken);
        return [.. others.Select(other => new OtherReader(other.Name, other.Since.TimeInWords()))];
    }

    private async Task ComeAsync(Guid report, Viewer viewer, DateTimeOffset now, CancellationToken cancel)
    {
        db.ReportPresences.Add(new ReportPresence { ReportId = report, PersonId = viewer.PersonId, Name = viewer.Name, Since = now, LastSeen = now });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // two tabs of one person at once: they are there
            db.ChangeTracker.Clear();
        }
    }
}

internal sealed class ReportPresenceMap : IEntityTypeConfiguration<ReportPresence>
{
    public void Configure(EntityTypeBuilder<ReportPresence> table)
    {
        table.ToTable("ReportPresences").HasKey(p => new { p.ReportId, p.PersonId });
        table.Property(p => p.Name).HasMaxLength(200);
        table.HasOne<Report>().WithMany().HasForeignKey(p => p.ReportId).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
