using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Mail;
using MakingItWork.Plumbing.Ocr;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Plumbing.Secrets;

namespace MakingItWork.Plumbing;

public static class PlumbingSetup
{
    private const string FrameworkFolder = "ASPNETCORE_TEMP";

    public static IServiceCollection AddPlumbing(this IServiceCollection services, IConfiguration settings, DataFolder data)
    {
        services.AddSingleton(data);
        // where the framework keeps a form's large files while they arrive: not in a folder that others read, and
        // with our own unfinished ones, which the daily discard deletes when a process died over them
        if (Environment.GetEnvironmentVariable(FrameworkFolder) is null)
        {
            Environment.SetEnvironmentVariable(FrameworkFolder, data.Sub(Path.Combine("files", "unfinished")));
        }
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
