using MakingItWork.Plumbing.Jobs;
using MakingItWork.Triage.Keyboard;
using MakingItWork.Triage.Post;
using MakingItWork.Triage.Queues;
using MakingItWork.Triage.Risk;

namespace MakingItWork.Triage;

public static class TriageSetup
{
    public static IServiceCollection AddTriage(this IServiceCollection services, IConfiguration settings)
    {
        services.Configure<TriageOptions>(settings.GetSection(TriageOptions.Section));
        services.Configure<TargetsOptions>(settings.GetSection(TargetsOptions.Section));
        services.AddScoped<SettleReport>();
        services.AddScoped<FindTeam>();
        services.AddSingleton<ComposeTeamMail>();
        services.AddScoped<HazardLogCsv>();
        return services.AddQueue(settings);
    }

    /// <summary>Reminders and escalations: planned, and then sent.</summary>
    public static IEnumerable<RecurringJob> Post(JobsOptions jobs) =>
    [
        new(RemindOfActions.Name, typeof(RemindOfActions), "", TimeSpan.FromSeconds(jobs.SweepSeconds)),
        new(EscalateUnopened.Name, typeof(EscalateUnopened), "", TimeSpan.FromSeconds(jobs.SweepSeconds * 4)),
        new(SendTeamMails.Name, typeof(SendTeamMails), "", TimeSpan.FromSeconds(jobs.SweepSeconds)),
    ];

    public static void MapTriageApi(this IEndpointRouteBuilder routes)
    {
        routes.MapKeyboardApi();
        routes.MapQueueApi();
        routes.MapRiskApi();
    }
}
