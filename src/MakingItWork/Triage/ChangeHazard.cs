using MakingItWork.Capture;
using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Store;
using MakingItWork.Triage.Queues;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage;

/// <summary>A triager's word on which hazard a report belongs to: null for a hazard of its own.</summary>
public sealed record ChangeHazard(Viewer Viewer, string Reference, Guid? ToHazardId) : IRequest<bool>;

internal sealed class ChangeHazardHandler(ReportsDb db, RelinkReport relink, TimeProvider clock) : IRequestHandler<ChangeHazard, bool>
{
    /// <returns>False when there is no such report, or it is not waiting for triage.</returns>
    public async Task<bool> Handle(ChangeHazard request, CancellationToken cancellationToken)
    {
        var reportId = await db.Reports.VisibleTo(request.Viewer)
            .Where(r => r.Reference == request.Reference && r.Stage == ReportStage.AwaitingTriage)
            .Select(r => (Guid?)r.Id)
            .SingleOrDefaultAsync(cancellationToken);
        if (!request.Viewer.Triages || reportId is not { } id || !await relink.ByPersonAsync(request.Viewer, id, request.ToHazardId, cancellationToken))
        {
            return false;
        }
        await QueueRows.RefreshAsync(db, clock, id, cancellationToken);
        return true;
    }
}
