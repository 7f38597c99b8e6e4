using MakingItWork.Capture;
using MakingItWork.Plumbing.Web;
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
    /// <summary>As it is said everywhere: reports, events and organisations are three numbers.</summary>
    public string InWords => Sentence(Reports, Events, Organisations);

    /// <summary>"5 reports of 4 events at 3 organisations".</summary>
    public static string Sentence(int reports, int events, int organisations) =>
        reports.CountOf("report") + (events < reports ? $" of {events.CountOf("event")}" : "") + (organisations == 0 ? "" : $" at {organisations.CountOf("organisation")}");

    /// <summary>Of one hazard; nothing counted when it is not known.</summary>
    public static async Task<HazardFigures> OfAsync(ReportsDb db, Guid hazardId, CancellationToken cancel) =>
        (await OfAsync(db, [hazardId], cancel)).GetValueOrDefault(hazardId) ?? new HazardFigures(0, 0, 0, null);

    /// <summary>Of many hazards at once, in two queries however many they are. A hazard of which no report counts is left out.</summary>
    public static async Task<IReadOnlyDictionary<Guid, HazardFigures>> OfAsync(ReportsDb db, IReadOnlyCollection<Guid> hazards, CancellationToken cancel)
    {
        var counted = db.HazardLinks.Where(l => hazards.Contains(l.HazardId))
            .Join(db.Reports.Where(r => r.Stage != ReportStage.Withdrawn && r.Stage != ReportStage.Rejected), l => l.ReportId, r => r.Id, (link, report) => new { link, report });
        var figures = await counted
            // of the same event all name the same report, whether or not that one counts itself
            .Select(x => new { x.link.HazardId, Event = x.link.SameEventAs ?? x.link.ReportId, x.report.OrganisationCode })
            .GroupBy(x => x.HazardId)
            .Select(group => new
            {
                group.Key,
                Reports = group.Count(),
                Events = group.Select(x => x.Event).Distinct().Count(),
                Organisations = group.Where(x => x.OrganisationCode != null).Select(x => x.OrganisationCode).Distinct().Count(),
            })
            .ToListAsync(cancel);
        var leads = await counted
            .GroupBy(x => x.link.HazardId)
            .Select(group => new
            {
                group.Key,
                Lead = group
                    .OrderByDescending(x => x.report.Id == x.link.Hazard!.LeadReportId)
                    .ThenByDescending(x => x.report.Screenshots.Any(s => s.Verdict == PictureVerdict.Passed))
                    .ThenByDescending(x => x.report.Description == null ? 0 : x.report.Description.Length)
                    .ThenBy(x => x.report.SubmittedAt)
                    .Select(x => (Guid?)x.report.Id)
                    .FirstOrDefault(),
            })
            .ToDictionaryAsync(lead => lead.Key, lead => lead.Lead, cancel);
        return figures.ToDictionary(f => f.Key, f => new HazardFigures(f.Reports, f.Events, f.Organisations, leads.GetValueOrDefault(f.Key)));
    }
}
