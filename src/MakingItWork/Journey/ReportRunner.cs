using MakingItWork.Capture;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Plumbing.Sealing;
using MakingItWork.Plumbing.Web;
using MakingItWork.Store;
using MakingItWork.Triage.Searching;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Journey;

/// <summary>
/// Takes one report as far as it goes without people. Every attempt is counted in the database before it
/// begins; a job that fails is tried again later, and one that keeps failing is parked where an administrator sees it.
/// </summary>
public sealed class ReportRunner(IServiceScopeFactory scopes, IJobEngine engine, IOptions<JobsOptions> options, TimeProvider clock, ILogger<ReportRunner> log)
    : IWakeUp
{
    public async Task RunAsync(Guid id, CancellationToken cancel)
    {
        // a scope for each stage: nothing that one stage loaded is trusted by the next
        while (await OneStageAsync(id, cancel))
        {
        }
    }

    /// <returns>True when the stage is done and another may follow.</returns>
    private async Task<bool> OneStageAsync(Guid id, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReportsDb>();
        var stage = await new ReportClaim(db, options.Value, clock).TryAsync(id, cancel);
        if (stage is null)
        {
            return false;
        }
        // If the process dies from here on, the claim stands with its attempt counted: the next one to
        // claim the report sees that this attempt never ended.
        try
        {
            var job = (IReportJob)scope.ServiceProvider.GetRequiredService(ReportJourney.Jobs[stage.Value]);
            var started = clock.GetTimestamp();
            await job.RunAsync(id, cancel);
            StageTimes.Record(stage.Value, clock.GetElapsedTime(started));
            // The job saved its result and the next stage in one transaction, which also ended the claim.
            if (stage == ReportStage.Classified)
            {
                await scope.ServiceProvider.GetRequiredService<SearchIndex>().HearAsync(id, cancel);
            }
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            log.LogInformation("Report {ReportId} was moved on from {Stage} by somebody else.", id, stage);
            return false;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await ReleaseAsync(id, CancellationToken.None);
            return false;
        }
        catch (Exception trouble)
        {
            // the type only: a message of a library may quote what it was given; our own says what to do
            var why = trouble is CannotBeOpenedException shut ? $"this: {shut.Message}" : $"{trouble.GetType().Name}.";
            log.LogWarning("Report {ReportId} failed at {Stage} with {Trouble}", id, stage, why);
            log.LogDebug("The failure was raised at {Where}.", trouble.StackTrace);
            await FailedAsync(id, stage.Value, why, cancel);
            return false;
        }
    }

    /// <summary>An orderly shutdown is no failure: the attempt is given back.</summary>
    private async Task ReleaseAsync(Guid id, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReportsDb>();
        await db.Reports.Where(r => r.Id == id && r.Work.ClaimedBy == options.Value.Instance)
            .ExecuteUpdateAsync(set => set
                .SetProperty(r => r.Work.ClaimedBy, (string?)null)
                .SetProperty(r => r.Work.LeaseUntil, (DateTimeOffset?)null)
                .SetProperty(r => r.Work.Attempts, r => r.Work.Attempts - 1), cancel);
    }

    private async Task FailedAsync(Guid id, ReportStage stage, string trouble, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReportsDb>();
        var report = await db.Reports.SingleAsync(r => r.Id == id, cancel);
        if (report.Stage != stage)
        {
            return;
        }
        var work = report.Work;
        work.ClaimedBy = null;
        work.LeaseUntil = null;
        if (work.Attempts - work.Crashes >= options.Value.ParkAfterFailures)
        {
            ReportClaim.Park(db, report, $"It failed {work.Attempts.CountOf("time")} at this stage, last with {trouble}", clock);
            await db.SaveChangesAsync(cancel);
            return;
        }
        var wait = TimeSpan.FromSeconds(Math.Min(3600, options.Value.BackOffSeconds * Math.Pow(2, work.Attempts - 1)));
        work.NotBefore = clock.GetUtcNow() + wait;
        await db.SaveChangesAsync(cancel);
        await engine.EnqueueAsync(id, work.NotBefore.Value, cancel);
    }
}
