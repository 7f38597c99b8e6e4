using MakingItWork.Redact;

namespace MakingItWork.Triage.Searching;

public static class SearchSetup
{
    public static IServiceCollection AddSearch(this IServiceCollection services)
    {
        services.AddScoped<SearchIndex>();
        services.AddScoped<IHearOfWords>(provider => provider.GetRequiredService<SearchIndex>());
        services.AddScoped<KeepSearch>();
        return services.AddScoped<SearchWalk>();
    }
}
