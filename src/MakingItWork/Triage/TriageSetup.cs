using MakingItWork.Triage.Keyboard;

namespace MakingItWork.Triage;

public static class TriageSetup
{
    public static IServiceCollection AddTriage(this IServiceCollection services, IConfiguration settings)
    {
        services.Configure<TriageOptions>(settings.GetSection(TriageOptions.Section));
        services.AddScoped<SettleReport>();
        return services;
    }
}
