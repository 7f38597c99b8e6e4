using MakingItWork.Plumbing.Jobs;

namespace MakingItWork.Capture;

public static class CaptureSetup
{
    public static readonly RecurringJob DailyDiscard = new("discard-unclaimed-uploads", typeof(DiscardUploads), "0 40 3 * * ?");

    public static IServiceCollection AddCapture(this IServiceCollection services, IConfiguration settings)
    {
        services.Configure<CaptureOptions>(settings.GetSection(CaptureOptions.Section));
        services.AddSingleton<ReceivePicture>();
        services.AddSingleton<OriginalSeal>();
        services.AddScoped<ReporterNames>();
        services.AddSingleton<PictureFiles>();
        services.AddScoped<DiscardUploads>();
        services.AddSingleton<ReportIntake>();
        services.AddHostedService(provider => provider.GetRequiredService<ReportIntake>());
        services.AddScoped<KeptPictures>();
        services.AddSingleton<ReportLinks>();
        return services;
    }
}
