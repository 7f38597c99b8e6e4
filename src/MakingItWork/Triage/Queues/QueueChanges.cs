using MakingItWork.Directory;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Queues;

/// <summary>What has changed since a page of the queue was shown: for the page itself, which asks now and then.</summary>
public sealed record QueueChanges(Viewer Viewer, DateTimeOffset Since, QueueFilter Filter) : IRequest<QueueNews>;

/// <param name="Came">Reports that the page's filter finds and that came after it.</param>
public sealed record QueueNews(int Came, string Words, QueueCounts Counts);

internal sealed class QueueChangesHandler(ReportsDb db, ServiceTargets targets, TimeProvider clock) : IRequestHandler<QueueChanges, QueueNews>
{
    public async Task<QueueNews> Handle(QueueChanges request, CancellationToken cancellationToken)
    {
        var since = request.Since;
        var came = await request.Filter.Of(db.QueueRows.VisibleTo(request.Viewer), db, request.Viewer, targets, clock.GetUtcNow())
            .Where(r => r.CameAt > since).CountAsync(cancellationToken);
        return new QueueNews(
            came,
            Plumbing.Web.Ages.CountOf(came, request.Filter.State == QueueState.Waiting ? "new report" : "more report"),
            await QueueCounts.OfAsync(db, request.Viewer, cancellationToken));
    }
}
