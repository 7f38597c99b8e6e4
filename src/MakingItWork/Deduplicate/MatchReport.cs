using MakingItWork.Capture;
using MakingItWork.Deduplicate.Index;
using MakingItWork.Rules.Duplicates;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Deduplicate;

/// <summary>
/// Classified → AwaitingTriage: links the report to the hazard that its reporter named or that it is most like, or begins a new one.
/// Weaker likenesses are kept as suggestions for triage.
/// </summary>
public sealed class MatchReport(ReportsDb db, FindLikeReports find, PrintReport prints, ReportIndex index, RegroupReports regroup, HazardLife life, IWaitForTriage waits, TimeProvider clock) : IReportJob
{
    private const int Suggestions = 3;

    public async Task RunAsync(Guid reportId, CancellationToken cancel)
    {
        var report = await db.Reports.Include(r => r.Screenshots).SingleAsync(r => r.Id == reportId, cancel);
        if (report.Stage != ReportStage.Classified)
        {
            return;
        }
        // before the gate: opening pictures takes longer than all the rest
        var print = await prints.OfAsync(report, cancel);
        // One matching at a time for a product: two reports of one problem that arrive together
        // must not both begin a hazard.
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await PassGateAsync(report, cancel);
        await db.Entry(report).ReloadAsync(cancel);
        if (report.Stage != ReportStage.Classified)
        {
            return;
        }
        var like = await find.Async(report, print, cancel);
        // a report that was here before keeps its hazard: a person may have chosen it, and others are linked through it
        if (!await db.HazardLinks.AnyAsync(l => l.ReportId == reportId, cancel))
        {
            await LinkAsync(report, print, like, await NamedAsync(report, cancel), cancel);
        }
        await index.PutAsync(reportId, print, cancel);
        if (like.Any(other => other.Score.Decision == SamenessDecision.Link))
        {
            await regroup.AroundAsync(report, print, cancel);
        }
        report.Move(ReportStage.Classified, ReportStage.AwaitingTriage, clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        await waits.CameAsync(reportId, cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task LinkAsync(Report report, ReportPrint print, IReadOnlyList<LikeReport> like, Named? named, CancellationToken cancel)
    {
        var best = await BestAsync(print, like, cancel);
        // what the reporter says comes before what a rule finds
        var saidSo = named is { SameProduct: true } ? named : null;
        var closest = saidSo is null ? best : like.FirstOrDefault(other => other.HazardId == saidSo.HazardId);
        var hazardId = saidSo?.HazardId ?? best?.HazardId ?? NewHazard(report).Id;
        var link = new HazardLink
        {
            ReportId = report.Id,
            HazardId = hazardId,
            By = saidSo is null ? LinkedBy.Machine : LinkedBy.Reporter,
            Score = closest?.Score.Total,
            LikeReportId = closest?.ReportId,
            Why = saidSo is not null ? "The reporter says that it is the same problem." : best?.Score.Why ?? "The first report of this problem.",
            At = clock.GetUtcNow(),
            SameEventAs = closest is null ? null : await SameEventAsync(report, closest, cancel),
        };
        db.HazardLinks.Add(link);
        await life.ReportCameAsync(hazardId, report, cancel);
        db.HazardCandidates.AddRange(like
            .Where(other => other.Score.Decision != SamenessDecision.None)
            .Select(other => (other.HazardId, other.ReportId, other.Score.Total, other.Score.Why))
            // first, so that it is not crowded out: same words about two products are two hazards, and a person decides
            .Prepend(named is { SameProduct: false } ? (named.HazardId, named.ReportId, 0, "The reporter says that it is the same problem, but it is about another system.") : default)
            .Where(other => other.HazardId != hazardId && other.HazardId != Guid.Empty)
            .DistinctBy(other => other.HazardId)
            .Take(Suggestions)
            .Select(other => new HazardCandidate
            {
                ReportId = report.Id,
                HazardId = other.HazardId,
                LikeReportId = other.ReportId,
                Score = other.Total,
                Why = other.Why,
            }));
    }

    /// <summary>The likest report whose hazard takes this one; several may be tried, for a hazard may hold one that is not like it at all.</summary>
    private async Task<LikeReport?> BestAsync(ReportPrint print, IReadOnlyList<LikeReport> like, CancellationToken cancel)
    {
        foreach (var other in like.Where(other => other.Score.Decision == SamenessDecision.Link).DistinctBy(other => other.HazardId).Take(Suggestions))
        {
            if (await find.HoldsAsync(print, other.HazardId, cancel))
            {
                return other;
            }
        }
        return null;
    }

    /// <summary>The report that tells of the same event, if the closest does; of several that do, always the first.</summary>
    private async Task<Guid?> SameEventAsync(Report report, LikeReport closest, CancellationToken cancel)
    {
        var other = await db.Reports.Where(r => r.Id == closest.ReportId)
            .Select(r => new { r.OrganisationCode, r.OccurredOn, r.SubmittedAt, SameEventAs = db.HazardLinks.Where(l => l.ReportId == r.Id).Select(l => l.SameEventAs).FirstOrDefault() })
            .SingleAsync(cancel);
        var sameOrganisation = report.OrganisationCode is not null && report.OrganisationCode == other.OrganisationCode;
        var apart = report.OccurredOn is { } on && other.OccurredOn is { } otherOn
            ? TimeSpan.FromDays(Math.Abs(on.DayNumber - otherOn.DayNumber))
            : (report.SubmittedAt - other.SubmittedAt).Duration();
        return Sameness.IsSameEvent(closest.Score, sameOrganisation, apart) ? other.SameEventAs ?? closest.ReportId : null;
    }

    /// <summary>The hazard that the reporter named, as far as it is known and nobody has said that the report does not belong to it.</summary>
    /// <param name="ReportId">One of its accepted reports.</param>
    private sealed record Named(Guid HazardId, Guid ReportId, bool SameProduct);

    private async Task<Named?> NamedAsync(Report report, CancellationToken cancel)
    {
        if (report.SaysSameAs is not { } reference)
        {
            return null;
        }
        var refused = await db.RefusedHazardsAsync(report.Id, cancel);
        var named = await db.HazardLinks
            .Where(l => l.Hazard!.Reference == reference && l.ReportId != report.Id && !refused.Contains(l.HazardId))
            .Join(NamedProblems.Accepted(db), l => l.ReportId, r => r.Id, (l, r) => new { l.HazardId, ReportId = r.Id, l.Hazard!.ProductId })
            .OrderBy(found => found.ReportId)
            .FirstOrDefaultAsync(cancel);
        return named is null ? null : new Named(named.HazardId, named.ReportId, named.ProductId is not null && named.ProductId == report.ProductId);
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
