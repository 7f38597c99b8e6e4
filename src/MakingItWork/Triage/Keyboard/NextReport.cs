using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Store;
using MakingItWork.Triage.Queues;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Keyboard;

/// <summary>
/// The reference of the report that comes after this one in a list of the queue, or before it; null at the end. After the
/// last one the next is the first again, unless it is this one, so that nothing passed over is forgotten. Also right when
/// this one has just been decided.
/// </summary>
/// <param name="In">The list's filter as it stands in the queue's address; null for all that waits.</param>
public sealed record NextReport(Viewer Viewer, string Reference, bool Back = false, string? In = null) : IRequest<string?>;

/// <summary>Whether there is such a report for this viewer.</summary>
public sealed record SeesReport(Viewer Viewer, string Reference) : IRequest<bool>;

internal sealed class NextReportHandler(ReportsDb db, ServiceTargets targets, TimeProvider clock) : IRequestHandler<NextReport, string?>, IRequestHandler<SeesReport, bool>
{
    /// <summary>A row may stand for a report that has just gone: the next one is looked at.</summary>
    private const int Looked = 5;

    public async Task<string?> Handle(NextReport request, CancellationToken cancellationToken)
    {
        var (viewer, filter) = (request.Viewer, QueueFilter.From(request.In));
        if (!viewer.Triages || await PlaceAsync(viewer, request.Reference, filter.State, cancellationToken) is not { } place)
        {
            return null;
        }
        var rows = filter.Of(db.QueueRows.AsNoTracking().VisibleTo(viewer), db, viewer, targets, clock.GetUtcNow()).Where(r => r.ReportId != place.ReportId);
        if (request.Back)
        {
            return await FirstAsync(viewer, filter.State, rows.Before(place.Key, place.ReportId).WorstLast(), cancellationToken);
        }
        // first one that nobody else has open, so that two people who work side by side do not meet at each report
        var free = Free(rows, viewer.PersonId);
        return await FirstAsync(viewer, filter.State, free.After(place.Key, place.ReportId).WorstFirst(), cancellationToken)
            ?? await FirstAsync(viewer, filter.State, free.WorstFirst(), cancellationToken)
            ?? await FirstAsync(viewer, filter.State, rows.WorstFirst(), cancellationToken);
    }

    public async Task<bool> Handle(SeesReport request, CancellationToken cancellationToken) =>
        request.Viewer.Triages && await db.Reports.VisibleTo(request.Viewer).AnyAsync(r => r.Reference == request.Reference, cancellationToken);

    private IQueryable<QueueRow> Free(IQueryable<QueueRow> rows, Guid me)
    {
        var gone = clock.GetUtcNow() - ReportPresence.Lasts;
        return rows.Where(r => !db.ReportPresences.Any(other => other.ReportId == r.ReportId && other.PersonId != me && other.LastSeen >= gone));
    }

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
        return near.Find(row => stages.TryGetValue(row.ReportId, out var stage) && QueueGate.Fits(stage, state))?.Reference;
    }
}
