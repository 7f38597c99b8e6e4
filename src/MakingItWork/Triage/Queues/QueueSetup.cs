using MakingItWork.Capture;

namespace MakingItWork.Triage.Queues;

public static class QueueSetup
{
    public static IServiceCollection AddQueue(this IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton<ServiceTargets>();
        services.AddScoped<IWaitForTriage, WaitsForTriage>();
        return services.AddScoped<KeepQueue>();
    }
}
