using System.Threading.Channels;
using Quartz;

namespace MakingItWork.Plumbing.Jobs;

/// <summary>
/// Hands ids to Quartz in batches, off the caller's path: an upload is answered as soon as its row is saved.
/// An id that is still in memory when the process dies is found by the sweep.
/// </summary>
internal sealed class QuartzEngine(ISchedulerFactory schedulers, TimeProvider clock, ILogger<QuartzEngine> log)
    : BackgroundService, IJobEngine
{
    public const string JobName = "advance-report";
    public const string IdKey = "id";
    public const string ReportsGroup = "reports";
    private const int Batch = 200;
    private readonly Channel<Guid> waiting = Channel.CreateUnbounded<Guid>(new UnboundedChannelOptions { SingleReader = true });

    public void Enqueue(Guid id) => waiting.Writer.TryWrite(id);

    public Task EnqueueAsync(Guid id, DateTimeOffset notBefore, CancellationToken cancel) => ScheduleAsync([id], notBefore, cancel);

    public void RunNow(string recurring) => _ = TriggerAsync(recurring);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            var ids = new HashSet<Guid>();
            while (ids.Count < Batch && waiting.Reader.TryRead(out var id))
            {
                ids.Add(id);
            }
            try
            {
                await ScheduleAsync(ids, clock.GetUtcNow(), stoppingToken);
            }
            catch (Exception trouble) when (trouble is not OperationCanceledException)
            {
                log.LogError(trouble, "{Count} alarms could not be set; the sweep will set them again.", ids.Count);
            }
        }
    }

    private async Task TriggerAsync(string recurring)
    {
        // the caller goes on at once
        await Task.Yield();
        try
        {
            var job = JobBuilder.Create<RecurringAlarm>().WithIdentity(recurring).StoreDurably().Build();
            // one name for all rings: a hundred of them before it starts are one
            var ring = TriggerBuilder.Create().ForJob(recurring).WithIdentity($"{recurring}-now").StartNow().Build();
            await (await schedulers.GetScheduler()).ScheduleJobs(new Dictionary<IJobDetail, IReadOnlyCollection<ITrigger>> { [job] = [ring] }, ScheduleJobOptions.Replacing);
        }
        catch (Exception trouble)
        {
            log.LogWarning("{Recurring} could not be rung before its time: {Trouble}", recurring, trouble.GetType().Name);
        }
    }

    private async Task ScheduleAsync(IReadOnlyCollection<Guid> ids, DateTimeOffset at, CancellationToken cancel)
    {
        var scheduler = await schedulers.GetScheduler(cancel);
        var job = JobBuilder.Create<AdvanceReport>().WithIdentity(JobName).StoreDurably().Build();
        // a trigger is named for its report, so that ringing twice for one report is one alarm
        var triggers = ids.Select(id => TriggerBuilder.Create()
            .ForJob(JobName)
            .WithIdentity(id.ToString("N"), ReportsGroup)
            .WithExecutionGroup(ReportsGroup)
            .UsingJobData(IdKey, id.ToString("N"))
            .StartAt(at)
            .Build()).ToList();
        await scheduler.ScheduleJobs(
            new Dictionary<IJobDetail, IReadOnlyCollection<ITrigger>> { [job] = triggers },
            ScheduleJobOptions.Replacing,
            cancel);
    }
}

/// <summary>What Quartz runs for a report: nothing but the call back.</summary>
internal sealed class AdvanceReport(IWakeUp wakeUp) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await wakeUp.RunAsync(Guid.Parse(context.MergedJobDataMap.GetString(QuartzEngine.IdKey)!), cancellationToken);
}

/// <summary>What Quartz runs for recurring work. It is stored with the work's name, not with a type, so that code may move.</summary>
[DisallowConcurrentExecution]
internal sealed class RecurringAlarm(IServiceProvider services, IReadOnlyList<RecurringJob> recurring) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var due = recurring.Single(job => job.Name == context.JobDetail.Key.Name);
        await ((IRecurringJob)services.GetRequiredService(due.Job)).RunAsync(cancellationToken);
    }
}
