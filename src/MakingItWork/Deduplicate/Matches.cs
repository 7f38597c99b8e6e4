using MakingItWork.Capture;
using MakingItWork.Deduplicate.Index;
using MakingItWork.Directory;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Deduplicate;

public static class Matches
{
    /// <summary>
    /// The reports that came to a hazard last, of those that this person may see: what somebody writes must not show by its masks
    /// which names another organisation's reports told.
    /// </summary>
    public static Task<List<Guid>> NewestOfHazardAsync(this ReportsDb db, Viewer viewer, Guid hazardId, int most, CancellationToken cancel) =>
        db.HazardLinks.Where(l => l.HazardId == hazardId && db.Reports.VisibleTo(viewer).Any(r => r.Id == l.ReportId)).OrderByDescending(l => l.At).ThenByDescending(l => l.ReportId).Take(most).Select(l => l.ReportId).ToListAsync(cancel);

    /// <summary>
    /// A report that was taken back is found by no later one, and is suggested nowhere. Its link to a hazard stays:
    /// only released reports count there.
    /// </summary>
    public static async Task ForgetMatchesAsync(this ReportsDb db, Guid reportId, CancellationToken cancel)
    {
        await db.ForgetIndexAsync(reportId, cancel);
        await db.HazardCandidates.Where(c => c.ReportId == reportId || c.LikeReportId == reportId).ExecuteDeleteAsync(cancel);
    }

    /// <summary>
    /// Hazards that this report is in or has been in, in which none of the others stands: what was written about such a hazard was
    /// written about this report.
    /// </summary>
    /// <param name="others">The reports that count.</param>
    public static async Task<IReadOnlyList<Guid>> LeftAloneAsync(this ReportsDb db, Guid reportId, IQueryable<Report> others, CancellationToken cancel)
    {
        var changes = db.HazardChanges.Where(c => c.ReportId == reportId);
        var hazards = await db.HazardLinks.Where(l => l.ReportId == reportId).Select(l => l.HazardId)
            .Union(changes.Select(c => c.HazardId)).Union(changes.Where(c => c.FromHazardId != null).Select(c => c.FromHazardId!.Value))
            .ToListAsync(cancel);
        var held = await db.HazardLinks.Where(l => hazards.Contains(l.HazardId) && l.ReportId != reportId && others.Any(r => r.Id == l.ReportId)).Select(l => l.HazardId).ToListAsync(cancel);
        return [.. hazards.Except(held)];
    }

    /// <summary>
    /// Why people linked a report that was taken back, or parted it from others: the words go, who did what and when stays, and it can
    /// be undone as before. So do the words about a hazard in which no other report stands.
    /// </summary>
    public static async Task ForgetWhyLinkedAsync(this ReportsDb db, Guid reportId, IReadOnlyList<Guid> leftAlone, DateTimeOffset at, CancellationToken cancel)
    {
        var gone = TakenBack.Words(at);
        await db.HazardChanges
            .Where(c => c.Reason != null && (c.ReportId == reportId || c.OtherReportId == reportId || c.FromReportId == reportId || c.FromLikeReportId == reportId
                || leftAlone.Contains(c.HazardId) || (c.FromHazardId != null && leftAlone.Contains(c.FromHazardId.Value))))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Reason, gone), cancel);
    }
}
