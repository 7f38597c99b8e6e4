using MakingItWork.Plumbing.Jobs;

namespace MakingItWork.Redact;

public static class RedactSetup
{
    public static readonly RecurringJob DailyForget = new("forget-originals", typeof(ForgetOriginals), "0 10 3 * * ?");

    public static readonly RecurringJob DailyForgetHeld = new("forget-held-pictures", typeof(ForgetHeldPictures), "0 20 3 * * ?");

    public static readonly RecurringJob NightlyReading = new("read-pictures-again", typeof(ReadAgain), "0 30 0 * * ?");

    public static IServiceCollection AddRedact(this IServiceCollection services, IConfiguration settings)
    {
        services.Configure<RedactOptions>(settings.GetSection(RedactOptions.Section));
        services.AddScoped<CleanPictures>();
        services.AddSingleton<JudgePicture>();
        services.AddSingleton<RedactPicture>();
        services.AddScoped<ReleasePicture>();
        services.AddScoped<RedactReport>();
        services.AddScoped<StaffText>();
        services.AddScoped<BackupContents>();
        return services;
    }
}
