using MakingItWork.Plumbing.Jobs;
using MakingItWork.Redact;

namespace MakingItWork.Classify;

public static class ClassifySetup
{
    public static IServiceCollection AddClassify(this IServiceCollection services, IConfiguration settings)
    {
        services.Configure<ClassifyOptions>(settings.GetSection(ClassifyOptions.Section));
        services.AddSingleton<OpenModels>();
        services.AddScoped<ModelStore>();
        services.AddScoped<KeepShippedModels>();
        services.AddScoped<ClassifyReport>();
        services.AddScoped<RaiseUrgency>();
        services.AddScoped<IReadMaskedWords>(provider => provider.GetRequiredService<RaiseUrgency>());
        services.AddSingleton<ComposeAlert>();
        services.AddScoped<TrainModels>();
        services.AddScoped<RunTraining>();
        return services;
    }

    /// <summary>Rung when something urgent is found; besides, what could not be sent is tried again.</summary>
    public static RecurringJob Alerts(JobsOptions jobs) => new(SendUrgentAlerts.Name, typeof(SendUrgentAlerts), "", TimeSpan.FromSeconds(jobs.SweepSeconds));

    public static RecurringJob Nightly(JobsOptions jobs) => new(Retrain.Name, typeof(Retrain), jobs.RetrainCron);

    public static RecurringJob WhenAsked(JobsOptions jobs) => new(RetrainWhenAsked.Name, typeof(RetrainWhenAsked), "", TimeSpan.FromSeconds(jobs.SweepSeconds));
}
