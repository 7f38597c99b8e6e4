using MakingItWork.Capture;
using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Store;
using MakingItWork.Triage.Hazards;
using MakingItWork.Triage.Queues;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage;

/// <summary>A triager's word on which hazard a report belongs to: null for a hazard of its own.</summary>
public sealed record ChangeHazard(Viewer Viewer, string Reference, Guid? ToHazardId, string? Reason = null) : IRequest<HazardAct>;

/// <summary>A triager says "not the same" to a hazard that was suggested for a report.</summary>
public sealed record RefuseHazard(Viewer Viewer, string Reference, Guid HazardId, string? Reason = null) : IRequest<HazardAct>;

internal sealed class ChangeHazardHandler(ReportsDb db, RelinkReport relink) : IRequestHandler<ChangeHazard, HazardAct>, IRequestHandler<RefuseHazard, HazardAct>
{
    /// <returns>Not done when there is no such report, the hazard was not suggested for it, or somebody else was quicker.</returns>
    public Task<HazardAct> Handle(ChangeHazard request, CancellationToken cancellationToken) => OnAsync(
        request.Viewer, request.Reference, id => relink.ByPersonAsync(request.Viewer, id, request.ToHazardId, cancellationToken, request.Reason), cancellationToken);

    public Task<HazardAct> Handle(RefuseHazard request, CancellationToken cancellationToken) => OnAsync(
        request.Viewer, request.Reference, id => relink.RefuseSuggestionAsync(request.Viewer, id, request.HazardId, cancellationToken, request.Reason), cancellationToken);

    private async Task<HazardAct> OnAsync(Viewer viewer, string reference, Func<Guid, Task<HazardAct>> act, CancellationToken cancel) =>
        viewer.Triages && await db.Reports.VisibleTo(viewer).Linkable(db).Where(r => r.Reference == reference).Select(r => (Guid?)r.Id).SingleOrDefaultAsync(cancel) is { } id
            ? await db.UnlessOvertakenAsync(() => act(id))
            : HazardAct.NotDone;
}
