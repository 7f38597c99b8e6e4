using MakingItWork.Capture;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Triage;

/// <summary>The name of a reporter is kept apart, and only a guardian joins it to the report.</summary>
public abstract class GuardianTests(TestApp app)
{
    private const string Name = "Nurse Ottilie Quillfeather, bleep 4471";
    private const string Guardian = "guardian.cambridge@example.org";

    [Fact]
    public async Task Name_ThatWasGiven_StandsNowhereInTheDatabaseAndInNoPage()
    {
        using var reporter = app.Visit();
        var sent = await NamedAsync(reporter);
        Assert.Empty(await app.FindInTextColumnsAsync("Quillfeather"));
        var id = (await app.ReportAsync(sent.Reference)).Id;
        Assert.False(await app.InDatabaseAsync(db => db.ReporterNames.AnyAsync(n => n.Token.Contains(id.ToString()) || n.Token.Contains(id.ToString("N")))));
        foreach (var email in (string[])[Acts.Cambridge, Acts.National, Acts.Administrator])
        {
            using var person = app.Visit();
            await person.SignInAsync(email, app.DemoPassword);
            Assert.DoesNotContain("Quillfeather", (await person.PageAsync($"/triage/{sent.Reference}")).Body!.TextContent, StringComparison.Ordinal);
            Assert.Equal("/not-allowed", (await person.EndsAtAsync("/guardian")).Path);
        }
    }

    [Fact]
    public async Task Guardian_WithAReason_LearnsTheNameAndTheReporterSeesIt()
    {
        using var reporter = app.Visit();
        var sent = await NamedAsync(reporter);
        using var guardian = app.Visit();
        await guardian.SignInAsync(Guardian, app.DemoPassword);
        var without = await guardian.SendFormAsync("/guardian", new Dictionary<string, string> { ["Reference"] = sent.Reference, ["Reason"] = "because" });
        Assert.Contains("Enter why you need to know", without.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(sent.Reference, without.QuerySelector("#Reference")!.GetAttribute("value"));

        var page = await guardian.SendFormAsync("/guardian", new Dictionary<string, string> { ["Reference"] = sent.Reference.ToLowerInvariant(), ["Reason"] = "The reporter has to be protected from a complaint." });
        Assert.Contains(Name, page.QuerySelector("#opened-name")!.TextContent, StringComparison.Ordinal);
        var entry = await app.InDatabaseAsync(db => db.AuditEntries.SingleAsync(e => e.Act == OpenReporterName.TrailAct && e.Who.StartsWith("Cambridge guardian") && e.Detail!.Contains("complaint")));
        Assert.Equal((await app.ReportAsync(sent.Reference)).Id, entry.ReportId);
        Assert.Contains("The guardian looked up your name", (await reporter.PageAsync($"/follow-up/{sent.LinkSecret}")).Body!.TextContent, StringComparison.Ordinal);
        // a guardian sees no report
        Assert.Equal("/not-allowed", (await guardian.EndsAtAsync($"/triage/{sent.Reference}")).Path);
    }

    [Fact]
    public async Task Guardian_OfAnotherOrganisation_FindsNothing()
    {
        using var reporter = app.Visit();
        var sent = await NamedAsync(reporter, organisation: "RRK");
        var result = await app.SendAsync(new OpenReporterName(await app.ViewerAsync(Guardian), sent.Reference, "I would like to know it."));
        Assert.Contains("No report of your organisation", result.Errors["Reference"], StringComparison.Ordinal);
        Assert.Null(result.Name);
    }

    [Fact]
    public async Task Name_AtTheReportersWish_IsForgotten()
    {
        using var reporter = app.Visit();
        var sent = await NamedAsync(reporter);
        var page = await reporter.SendFormAsync($"/follow-up/{sent.LinkSecret}", new Dictionary<string, string>(), "ForgetName");
        Assert.Contains("Your name is deleted", page.Body!.TextContent, StringComparison.Ordinal);
        var result = await app.SendAsync(new OpenReporterName(await app.ViewerAsync(Guardian), sent.Reference, "The reporter has to be protected."));
        Assert.Contains("gave no name, or it is no longer kept", result.Errors["Reference"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_AfterItsTime_IsForgotten()
    {
        using var reporter = app.Visit();
        var sent = await NamedAsync(reporter);
        var id = (await app.ReportAsync(sent.Reference)).Id;
        await app.RunAsync<DiscardUploads>();
        Assert.True(await IsKeptAsync(id));
        var past = DateOnly.FromDateTime(app.Clock.GetUtcNow().UtcDateTime);
        await app.InDatabaseAsync(db => db.ReporterNames.ExecuteUpdateAsync(set => set.SetProperty(n => n.ForgetOn, past)));
        await app.RunAsync<DiscardUploads>();
        Assert.False(await IsKeptAsync(id));
    }

    [Fact]
    public async Task Name_ThatIsTooLong_IsRefusedWithItsOwnMessage()
    {
        using var reporter = app.Visit();
        var errors = await reporter.RefusedAsync(new Dictionary<string, string>
        {
            ["description"] = "The menu of the clinic list does not open at all.", ["product"] = "Larkfield Screening", ["reporter"] = new string('x', 301),
        });
        Assert.Contains("300 characters or fewer", errors["reporter"], StringComparison.Ordinal);
    }

    private Task<bool> IsKeptAsync(Guid report) => app.InScopeAsync(services => services.GetRequiredService<ReporterNames>().IsKeptAsync(report, CancellationToken.None));

    private static async Task<SentReport> NamedAsync(Visitor reporter, string organisation = "RGT")
    {
        using var answer = await reporter.SendReportAsync(new Dictionary<string, string>
        {
            ["description"] = "The menu of the clinic list does not open at all.", ["product"] = "Larkfield Screening", ["organisation"] = organisation, ["reporter"] = Name,
        });
        return await Visitor.AcceptedAsync(answer);
    }
}

[Collection(Apps.QuietSqlite)]
public sealed class GuardianSqliteTests(QuietSqliteApp app) : GuardianTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class GuardianPostgreSqlTests(QuietPostgreSqlApp app) : GuardianTests(app);
