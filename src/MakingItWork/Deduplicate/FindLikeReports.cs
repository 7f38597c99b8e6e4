using MakingItWork.Capture;
using MakingItWork.Rules.Duplicates;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Deduplicate;

public sealed record LikeReport(Guid ReportId, Guid HazardId, SamenessScore Score);

/// <summary>Finds the reports of the same product that are worth comparing, through the signature index, and scores them.</summary>
public sealed class FindLikeReports(ReportsDb db)
{
    /// <summary>The newest of a product are always compared: a paraphrase may share no key.</summary>
    private const int Newest = 200;
    private const int ByKey = 200;

    public static ReportFeatures FeaturesOf(Report report) => new(
        report.Description ?? "",
        report.ProductId?.ToString("N") ?? report.ProductText?.Trim().ToUpperInvariant(),
        [.. report.Screenshots.Where(s => s.PerceptualHash is not null).Select(s => s.PerceptualHash!.Value)]);

    public static IReadOnlyList<long> KeysOf(ReportFeatures features) =>
        [.. TextSignature.Keys(features.Text).Concat(features.PictureHashes.SelectMany(PictureHash.Keys)).Distinct()];

    /// <returns>Best first; only reports that have a hazard which no person has refused for this report.</returns>
    public async Task<IReadOnlyList<LikeReport>> Async(Report report, ReportFeatures features, IReadOnlyList<long> keys, CancellationToken cancel)
    {
        var sameProduct = db.Reports.Where(r => r.ProductId == report.ProductId && r.Id != report.Id && r.Stage != ReportStage.Rejected);
        var byKey = await db.SignatureKeys
            .Where(k => keys.Contains(k.Key))
            .Join(sameProduct, key => key.ReportId, other => other.Id, (key, other) => other.Id)
            .Distinct()
            .OrderBy(id => id)
            .Take(ByKey)
            .ToListAsync(cancel);
        var newest = await sameProduct
            .Where(r => db.HazardLinks.Any(link => link.ReportId == r.Id))
            .OrderByDescending(r => r.SubmittedAt)
            .Select(r => r.Id)
            .Take(Newest)
            .ToListAsync(cancel);
        var ids = byKey.Union(newest).ToList();
        var refused = await db.HazardRefusals.Where(r => r.ReportId == report.Id).Select(r => r.HazardId).ToListAsync(cancel);
        var others = await db.Reports.AsNoTracking().Include(r => r.Screenshots)
            .Where(r => ids.Contains(r.Id))
            .Join(db.HazardLinks, other => other.Id, link => link.ReportId, (other, link) => new { Report = other, link.HazardId })
            .Where(other => !refused.Contains(other.HazardId))
            .ToListAsync(cancel);
        return [.. others
            .Select(other => new LikeReport(other.Report.Id, other.HazardId, Sameness.Score(features, FeaturesOf(other.Report))))
            .OrderByDescending(other => other.Score.Total)];
    }
}
