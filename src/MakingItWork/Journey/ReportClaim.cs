using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Plumbing.Web;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Journey;

/// <summary>
/// The right to work on a report: taken by one copy at a time, for a while, and counted before the work begins.
/// A claim that was never ended means that the attempt died with its process; the third such parks the report.
/// </summary>
internal sealed class ReportClaim(ReportsDb db, JobsOptions options, TimeProvider clock)
{
    /// <returns>The stage to work on, or null when there is nothing to do for this copy now.</returns>
    public async Task<ReportStage?> TryAsync(Guid id, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var report = await db.Reports.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancel);
        if (report is null || !ReportJourney.Jobs.ContainsKey(report.Stage) || report.Work.ParkedAt is not null
            || report.Work.NotBefore > now || report.Work.LeaseUntil > now)
        {
            return null;
        }
        var died = report.Work.ClaimedBy is not null;
        var crashes = report.Work.Crashes + (died ? 1 : 0);
        if (crashes >= options.ParkAfterCrashes)
        {
            await ParkAfterCrashesAsync(id, report.Stage, crashes, cancel);
            return null;
        }
        var lease = report.Work.LeaseUntil;
        var attempts = report.Work.Attempts;
        // One statement decides between copies: who changes the row has the claim.
        var taken = await db.Reports
            .Where(r => r.Id == id && r.Stage == report.Stage && r.Work.Attempts == attempts && r.Work.LeaseUntil == lease)
            .ExecuteUpdateAsync(set => set
                .SetProperty(r => r.Work.ClaimedBy, options.Instance)
                .SetProperty(r => r.Work.LeaseUntil, now.AddSeconds(options.LeaseSeconds))
                .SetProperty(r => r.Work.Attempts, attempts + 1)
                .SetProperty(r => r.Work.Crashes, crashes), cancel);
        return taken == 1 ? report.Stage : null;
    }

    public static void Park(ReportsDb db, Report report, string why, TimeProvider clock)
    {
        report.Work.ClaimedBy = null;
        report.Work.LeaseUntil = null;
        report.Work.ParkedAt = clock.GetUtcNow();
        report.Work.ParkedWhy = why;
        db.Record(clock, null, "parked", report.Id, why);
    }

    private async Task ParkAfterCrashesAsync(Guid id, ReportStage stage, int crashes, CancellationToken cancel)
    {
        var report = await db.Reports.SingleAsync(r => r.Id == id, cancel);
        if (report.Stage != stage || report.Work.ParkedAt is not null)
        {
            return;
        }
        report.Work.Crashes = crashes;
        Park(db, report, $"The program stopped {crashes.CountOf("time")} while working on this report at the stage {stage}.", clock);
        await db.SaveChangesAsync(cancel);
    }
}
