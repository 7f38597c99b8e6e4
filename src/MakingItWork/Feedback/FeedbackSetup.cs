using MakingItWork.Plumbing.Jobs;

namespace MakingItWork.Feedback;

public static class FeedbackSetup
{
    public static IServiceCollection AddFeedback(this IServiceCollection services)
    {
        services.AddScoped<ComposeDigest>();
        services.AddScoped<RunDigests>();
        return services;
    }

    public static RecurringJob Weekly(JobsOptions jobs) => new(RunDigests.Name, typeof(RunDigests), jobs.DigestCron);
}
