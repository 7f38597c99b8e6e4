using MakingItWork.Capture;
using MakingItWork.Classify;
using MakingItWork.Directory;
using MakingItWork.Directory.Trail;
using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Secrets;
using MakingItWork.Store;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace MakingItWork.Journey;

/// <summary>Before the first request: keys at hand, tables up to date, reference data there, and in Development the accounts printed.</summary>
public static class StartUp
{
    /// <exception cref="Plumbing.CannotStartException">It must not run like this.</exception>
    public static async Task PrepareAsync(WebApplication app)
    {
        await OpenStoreAsync(app);
        await StoreSetup.MigrateAsync(app.Services);
        var address = app.Services.GetRequiredService<IOptions<CaptureOptions>>().Value.PublicAddress;
        if (!app.Environment.IsDevelopment() && new Uri(address).IsLoopback)
        {
            app.Logger.LogWarning("Capture:PublicAddress is {Address}: links in answers and mail will lead nowhere for other people.", address);
        }
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<KeepShippedModels>().RunAsync(CancellationToken.None);
        if (app.Services.GetRequiredService<IOptions<ClassifyOptions>>().Value.OnCallAddress.Length == 0)
        {
            app.Logger.LogWarning("Classify:OnCallAddress is empty: urgent reports of organisations without an on-call address of their own are mailed to nobody.");
        }
        await AuditChain.SealEarlierAsync(scope.ServiceProvider.GetRequiredService<ReportsDb>(), app.Services.GetRequiredService<TimeProvider>(), CancellationToken.None);
        var accounts = await scope.ServiceProvider.GetRequiredService<SeedReferenceData>()
            .RunAsync(app.Environment.IsDevelopment(), CancellationToken.None);
        if (accounts.Count == 0 || app.Configuration.GetValue<bool>("quiet"))
        {
            return;
        }
        Console.WriteLine();
        Console.WriteLine("Demonstration accounts (this is a Development environment; sign in at /sign-in):");
        foreach (var account in accounts)
        {
            Console.WriteLine($"  {account.Email,-36} {account.Password,-18} {account.DisplayName} ({string.Join(", ", account.Roles)})");
        }
        Console.WriteLine();
        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine(
            $"{Environment.NewLine}Open {app.Urls.First()}/ to report an unsafe screen, {app.Urls.First()}/triage to sign in as a safety team.{Environment.NewLine}"));
    }

    /// <summary>Pictures and original words can be opened, by this copy of the program and by all others.</summary>
    private static async Task OpenStoreAsync(WebApplication app)
    {
        var keys = app.Services.GetRequiredService<KeyRing>();
        keys.UseNewKeyIfNeeded(app.Services.GetRequiredService<IKeyManager>());
        foreach (var note in keys.Notes)
        {
            app.Logger.LogInformation("{Note}", note);
        }
        var encrypted = await app.Services.GetRequiredService<StoreCheck>().RunAsync(CancellationToken.None);
        if (encrypted > 0)
        {
            app.Logger.LogInformation("{Count} stored files of an earlier version were encrypted.", encrypted);
        }
    }
}
