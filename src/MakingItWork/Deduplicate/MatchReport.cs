using MakingItWork.Capture;
using MakingItWork.Rules.Duplicates;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Deduplicate;

/// <summary>
/// Classified → AwaitingTriage: links the report to the hazard it is most like, or begins a new hazard.
/// Weaker likenesses are kept as suggestions for triage.
/// </summary>
public sealed class MatchReport(ReportsDb db, FindLikeReports find, TimeProvider clock) : IReportJob
{
    private const int Suggestions = 3;

    public async Task RunAsync(Guid reportId, CancellationToken cancel)
    {
        // One matching at a time for a product: two reports of one problem that arrive together
        // must not both begin a hazard.
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var report = await db.Reports.Include(r => r.Screenshots).SingleAsync(r => r.Id == reportId, cancel);
        await PassGateAsync(report, cancel);
        await db.Entry(report).ReloadAsync(cancel);
        if (report.Stage != ReportStage.Classified)
        {
            return;
        }
        var features = FindLikeReports.FeaturesOf(report);
        var keys = FindLikeReports.KeysOf(features);
        var like = await find.Async(report, features, keys, cancel);
        // a report that was here before keeps its hazard: a person may have chosen it, and others are linked through it
        if (!await db.HazardLinks.AnyAsync(l => l.ReportId == reportId, cancel))
        {
            Link(report, like);
        }
        await db.SignatureKeys.Where(k => k.ReportId == reportId).ExecuteDeleteAsync(cancel);
        db.SignatureKeys.AddRange(keys.Select(key => new SignatureKey { Key = key, ReportId = reportId }));
        report.Move(ReportStage.Classified, ReportStage.AwaitingTriage, clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private void Link(Report report, IReadOnlyList<LikeReport> like)
    {
        var best = like.Count > 0 && like[0].Score.Decision == SamenessDecision.Link ? like[0] : null;
        var hazardId = best?.HazardId ?? NewHazard(report).Id;
        db.HazardLinks.Add(new HazardLink
        {
            ReportId = report.Id,
            HazardId = hazardId,
            By = LinkedBy.Machine,
            Score = best?.Score.Total,
            LikeReportId = best?.ReportId,
            Why = best?.Score.Why ?? "The first report of this problem.",
            At = clock.GetUtcNow(),
        });
        db.HazardCandidates.AddRange(like
            .Where(other => other.HazardId != hazardId && other.Score.Decision != SamenessDecision.None)
            .DistinctBy(other => other.HazardId)
            .Take(Suggestions)
            .Select(other => new HazardCandidate
            {
                ReportId = report.Id,
                HazardId = other.HazardId,
                LikeReportId = other.ReportId,
                Score = other.Score.Total,
                Why = other.Score.Why,
            }));
    }

    private Hazard NewHazard(Report report)
    {
        var hazard = new Hazard
        {
            Reference = References.New("H"),
            ProductId = report.ProductId,
            FirstSeenAt = clock.GetUtcNow(),
        };
        db.Hazards.Add(hazard);
        return hazard;
    }

    private async Task PassGateAsync(Report report, CancellationToken cancel)
    {
        var name = report.ProductId?.ToString("N") ?? "unlisted";
        var passed = await db.MatchGates.Where(g => g.Name == name)
            .ExecuteUpdateAsync(set => set.SetProperty(g => g.Passed, g => g.Passed + 1), cancel);
        if (passed == 0)
        {
            // two that make the gate at once: the key refuses the second, whose attempt is tried again
            db.MatchGates.Add(new MatchGate { Name = name, Passed = 1 });
            await db.SaveChangesAsync(cancel);
        }
    }
}
