using MakingItWork.Capture;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Queues;

/// <summary>
/// Brings rows of the queue up to what other rooms did to their reports, within a minute: whatever people did stands in the
/// audit trail, whatever jobs did shows in the time of the stage or the urgency. Besides, it walks over all reports, a stretch
/// at a time, the first time without a pause. A run that breaks off is gone on with in the next: nothing is marked as done before it is.
/// </summary>
public sealed class KeepQueue(ReportsDb db, TimeProvider clock) : IRecurringJob
{
    public const string Name = "keep-queue";
    private const int Step = 500;
    private const int MostSteps = 20;
    private const string Trail = "trail";
    private const string Times = "times";
    private const string Walk = "walk";
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(45);

    public static readonly RecurringJob EveryMinute = new(Name, typeof(KeepQueue), "", TimeSpan.FromMinutes(1));

    public async Task RunAsync(CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        // what waits comes before all else: nobody may miss it
        await FillWaitingAsync(started, cancel);
        await FollowTrailAsync(cancel);
        await FollowTimesAsync(cancel);
        await WalkAsync(started, cancel);
    }

    private async Task FillWaitingAsync(long started, CancellationToken cancel)
    {
        if (await db.QueueMarks.AnyAsync(m => m.Name == Walk && m.Number > 0, cancel))
        {
            return;
        }
        for (var ids = await NextAsync(); ids.Count > 0 && clock.GetElapsedTime(started) < LongestRun; ids = await NextAsync())
        {
            await RefreshAsync(ids, cancel);
        }
        Task<List<Guid>> NextAsync() => db.Reports.Where(r => r.Stage == ReportStage.AwaitingTriage && !db.QueueRows.Any(row => row.ReportId == r.Id))
            .OrderBy(r => r.StageSince).Select(r => r.Id).Take(Step).ToListAsync(cancel);
    }

    private async Task FollowTrailAsync(CancellationToken cancel)
    {
        var mark = await MarkAsync(Trail, cancel);
        if (mark.Number == 0)
        {
            // everything before is the walk's
            mark.Number = Math.Max(1, await db.AuditEntries.MaxAsync(e => e.Sequence, cancel) ?? 0);
        }
        for (var step = 0; step < MostSteps; step++)
        {
            var from = mark.Number;
            var entries = await db.AuditEntries.Where(e => e.Sequence > from).OrderBy(e => e.Sequence).Take(Step)
                .Select(e => new { e.Sequence, e.ReportId, e.Act }).ToListAsync(cancel);
            if (entries.Count == 0)
            {
                break;
            }
            await RefreshAsync([.. entries.Where(e => e.Act != "read").Select(e => e.ReportId).OfType<Guid>().Distinct()], cancel);
            mark = await MarkAsync(Trail, cancel);
            mark.Number = entries[^1].Sequence!.Value;
            await db.SaveChangesAsync(cancel);
        }
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Looks back a little further than it has come: a transaction may show its times only when it is committed.</summary>
    private async Task FollowTimesAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var since = (await MarkAsync(Times, cancel)).At - Overlap;
        var all = true;
        foreach (var stage in Enum.GetValues<ReportStage>())
        {
            var shown = QueueGate.StateOf(stage) != QueueState.Gone;
            var moved = await db.Reports.Where(r => r.Stage == stage && r.StageSince >= since)
                .Where(r => db.QueueRows.Any(row => row.ReportId == r.Id && row.StageSince != r.StageSince) || (shown && !db.QueueRows.Any(row => row.ReportId == r.Id)))
                .OrderBy(r => r.StageSince).Select(r => r.Id).Take(Step).ToListAsync(cancel);
            all &= moved.Count < Step;
            await RefreshAsync(moved, cancel);
        }
        var raised = await db.UrgentReports.Where(u => u.RaisedAt >= since || u.VerdictAt >= since).OrderBy(u => u.RaisedAt).Select(u => u.ReportId).Take(Step).ToListAsync(cancel);
        await RefreshAsync(raised, cancel);
        if (all)
        {
            (await MarkAsync(Times, cancel)).At = now;
            await db.SaveChangesAsync(cancel);
        }
    }

    private async Task WalkAsync(long started, CancellationToken cancel)
    {
        do
        {
            var mark = await MarkAsync(Walk, cancel);
            var reports = db.Reports.AsQueryable();
            if (mark.LastId is { } last)
            {
                reports = reports.Where(r => r.Id.CompareTo(last) > 0);
            }
            var ids = await reports.OrderBy(r => r.Id).Select(r => r.Id).Take(Step).ToListAsync(cancel);
            await RefreshAsync(ids, cancel);
            mark = await MarkAsync(Walk, cancel);
            mark.LastId = ids.Count < Step ? null : ids[^1];
            mark.Number += ids.Count < Step ? 1 : 0;
            mark.At = clock.GetUtcNow();
            await db.SaveChangesAsync(cancel);
            if (mark.Number > 0)
            {
                return;
            }
        }
        while (clock.GetElapsedTime(started) < LongestRun);
    }

    private async Task RefreshAsync(List<Guid> ids, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (ids.Count > 0)
        {
            await QueueRows.RefreshAsync(db, clock, ids, cancel);
            db.ChangeTracker.Clear();
        }
    }

    private async Task<QueueMark> MarkAsync(string name, CancellationToken cancel)
    {
        if (await db.QueueMarks.SingleOrDefaultAsync(m => m.Name == name, cancel) is { } mark)
        {
            return mark;
        }
        mark = new QueueMark { Name = name, At = clock.GetUtcNow() };
        db.QueueMarks.Add(mark);
        await db.SaveChangesAsync(cancel);
        return mark;
    }
}
