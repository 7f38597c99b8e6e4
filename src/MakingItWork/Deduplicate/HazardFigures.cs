using MakingItWork.Capture;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Deduplicate;

/// <summary>How much is known of a hazard, in three numbers that must never be taken for one another.</summary>
/// <param name="Reports">That were sent and not taken back.</param>
/// <param name="Events">Reports without those that tell of the same event as another.</param>
/// <param name="Organisations">They came from.</param>
/// <param name="Lead">The report that stands for all: the one a person chose, or the one that says most.</param>
public sealed record HazardFigures(int Reports, int Events, int Organisations, Guid? Lead)
{
    public static async Task<HazardFigures> OfAsync(ReportsDb db, Guid hazardId, CancellationToken cancel)
    {
        var counted = db.HazardLinks.Where(l => l.HazardId == hazardId)
            .Join(db.Reports.Where(r => r.Stage != ReportStage.Withdrawn && r.Stage != ReportStage.Rejected), l => l.ReportId, r => r.Id, (link, report) => new { link, report });
        var reports = await counted.CountAsync(cancel);
        // reports of one event whose first report was moved away or taken back still tell of one event
        var events = await counted.Select(x => x.link.SameEventAs ?? x.report.Id).Distinct().CountAsync(cancel);
        var organisations = await counted.Where(x => x.report.OrganisationCode != null).Select(x => x.report.OrganisationCode).Distinct().CountAsync(cancel);
        var chosen = await db.Hazards.Where(h => h.Id == hazardId).Select(h => h.LeadReportId).SingleOrDefaultAsync(cancel);
        var lead = await counted
            .OrderByDescending(x => x.report.Id == chosen)
            .ThenByDescending(x => x.report.Screenshots.Any(s => s.Verdict == PictureVerdict.Passed))
            .ThenByDescending(x => x.report.Description == null ? 0 : x.report.Description.Length)
            .ThenBy(x => x.report.SubmittedAt)
            .Select(x => (Guid?)x.report.Id)
            .FirstOrDefaultAsync(cancel);
        return new HazardFigures(reports, events, organisations, lead);
    }
}
