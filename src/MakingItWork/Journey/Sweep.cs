using MakingItWork.Plumbing.Jobs;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Journey;

/// <summary>Rings again for every report that stands still: its alarm was lost, or the copy that worked on it died.</summary>
public sealed class Sweep(ReportsDb db, IJobEngine engine, IOptions<JobsOptions> options, TimeProvider clock) : IRecurringJob
{
    private const int AtOnce = 1000;

    public async Task RunAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var settled = now.AddSeconds(-options.Value.SweepSeconds);
        var stages = ReportJourney.AtWork;
        var standing = await db.Reports
            .Where(r => stages.Contains(r.Stage) && r.Work.ParkedAt == null)
            .Where(r => r.Work.LeaseUntil == null || r.Work.LeaseUntil < now)
            .Where(r => r.Work.NotBefore == null || r.Work.NotBefore < now)
            .Where(r => r.StageSince < settled || r.Work.ClaimedBy != null)
            .OrderBy(r => r.StageSince)
            .Select(r => r.Id)
            .Take(AtOnce)
            .ToListAsync(cancel);
        foreach (var id in standing)
        {
            engine.Enqueue(id);
        }
    }
}
