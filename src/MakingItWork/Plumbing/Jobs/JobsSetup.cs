using MakingItWork.Plumbing.Files;
using Microsoft.Data.Sqlite;
using Quartz;

namespace MakingItWork.Plumbing.Jobs;

/// <summary>Where the engine keeps its alarms: a file of its own on SQLite, so that it never waits for the reports' one writer.</summary>
public enum AlarmStore
{
    Sqlite,
    PostgreSql,
    SqlServer,
}

public static class JobsSetup
{
    public static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static IServiceCollection AddJobEngine(
        this IServiceCollection services, IConfiguration settings, AlarmStore store, string connectionString, DataFolder data,
        IReadOnlyList<RecurringJob> recurring)
    {
        services.Configure<JobsOptions>(settings.GetSection(JobsOptions.Section));
        services.AddSingleton(recurring);
        foreach (var job in recurring)
        {
            services.AddScoped(job.Job);
        }
        var options = settings.GetSection(JobsOptions.Section).Get<JobsOptions>() ?? new JobsOptions();
        if (!options.RunHere)
        {
            return services.AddSingleton<IJobEngine, LeaveToOthers>();
        }
        services.AddSingleton<QuartzEngine>();
        services.AddSingleton<IJobEngine>(provider => provider.GetRequiredService<QuartzEngine>());
        services.AddHostedService(provider => provider.GetRequiredService<QuartzEngine>());
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "reports";
                scheduler.InstanceId = options.Instance;
            });
            // two more than the reports may use: a long queue of them never keeps the sweep or a batch waiting
            quartz.UseDefaultThreadPool(options.Workers + 2);
            quartz.UseExecutionLimits(limits => limits.ForGroup(QuartzEngine.ReportsGroup, options.Workers));
            quartz.AddJob<AdvanceReport>(job => job.WithIdentity(QuartzEngine.JobName).StoreDurably());
            foreach (var job in recurring)
            {
                AddRecurring(quartz, job);
            }
            quartz.UsePersistentStore(persistent =>
            {
                UseStore(persistent, store, connectionString, data);
                persistent.ProvisionSchema();
            });
        });
        services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
        return services;
    }

    private static void AddRecurring(IQuartzBuilder quartz, RecurringJob recurring)
    {
        quartz.AddJob<RecurringAlarm>(job => job.WithIdentity(recurring.Name).StoreDurably());
        quartz.AddTrigger(trigger =>
        {
            trigger.ForJob(recurring.Name).WithIdentity(recurring.Name);
            if (recurring.Every is { } every)
            {
                trigger.StartNow().WithSimpleSchedule(simple => simple.WithInterval(every).RepeatForever());
            }
            else
            {
                trigger.WithCronSchedule(recurring.Cron, cron => cron.InTimeZone(London).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed));
            }
        });
    }

    private static void UseStore(IPersistentStoreBuilder persistent, AlarmStore store, string connectionString, DataFolder data)
    {
        switch (store)
        {
            case AlarmStore.Sqlite:
                persistent.UseSqlite(new SqliteConnectionStringBuilder { DataSource = Path.Combine(data.Path, "alarms.db"), DefaultTimeout = 30 }.ToString());
                break;
            case AlarmStore.PostgreSql:
                persistent.UsePostgres(connectionString);
                persistent.UseClustering();
                break;
            default:
                persistent.UseSqlServer(connectionString);
                persistent.UseClustering();
                break;
        }
    }

    /// <summary>A copy that only accepts and shows: the sweep of a working copy finds what this one saved.</summary>
    private sealed class LeaveToOthers : IJobEngine
    {
        public void Enqueue(Guid id)
        {
        }

        public void RunNow(string recurring)
        {
        }

        public Task EnqueueAsync(Guid id, DateTimeOffset notBefore, CancellationToken cancel) => Task.CompletedTask;
    }
}
