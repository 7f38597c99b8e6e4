using MakingItWork.Capture;
using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Hazards;

/// <summary>Any two reports side by side. Reading both is written to the audit trail.</summary>
public sealed record ReadComparison(Viewer Viewer, string Reference, string Other) : IRequest<Comparison?>;

/// <param name="CanChange">Both can still be linked or parted.</param>
/// <param name="Place">Of the other report among the suggested ones, from 0; below 0 when it is none of them.</param>
/// <param name="Suggested">References of the suggested reports that the viewer may see.</param>
public sealed record Comparison(ReportPair Pair, bool CanChange, int Place, IReadOnlyList<string> Suggested)
{
    public string? Next => Place + 1 < Suggested.Count ? Suggested[Place + 1] : null;

    public string? Previous => Place > 0 ? Suggested[Place - 1] : null;
}

/// <summary>Two reports compared are the same problem, or not. The first is moved; the second stays where it is.</summary>
public sealed record JudgePair(Viewer Viewer, string Reference, string Other, bool Same, string? Reason) : IRequest<HazardJudgement>;

/// <param name="Found">False when the viewer may not see both.</param>
public sealed record HazardJudgement(bool Found, HazardAct Act)
{
    public static HazardJudgement NotFound { get; } = new(false, HazardAct.NotDone);
}

internal sealed class ComparisonHandler(ReportsDb db, ScorePair score, RelinkReport relink, TimeProvider clock)
    : IRequestHandler<ReadComparison, Comparison?>, IRequestHandler<JudgePair, HazardJudgement>
{
    private readonly ReportPairs pairs = new(db, score);

    public async Task<Comparison?> Handle(ReadComparison request, CancellationToken cancellationToken)
    {
        var seen = await SeenAsync(request.Viewer, request.Reference, request.Other, cancellationToken);
        if (seen is not var (mine, theirs) || await pairs.OfAsync(request.Viewer, mine, theirs, cancellationToken) is not { } pair)
        {
            return null;
        }
        db.Record(clock, request.Viewer, "read", mine, $"Beside report {request.Other}");
        db.Record(clock, request.Viewer, "read", theirs, $"Beside report {request.Reference}");
        await db.SaveChangesAsync(cancellationToken);
        List<string> suggested = [.. (await db.SuggestedForAsync(request.Viewer, mine, cancellationToken)).Select(s => s.LikeReference).OfType<string>()];
        return new Comparison(pair, await LinkableAsync(request.Viewer, mine, theirs, cancellationToken), suggested.IndexOf(request.Other), suggested);
    }

    public async Task<HazardJudgement> Handle(JudgePair request, CancellationToken cancellationToken)
    {
        if (await SeenAsync(request.Viewer, request.Reference, request.Other, cancellationToken) is not var (mine, theirs))
        {
            return HazardJudgement.NotFound;
        }
        if (!await LinkableAsync(request.Viewer, mine, theirs, cancellationToken))
        {
            return new HazardJudgement(true, HazardAct.NotDone);
        }
        var hazards = await db.HazardLinks.Where(l => l.ReportId == mine || l.ReportId == theirs).ToDictionaryAsync(l => l.ReportId, l => l.HazardId, cancellationToken);
        return new HazardJudgement(true, await db.UnlessOvertakenAsync(() => (request.Same, hazards[mine] == hazards[theirs]) switch
        {
            (true, _) => relink.JoinAsync(request.Viewer, mine, hazards[theirs], cancellationToken, request.Reason),
            (false, true) => relink.SplitAsync(request.Viewer, hazards[mine], [mine], cancellationToken, request.Reason),
            (false, false) => relink.RefuseAsync(request.Viewer, mine, hazards[theirs], cancellationToken, request.Reason),
        }));
    }

    /// <returns>The ids of two different reports that this triager may see; null otherwise.</returns>
    private async Task<(Guid Mine, Guid Theirs)?> SeenAsync(Viewer viewer, string reference, string other, CancellationToken cancel)
    {
        if (!viewer.Triages || reference == other)
        {
            return null;
        }
        var found = await db.Reports.VisibleTo(viewer).Where(r => r.Reference == reference || r.Reference == other).ToDictionaryAsync(r => r.Reference, r => r.Id, cancel);
        return found.TryGetValue(reference, out var mine) && found.TryGetValue(other, out var theirs) ? (mine, theirs) : null;
    }

    private async Task<bool> LinkableAsync(Viewer viewer, Guid mine, Guid theirs, CancellationToken cancel) =>
        await db.Reports.VisibleTo(viewer).Linkable(db).CountAsync(r => r.Id == mine || r.Id == theirs, cancel) == 2;
}
