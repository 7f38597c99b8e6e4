using MakingItWork.Plumbing.Jobs;

namespace MakingItWork.Export;

public static class ExportSetup
{
    public static IServiceCollection AddExport(this IServiceCollection services, IConfiguration settings)
    {
        services.Configure<ExportOptions>(settings.GetSection(ExportOptions.Section));
        services.AddSingleton<IExportSender, FolderSender>();
        services.AddScoped<RunExport>();
        return services;
    }

    public static RecurringJob Nightly(JobsOptions jobs) => new(RunExport.Name, typeof(RunExport), jobs.ExportCron);
}
