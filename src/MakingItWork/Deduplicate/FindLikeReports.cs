using MakingItWork.Capture;
using MakingItWork.Deduplicate.Index;
using MakingItWork.Rules.Duplicates;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Deduplicate;

public sealed record LikeReport(Guid ReportId, Guid HazardId, SamenessScore Score);

/// <summary>Finds the reports that are worth comparing, through the index, and what their hazards would say to this one.</summary>
public sealed class FindLikeReports(ReportsDb db, SimilarReports similar, CommonWords words)
{
    private const int Most = 60;
    /// <summary>
    /// So alike must a report be to every one that the machine linked to a hazard before it (complete link): otherwise
    /// A like B like C would bring A and C together, which differ.
    /// </summary>
    public const double HoldFrom = 0.4;
    private const int MembersCompared = 50;

    /// <returns>Best first; only reports that have a hazard which no person has refused for this report, directly or through another report.</returns>
    public async Task<IReadOnlyList<LikeReport>> Async(Report report, ReportPrint print, CancellationToken cancel)
    {
        var found = await similar.FindAsync(print, report.Id, Most, cancel);
        var ids = found.Where(other => other.Score.Decision != SamenessDecision.None).Select(other => other.ReportId).ToList();
        var refused = await db.RefusedHazardsAsync(report.Id, cancel);
        var hazards = await db.HazardLinks
            .Where(l => ids.Contains(l.ReportId))
            .Join(db.Reports.Where(r => r.Stage != ReportStage.Rejected && r.Stage != ReportStage.Withdrawn), l => l.ReportId, r => r.Id, (link, other) => new { link.ReportId, link.HazardId, other.ProductId })
            .ToDictionaryAsync(other => other.ReportId, cancel);
        return [.. found
            .Where(other => hazards.TryGetValue(other.ReportId, out var link) && !refused.Contains(link.HazardId))
            .Select(other => new LikeReport(other.ReportId, hazards[other.ReportId].HazardId, WithProduct(other.Score, report.ProductId, hazards[other.ReportId].ProductId)))];
    }

    /// <summary>Whether a report is alike enough to all that the machine linked to a hazard before.</summary>
    public async Task<bool> HoldsAsync(ReportPrint print, Guid hazardId, CancellationToken cancel)
    {
        // what people or reporters linked need not be alike: they know why it belongs there
        var members = await db.HazardLinks.Where(l => l.HazardId == hazardId && l.By == LinkedBy.Machine)
            .Join(db.IndexedReports, l => l.ReportId, r => r.ReportId, (link, indexed) => indexed)
            .OrderBy(r => r.Number).Take(MembersCompared)
            .Select(r => r.Print).ToListAsync(cancel);
        var counted = await words.GetAsync(db, cancel);
        return members.Select(ReportPrint.Unpack).OfType<ReportPrint>().All(other => Sameness.Score(print, other, counted.Weights).Total >= HoldFrom);
    }

    // two products that are not listed may be two products, and only a listed one is linked
    private static SamenessScore WithProduct(SamenessScore score, Guid? product, Guid? other) =>
        score.Decision == SamenessDecision.Link && (product is null || product != other) ? score with { Decision = SamenessDecision.Suggest } : score;
}
