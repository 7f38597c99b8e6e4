using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Mail;
using MakingItWork.Plumbing.Ocr;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Plumbing.Secrets;

namespace MakingItWork.Plumbing;

public static class PlumbingSetup
{
    public static IServiceCollection AddPlumbing(this IServiceCollection services, IConfiguration settings, StorageOptions storage, DataFolder data)
    {
        services.AddSingleton(data);
        services.AddSingleton(TimeProvider.System);
        services.Configure<StorageOptions>(settings.GetSection(StorageOptions.Section));
        services.AddSingleton<IFileStore, DiskFileStore>();
        services.AddSingleton<StoreCheck>();
        services.Configure<MailOptions>(settings.GetSection(MailOptions.Section));
        services.AddSingleton<IMailer, NetMailer>();
        services.AddSingleton<IPictures, VipsPictures>();
        services.AddOcr(settings);
        services.AddSecrets(settings, KeyRing.Open(storage, data));
        return services;
    }
}
