using MakingItWork.Deduplicate;
using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Store;
using MakingItWork.Triage.Searching;

namespace MakingItWork.Journey;

public static class JourneySetup
{
    public static IServiceCollection AddJourney(this IServiceCollection services, IConfiguration settings, DataFolder data)
    {
        services.AddDeduplicate();
        services.AddSearch();
        services.AddSingleton<IWakeUp, ReportRunner>();
        // before the engine's own start, which follows in the list of hosted services
        services.AddHostedService<TakeUpAgain>();
        var database = settings.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
        var jobs = settings.GetSection(JobsOptions.Section).Get<JobsOptions>() ?? new JobsOptions();
        return services.AddJobEngine(
            settings,
            Enum.Parse<AlarmStore>(database.Provider.ToString()),
            StoreSetup.ConnectionString(database, data),
            data,
            Schedule.Of(jobs));
    }
}
