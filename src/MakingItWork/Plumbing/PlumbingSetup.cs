using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Mail;
using MakingItWork.Plumbing.Ocr;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Plumbing.Secrets;

namespace MakingItWork.Plumbing;

public static class PlumbingSetup
{
    public static IServiceCollection AddPlumbing(this IServiceCollection services, IConfiguration settings, DataFolder data)
    {
        services.AddSingleton(data);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IFileStore, DiskFileStore>();
        services.Configure<MailOptions>(settings.GetSection(MailOptions.Section));
        services.AddSingleton<IMailer, NetMailer>();
        services.AddSingleton<IPictures, VipsPictures>();
        services.AddOcr(settings);
        services.AddSecrets(settings, data);
        return services;
    }
}
