using MakingItWork.Capture;
using MakingItWork.Deduplicate.Index;
using MakingItWork.Plumbing.Jobs;

namespace MakingItWork.Deduplicate;

public static class DeduplicateSetup
{
    /// <summary>Makes prints by newer rules, and counts the words of new reports.</summary>
    public static readonly RecurringJob KeepIndex = new("keep-index", typeof(IndexAgain), "", TimeSpan.FromMinutes(10));

    public static IServiceCollection AddDeduplicate(this IServiceCollection services)
    {
        services.AddScoped<INamedProblems, NamedProblems>();
        services.AddSingleton<CommonWords>();
        services.AddScoped<SimilarReports>();
        services.AddScoped<ReportIndex>();
        services.AddScoped<PrintReport>();
        services.AddScoped<CountWords>();
        services.AddScoped<IndexAgain>();
        services.AddScoped<FindLikeReports>();
        services.AddScoped<RegroupReports>();
        services.AddScoped<HazardLife>();
        services.AddScoped<MatchReport>();
        return services.AddScoped<RelinkReport>();
    }
}
