using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Queues;

/// <summary>After an act of an earlier room on a report's page: its row of the queue follows at once.</summary>
public sealed record RefreshRow(Viewer Viewer, string Reference) : IRequest<bool>;

internal sealed class RefreshRowHandler(ReportsDb db, TimeProvider clock) : IRequestHandler<RefreshRow, bool>
{
    public async Task<bool> Handle(RefreshRow request, CancellationToken cancellationToken)
    {
        var ids = await db.Reports.VisibleTo(request.Viewer).Where(r => r.Reference == request.Reference).Select(r => r.Id).ToListAsync(cancellationToken);
        await QueueRows.RefreshAsync(db, clock, ids, cancellationToken);
        return ids.Count > 0;
    }
}
