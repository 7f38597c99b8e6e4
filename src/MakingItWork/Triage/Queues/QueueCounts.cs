using MakingItWork.Directory;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Queues;

/// <summary>How many reports wait for this viewer, and how many of them ask for what.</summary>
public sealed record QueueCounts(int Waiting, int Mine, int Unassigned, int Urgent, int Unread)
{
    /// <summary>What a filter finds, where it is one of these; null for any other.</summary>
    public int? Of(QueueFilter filter) =>
        filter == new QueueFilter() ? Waiting
        : filter == new QueueFilter { Who = QueueOwner.Mine } ? Mine
        : filter == new QueueFilter { Who = QueueOwner.Unassigned } ? Unassigned
        : filter == new QueueFilter { Urgent = true } ? Urgent
        : filter == new QueueFilter { Unread = true } ? Unread
        : null;

    /// <summary>
    /// Each is a range of an index. What is unread is what waits less what was opened, and what nobody has is what waits less
    /// what somebody has: both are few of many.
    /// </summary>
    public static async Task<QueueCounts> OfAsync(ReportsDb db, Viewer viewer, CancellationToken cancel)
    {
        var me = viewer.PersonId;
        var rows = db.QueueRows.AsNoTracking().VisibleTo(viewer).Where(r => r.State == QueueState.Waiting);
        var waiting = await rows.CountAsync(cancel);
        // not "is not null": that would read all rows that wait
        var taken = await rows.CountAsync(r => r.AssignedTo!.Value.CompareTo(Guid.Empty) > 0, cancel);
        var opened = await db.ReportsOpened.Where(o => o.PersonId == me).Join(rows, o => o.ReportId, r => r.ReportId, (o, r) => r.ReportId).CountAsync(cancel);
        return new QueueCounts(
            waiting,
            await rows.CountAsync(r => r.AssignedTo == me, cancel),
            waiting - taken,
            await rows.CountAsync(r => r.SortKey < QueueOrder.NotUrgentFrom, cancel),
            waiting - opened);
    }
}
