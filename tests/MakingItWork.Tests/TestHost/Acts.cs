using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Export;
using MakingItWork.Feedback;
using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Triage;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.TestHost;

/// <summary>What people and the clock do with reports, through the same acts as the pages.</summary>
public static class Acts
{
    public const string Cambridge = "safety.cambridge@example.org";
    public const string Birmingham = "safety.birmingham@example.org";
    public const string National = "safety.national@example.org";
    public const string Administrator = "administrator@example.org";
    public const string Larkfield = "larkfield@example.org";
    public const string Harbour = "harbour@example.org";

    public static async Task<T> InScopeAsync<T>(this TestApp app, Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    public static Task<T> SendAsync<T>(this TestApp app, IRequest<T> request) =>
        app.InScopeAsync(services => services.GetRequiredService<IMediator>().Send(request));

    public static Task<Viewer> ViewerAsync(this TestApp app, string email) => app.InScopeAsync(async services =>
    {
        var person = await services.GetRequiredService<UserManager<Person>>().FindByEmailAsync(email);
        return Viewer.Of(await services.GetRequiredService<IUserClaimsPrincipalFactory<Person>>().CreateAsync(person!));
    });

    public static async Task ApproveAsync(this TestApp app, string reference, string email = National, string type = "3.3")
    {
        var result = await app.SendAsync(new DecideReport(await app.ViewerAsync(email), reference, Approve: true, type, Severity.Considerable, Likelihood.Medium, null, PicturesChecked: true));
        Assert.Equal(DecideOutcome.Done, result.Outcome);
    }

    public static Task<bool> ExportAsync(this TestApp app) => app.RunAsync<RunExport>();

    public static Task<bool> SendDigestsAsync(this TestApp app) => app.RunAsync<RunDigests>();

    /// <summary>Sends a report to an app that works by hand, and takes it to triage.</summary>
    public static async Task<Report> TriageableAsync(this TestApp app, string description, string product = "Larkfield Screening", string? organisation = "RGT")
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync(description, product, organisation);
        await app.WakeAsync((await app.ReportAsync(sent.Reference)).Id);
        var report = await app.ReportAsync(sent.Reference);
        Assert.Equal(ReportStage.AwaitingTriage, report.Stage);
        return report;
    }

    public static Task<Report> ReportAsync(this TestApp app, string reference) =>
        app.InDatabaseAsync(db => db.Reports.AsNoTracking().Include(r => r.Screenshots).SingleAsync(r => r.Reference == reference));

    /// <summary>Rings once for a report, as the job engine would.</summary>
    public static Task WakeAsync(this TestApp app, Guid report) =>
        app.Services.GetRequiredService<IWakeUp>().RunAsync(report, CancellationToken.None);

    public static Task<bool> RunAsync<T>(this TestApp app)
        where T : IRecurringJob => app.InScopeAsync(async services =>
        {
            await services.GetRequiredService<T>().RunAsync(CancellationToken.None);
            return true;
        });

    /// <summary>What the store holds under a key, in plain.</summary>
    public static Task<byte[]> StoredAsync(this TestApp app, string key) =>
        app.Services.GetRequiredService<IFileStore>().ReadAsync(key, CancellationToken.None);

    /// <summary>Where that lies on the disk, encrypted.</summary>
    public static string PathOf(this TestApp app, string key) => Path.Combine(app.DataFolder, "files", key);
}
