using System.Reflection;
using MakingItWork.Capture;
using MakingItWork.Classify;
using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Directory.Trail;
using MakingItWork.Export;
using MakingItWork.Feedback;
using MakingItWork.Journey;
using MakingItWork.Plumbing;
using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Web;
using MakingItWork.Redact;
using MakingItWork.Store;
using MakingItWork.Triage;

try
{
    return await Commands.RunAloneAsync(args) ?? await RunAsync(args);
}
catch (CannotStartException trouble)
{
    await Console.Error.WriteLineAsync($"Cannot start: {trouble.Message}");
    return 1;
}

static async Task<int> RunAsync(string[] args)
{
    var command = Commands.Of(args);
    args = command.Length > 0 ? args[1..] : args;
    var builder = WebApplication.CreateBuilder(args);
    // environment and command line come after the file once more, so that they win over it
    builder.Configuration.AddJsonFile("appsettings.Local.json", optional: true).AddEnvironmentVariables().AddCommandLine(args);
    var settings = builder.Configuration;
    var storage = settings.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions();
    var data = new DataFolder(storage.DataFolder);

    builder.Host.UseDefaultServiceProvider(provider => provider.ValidateScopes = provider.ValidateOnBuild = true);
    builder.Logging.AddMasking();
    builder.Services
        .AddPlumbing(settings, storage, data)
        .AddStore(settings)
        .AddDirectory(settings)
        .AddCapture(settings)
        .AddRedact(settings)
        .AddClassify(settings)
        .AddTriage(settings)
        .AddExport(settings)
        .AddFeedback()
        .AddMediator(Assembly.GetExecutingAssembly(), settings)
        .AddWeb(settings);
    builder.Services.AddJourney(settings, data);
    builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

    var app = builder.Build();
    app.UseWeb();
    app.MapRazorPages();
    app.MapDirectoryApi();
    app.MapCaptureApi();
    app.MapReportsApi();
    app.MapDeduplicateApi();
    app.MapTriageApi();
    app.MapFeedbackApi();
    app.MapPictures();

    await StartUp.PrepareAsync(app);
    switch (command)
    {
        case Commands.Demo:
            return await Demo.RunAsync(app);
        case Commands.AddAccount:
            return await AddAccount.FromCommandLineAsync(app);
        case Commands.VerifyAudit:
            return await CheckTrail.FromCommandLineAsync(app);
    }
    await app.RunAsync();
    return 0;
}

/// <summary>The program; public so that tests can start it.</summary>
public partial class Program;
