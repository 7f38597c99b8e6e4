using MakingItWork.Capture;
using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Hazards;

/// <summary>A hazard is seen by those who triage one of its reports, and by nobody else. Every act on one begins here.</summary>
internal static class HazardGate
{
    /// <returns>Null when there is no such hazard for this person.</returns>
    public static async Task<Hazard?> HazardSeenByAsync(this ReportsDb db, Viewer viewer, string reference, CancellationToken cancel)
    {
        var seen = viewer.Triages
            ? await db.Reports.VisibleTo(viewer).Join(db.HazardLinks, r => r.Id, l => l.ReportId, (report, link) => link)
                .Where(l => l.Hazard!.Reference == reference).Select(l => (Guid?)l.HazardId).FirstOrDefaultAsync(cancel)
            : null;
        return seen is { } id ? await db.Hazards.AsNoTracking().Include(h => h.Product).SingleAsync(h => h.Id == id, cancel) : null;
    }

    /// <summary>Ids of these reports, if each is of this hazard and may be seen by this triager.</summary>
    /// <returns>Null when one is not.</returns>
    public static async Task<IReadOnlyList<Guid>?> ReportsOfAsync(this ReportsDb db, Viewer viewer, Guid hazardId, IReadOnlyCollection<string> references, CancellationToken cancel)
    {
        var found = await db.Reports.VisibleTo(viewer).Where(r => references.Contains(r.Reference) && db.HazardLinks.Any(l => l.ReportId == r.Id && l.HazardId == hazardId))
            .Select(r => r.Id).ToListAsync(cancel);
        return found.Count == references.Distinct().Count() ? found : null;
    }

    /// <summary>Reports whose hazard can be changed: they have one, and are neither rejected nor taken back.</summary>
    public static IQueryable<Report> Linkable(this IQueryable<Report> reports, ReportsDb db) =>
        reports.Where(r => r.Stage != ReportStage.Rejected && r.Stage != ReportStage.Withdrawn && db.HazardLinks.Any(l => l.ReportId == r.Id));

    /// <summary>Of two who change the same link at once the database refuses one, which changes nothing and is told so.</summary>
    public static async Task<HazardAct> UnlessOvertakenAsync(this ReportsDb db, Func<Task<HazardAct>> act)
    {
        try
        {
            return await act();
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            return HazardAct.NotDone;
        }
    }
}
