using MakingItWork.Capture;
using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage;

/// <summary>A triager's word on which hazard a report belongs to: null for a hazard of its own.</summary>
public sealed record ChangeHazard(Viewer Viewer, string Reference, Guid? ToHazardId) : IRequest<bool>;

internal sealed class ChangeHazardHandler(ReportsDb db, RelinkReport relink) : IRequestHandler<ChangeHazard, bool>
{
    /// <returns>False when there is no such report, or it is not waiting for triage.</returns>
    public async Task<bool> Handle(ChangeHazard request, CancellationToken cancellationToken)
    {
        var reportId = await db.Reports.VisibleTo(request.Viewer)
            .Where(r => r.Reference == request.Reference && r.Stage == ReportStage.AwaitingTriage)
            .Select(r => (Guid?)r.Id)
            .SingleOrDefaultAsync(cancellationToken);
        return request.Viewer.Triages
            && reportId is { } id
            && await relink.ByPersonAsync(request.Viewer, id, request.ToHazardId, cancellationToken);
    }
}
