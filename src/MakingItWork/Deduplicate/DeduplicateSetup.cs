using MakingItWork.Capture;
using MakingItWork.Deduplicate.Index;
using MakingItWork.Plumbing.Jobs;

namespace MakingItWork.Deduplicate;

public static class DeduplicateSetup
{
    /// <summary>Makes prints by newer rules, and counts the words of new reports.</summary>
    public static readonly RecurringJob KeepIndex = new("keep-index", typeof(IndexAgain), "", TimeSpan.FromMinutes(10));

    /// <summary>Tells those who follow a hazard by mail; within minutes, all that is new in one message.</summary>
    public static readonly RecurringJob Notices = new(SendHazardNotices.Name, typeof(SendHazardNotices), "", TimeSpan.FromMinutes(2));

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
        services.AddScoped<ScorePair>();
        services.AddScoped<JudgeHazard>();
        services.AddScoped<TakeBackHazardAct>();
        services.AddScoped<ComposeNotice>();
        return services.AddScoped<RelinkReport>();
    }
}
