using System.Net;
using AngleSharp.Dom;
using MakingItWork.Directory.Trail;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage;

namespace MakingItWork.Tests.Directory;

/// <summary>What administrators and guardians see of the trail, and take away.</summary>
public abstract class AuditPageTests(TestApp app)
{
    [Fact]
    public async Task AuditPage_OfAnOrganisation_ShowsWhoReadItsReportsAndNobodyElses()
    {
        var (cambridge, birmingham) = await TwoReadReportsAsync();
        using var guardian = await SignedInAsync("guardian.cambridge@example.org");
        var page = await guardian.PageAsync($"/audit?Report={cambridge}");
        var row = Assert.Single(page.QuerySelectorAll("#entries tbody tr"));
        Assert.Contains("Cambridge patient safety team (RGT)", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("read", row.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await guardian.PageAsync($"/audit?Report={birmingham}")).QuerySelector("#empty"));
        var reports = (await guardian.PageAsync("/audit")).QuerySelectorAll("#entries tbody td:nth-child(5)").Select(cell => cell.TextContent);
        Assert.DoesNotContain(reports, cell => cell.Contains(birmingham, StringComparison.Ordinal));

        using var administrator = await SignedInAsync(Acts.Administrator);
        Assert.Single((await administrator.PageAsync($"/audit?Report={birmingham}")).QuerySelectorAll("#entries tbody tr"));
        // looking is an entry too
        Assert.Contains($"report: {birmingham}", (await administrator.PageAsync("/audit?What=audit+trail+read")).QuerySelector("#entries")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AuditPage_LongerThanAPage_GoesOnWhereItEnded()
    {
        using var administrator = await SignedInAsync(Acts.Administrator);
        for (var i = 0; i < 55; i++)
        {
            await app.SendAsync(new ReadTrail(await app.ViewerAsync(Acts.Administrator), new TrailFilter("paging", null, null, null, null, null)));
        }
        var first = await administrator.PageAsync("/audit?What=audit+trail+read");
        var older = await administrator.PageAsync(first.QuerySelector("#older")!.GetAttribute("href")!);
        var (newest, rest) = (Numbers(first), Numbers(older));
        Assert.Equal(50, newest.Count);
        Assert.True(rest.Max() < newest.Min());
        Assert.Empty(newest.Intersect(rest));
    }

    [Fact]
    public async Task AuditCsv_WithAFormulaInIt_IsEscapedAndAudited()
    {
        var (cambridge, birmingham) = await TwoReadReportsAsync();
        using var guardian = await SignedInAsync("guardian.cambridge@example.org");
        await guardian.PageAsync("/audit?Who=%3DHYPERLINK(1)");
        var file = await guardian.Http.GetStringAsync(new Uri("/audit.csv", UriKind.Relative));
        Assert.StartsWith("Number,At,Who,", file, StringComparison.Ordinal);
        Assert.Contains(cambridge, file, StringComparison.Ordinal);
        Assert.DoesNotContain(birmingham, file, StringComparison.Ordinal);
        Assert.DoesNotContain("\n=", file, StringComparison.Ordinal);
        Assert.DoesNotContain(",=", file, StringComparison.Ordinal);
        Assert.Contains("audit trail exported", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckNow_ByTheAdministratorOfEverything_SaysThatItHolds()
    {
        using var administrator = await SignedInAsync(Acts.Administrator);
        var page = await administrator.SendFormAsync("/audit", new Dictionary<string, string>(), null);
        Assert.Contains("it holds", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("The trail holds", page.QuerySelector("#chain")!.TextContent, StringComparison.Ordinal);
        Assert.Null(await app.SendAsync(new CheckTrailNow(await app.ViewerAsync("administrator.cambridge@example.org"))));
    }

    [Theory]
    [InlineData("/audit?From=31/2/2026")]
    [InlineData("/audit?Until=tomorrow")]
    public async Task AuditPage_WithADayThatIsNone_SaysSo(string address)
    {
        using var administrator = await SignedInAsync(Acts.Administrator);
        Assert.Contains("Enter a date such as 27/3/2027", (await administrator.PageAsync(address)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Acts.Cambridge)]
    [InlineData(Acts.National)]
    [InlineData(Acts.Larkfield)]
    [InlineData("analyst@example.org")]
    public async Task AuditPage_ForAnybodyElse_IsForbidden(string email)
    {
        using var visitor = await SignedInAsync(email);
        Assert.Equal(HttpStatusCode.Forbidden, await visitor.StatusAsync("/audit"));
        Assert.Equal(HttpStatusCode.Forbidden, await visitor.StatusAsync("/audit.csv"));
    }

    private async Task<(string Cambridge, string Birmingham)> TwoReadReportsAsync()
    {
        var cambridge = await app.TriageableAsync("The list of the afternoon shows yesterday's patients.");
        var birmingham = await app.TriageableAsync("The list of the evening shows yesterday's patients.", organisation: "RRK");
        await app.SendAsync(new ReadReport(await app.ViewerAsync(Acts.Cambridge), cambridge.Reference));
        await app.SendAsync(new ReadReport(await app.ViewerAsync(Acts.Birmingham), birmingham.Reference));
        return (cambridge.Reference, birmingham.Reference);
    }

    private async Task<Visitor> SignedInAsync(string email)
    {
        var visitor = app.Visit();
        await visitor.SignInAsync(email, app.DemoPassword);
        return visitor;
    }

    private static List<long> Numbers(IDocument page) =>
        [.. page.QuerySelectorAll("#entries tbody tr td:first-child").Select(cell => long.Parse(cell.TextContent.Trim()["Number".Length..], System.Globalization.CultureInfo.InvariantCulture))];
}

[Collection(Apps.QuietSqlite)]
public sealed class AuditPageSqliteTests(QuietSqliteApp app) : AuditPageTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class AuditPagePostgreSqlTests(QuietPostgreSqlApp app) : AuditPageTests(app);
