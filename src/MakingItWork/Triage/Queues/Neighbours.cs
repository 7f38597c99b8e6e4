using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Queues;

/// <summary>The reports before and after this one in the order of the queue, with its filter on. Also right when this one has just been decided.</summary>
/// <param name="FilterQuery">The filter as it stands in the queue's address; null for all that waits.</param>
public sealed record Neighbours(Viewer Viewer, string Reference, string? FilterQuery) : IRequest<NeighboursFound>;

public sealed record NeighboursFound(string? Previous, string? Next);

/// <summary>Where to go on after this report: the next of all that waits, or the first when this was the last; null when none is left.</summary>
public sealed record NextReport(Viewer Viewer, string Reference) : IRequest<string?>;

internal sealed class NeighboursHandler(ReportsDb db, ServiceTargets targets, TimeProvider clock) : IRequestHandler<Neighbours, NeighboursFound>, IRequestHandler<NextReport, string?>
{
    /// <summary>A row may stand for a report that has just gone: the next one is looked at.</summary>
    private const int Looked = 5;

    public async Task<NeighboursFound> Handle(Neighbours request, CancellationToken cancellationToken)
    {
        var filter = QueueFilter.From(request.FilterQuery);
        if (await PlaceAsync(request.Viewer, request.Reference, filter.State, cancellationToken) is not { } place)
        {
            return new NeighboursFound(null, null);
        }
        var rows = Rows(request.Viewer, filter);
        return new NeighboursFound(
            await FirstAsync(request.Viewer, filter.State, rows.Before(place.Key, place.ReportId).WorstLast(), cancellationToken),
            await FirstAsync(request.Viewer, filter.State, rows.After(place.Key, place.ReportId).WorstFirst(), cancellationToken));
    }

    public async Task<string?> Handle(NextReport request, CancellationToken cancellationToken)
    {
        var (viewer, rows) = (request.Viewer, Rows(request.Viewer, new QueueFilter()));
        var next = await PlaceAsync(viewer, request.Reference, QueueState.Waiting, cancellationToken) is { } place
            ? await FirstAsync(viewer, QueueState.Waiting, rows.After(place.Key, place.ReportId).WorstFirst(), cancellationToken)
            : null;
        return next ?? await FirstAsync(viewer, QueueState.Waiting, rows.Where(r => r.Reference != request.Reference).WorstFirst(), cancellationToken);
    }

    private IQueryable<QueueRow> Rows(Viewer viewer, QueueFilter filter) => filter.Of(db.QueueRows.AsNoTracking().VisibleTo(viewer), db, viewer, targets, clock.GetUtcNow());

    /// <summary>Where the report stands in a list of this state, or would stand if it were still there.</summary>
    private async Task<QueueCursor?> PlaceAsync(Viewer viewer, string reference, QueueState state, CancellationToken cancel)
    {
        var id = await db.Reports.VisibleTo(viewer).Where(r => r.Reference == reference).Select(r => r.Id).SingleOrDefaultAsync(cancel);
        var row = await db.QueueRows.AsNoTracking().VisibleTo(viewer).SingleOrDefaultAsync(r => r.ReportId == id, cancel);
        return row is null
            ? null
            : new QueueCursor(row.State == state || state != QueueState.Waiting ? row.SortKey : QueueOrder.Waiting(row.UrgencyRank, row.HarmRank, row.SubmittedAt), row.ReportId);
    }

    private async Task<string?> FirstAsync(Viewer viewer, QueueState state, IQueryable<QueueRow> rows, CancellationToken cancel)
    {
        var near = await rows.Take(Looked).Select(r => new { r.ReportId, r.Reference }).ToListAsync(cancel);
        var ids = near.ConvertAll(row => row.ReportId);
        var stages = await db.Reports.VisibleTo(viewer).Where(r => ids.Contains(r.Id)).Select(r => new { r.Id, r.Stage }).ToDictionaryAsync(r => r.Id, r => r.Stage, cancel);
        return near.Find(row => stages.TryGetValue(row.ReportId, out var stage) && QueueGate.StateOf(stage) == state)?.Reference;
    }
}
