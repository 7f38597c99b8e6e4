using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Store;
using MediatR;

namespace MakingItWork.Triage.Hazards;

/// <summary>A report is to stand for its hazard; null for the most complete one again.</summary>
public sealed record ChooseLead(Viewer Viewer, string Reference, string? Report) : IRequest<HazardJudgement>;

/// <summary>These reports tell of one event; a single one, of an event of its own.</summary>
public sealed record JudgeEvent(Viewer Viewer, string Reference, IReadOnlyCollection<string> Reports, bool Same) : IRequest<HazardJudgement>;

/// <summary>Whether this person is told what becomes of a hazard.</summary>
public sealed record FollowHazard(Viewer Viewer, string Reference, bool Follow) : IRequest<bool>;

internal sealed class JudgeWithinHazardHandler(ReportsDb db, JudgeHazard judge, HazardLife life)
    : IRequestHandler<ChooseLead, HazardJudgement>, IRequestHandler<JudgeEvent, HazardJudgement>, IRequestHandler<FollowHazard, bool>
{
    public async Task<HazardJudgement> Handle(ChooseLead request, CancellationToken cancellationToken)
    {
        if (await db.HazardSeenByAsync(request.Viewer, request.Reference, cancellationToken) is not { } hazard)
        {
            return HazardJudgement.NotFound;
        }
        IReadOnlyList<Guid>? wanted = request.Report is null ? [] : await db.ReportsOfAsync(request.Viewer, hazard.Id, [request.Report], cancellationToken);
        return wanted is null
            ? HazardJudgement.NotFound
            : new HazardJudgement(true, await judge.LeadAsync(request.Viewer, hazard.Id, wanted.Count == 0 ? null : wanted[0], cancellationToken));
    }

    public async Task<HazardJudgement> Handle(JudgeEvent request, CancellationToken cancellationToken)
    {
        if (await db.HazardSeenByAsync(request.Viewer, request.Reference, cancellationToken) is not { } hazard
            || await db.ReportsOfAsync(request.Viewer, hazard.Id, request.Reports, cancellationToken) is not { } reports)
        {
            return HazardJudgement.NotFound;
        }
        return new HazardJudgement(true, await db.UnlessOvertakenAsync(() => request.Same
            ? judge.OneEventAsync(request.Viewer, hazard.Id, reports, cancellationToken)
            : reports.Count == 1 ? judge.OwnEventAsync(request.Viewer, hazard.Id, reports[0], cancellationToken) : Task.FromResult(HazardAct.NotDone)));
    }

    public async Task<bool> Handle(FollowHazard request, CancellationToken cancellationToken)
    {
        if (await db.HazardSeenByAsync(request.Viewer, request.Reference, cancellationToken) is not { } hazard)
        {
            return false;
        }
        await life.FollowAsync(request.Viewer, hazard.Id, request.Follow, cancellationToken);
        return true;
    }
}
