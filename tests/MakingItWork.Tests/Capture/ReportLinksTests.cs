using System.Net;
using MakingItWork.Capture;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Capture;

/// <summary>Links that carry the place: what they say counts only when this installation has signed it.</summary>
public abstract class ReportLinksTests(TestApp app)
{
    [Fact]
    public async Task Link_MadeByASafetyTeam_FillsTheReportPageForItsOwnOrganisation()
    {
        using var team = await SignedInAsync(Acts.Birmingham);
        // another organisation is asked for, and not given
        var made = await team.SendFormAsync("/links", new Dictionary<string, string> { ["Organisation"] = "RGT", ["Unit"] = "Ward <4> & bay", ["Product"] = "Larkfield Screening", ["Version"] = "2026.2" });
        var link = new Uri(made.QuerySelector("#link")!.TextContent).PathAndQuery;

        using var visitor = app.Visit();
        var page = await visitor.PageAsync(link);
        Assert.Equal("University Hospitals Birmingham NHS Foundation Trust (RRK)", page.QuerySelector("#place-name")!.TextContent);
        Assert.Equal(
            ["University Hospitals Birmingham NHS Foundation Trust (RRK)", "Ward <4> & bay", "Larkfield Screening", "2026.2"],
            ((string[])["#Organisation", "#Unit", "#Product", "#ProductVersion"]).Select(field => page.QuerySelector(field)!.GetAttribute("value")!));
        Assert.Null(page.QuerySelector("#void-link"));
        Assert.True(await app.InDatabaseAsync(db => db.AuditEntries.AnyAsync(e => e.Act == "made a report link" && e.Detail!.StartsWith("RRK; Ward <4> & bay"))));
    }

    [Theory]
    [InlineData("org=RGT", "org=RRK")]
    [InlineData("unit=Ward", "unit=ward")]
    [InlineData("&sig=", "&sig=0")]
    [InlineData("&sig=", "&nothing=")]
    [InlineData("until=2", "until=3")]
    [InlineData("org=RGT&", "")]
    public async Task Link_ThatWasChanged_IsNotUsedAndSaysSo(string part, string changed)
    {
        using var visitor = app.Visit();
        var link = "/report" + Links.Query(new ReportPlace("RGT", "Ward 4", "Larkfield Screening", null, DateOnly.FromDateTime(DateTime.UtcNow).AddDays(3)));
        Assert.Null((await visitor.PageAsync(link)).QuerySelector("#void-link"));

        var altered = link.Replace(part, changed, StringComparison.Ordinal);
        Assert.NotEqual(link, altered);
        var page = await visitor.PageAsync(altered);
        Assert.NotNull(page.QuerySelector("#void-link"));
        Assert.Equal("the national safety team", page.QuerySelector("#place-name")!.TextContent);
        Assert.All(page.QuerySelectorAll("#report input[type=text]"), input => Assert.Equal("", input.GetAttribute("value") ?? ""));
    }

    [Fact]
    public async Task Link_AfterItsLastDay_IsNotUsed()
    {
        using var visitor = app.Visit();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(app.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/London")).DateTime);
        Assert.Null((await visitor.PageAsync("/report" + Links.Query(new ReportPlace("RGT", null, null, null, today)))).QuerySelector("#void-link"));
        Assert.NotNull((await visitor.PageAsync("/report" + Links.Query(new ReportPlace("RGT", null, null, null, today.AddDays(-1))))).QuerySelector("#void-link"));
        Assert.Null((await visitor.PageAsync("/report")).QuerySelector("#void-link"));
    }

    [Fact]
    public async Task Links_ForOthersThanSafetyTeams_CannotBeMade()
    {
        using var anybody = app.Visit();
        Assert.Equal("/sign-in", (await anybody.EndsAtAsync("/links")).Path);
        using var supplier = await SignedInAsync(Acts.Larkfield);
        Assert.Equal("/not-allowed", (await supplier.EndsAtAsync("/links")).Path);
        Assert.Equal("/not-allowed", (await supplier.EndsAtAsync("/links/poster" + Links.Query(new ReportPlace("RGT", null, null, null)))).Path);
    }

    [Fact]
    public async Task Poster_OfASignedLink_HoldsItsCodeAndNoOther()
    {
        using var administrator = await SignedInAsync(Acts.Administrator);
        var refused = await administrator.SendFormAsync("/links", new Dictionary<string, string> { ["Organisation"] = "Nowhere General", ["Until"] = "31/2/2030" });
        Assert.Contains("Enter the name or ODS code of a listed organisation", refused.QuerySelector("#Organisation-error")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Date must be a real date", refused.QuerySelector("#Until-error")!.TextContent, StringComparison.Ordinal);

        var made = await administrator.SendFormAsync("/links", new Dictionary<string, string> { ["Organisation"] = "RGT", ["Unit"] = "Ward N3", ["Until"] = "1/1/2199" });
        var address = made.QuerySelector("#poster")!.GetAttribute("href")!;
        var poster = await administrator.PageAsync(address);
        Assert.NotNull(poster.QuerySelector("svg.miw-qr path"));
        Assert.Contains("Ward N3", poster.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 January 2199", poster.QuerySelector("#until")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("localhost:5080/report", poster.QuerySelector("#address")!.TextContent);
        Assert.Equal(HttpStatusCode.NotFound, await administrator.StatusAsync(address.Replace("N3", "N4", StringComparison.Ordinal)));
    }

    private ReportLinks Links => app.Services.GetRequiredService<ReportLinks>();

    private async Task<Visitor> SignedInAsync(string email)
    {
        var visitor = app.Visit();
        await visitor.SignInAsync(email, app.DemoPassword);
        return visitor;
    }
}

[Collection(Apps.QuietSqlite)]
public sealed class ReportLinksSqliteTests(QuietSqliteApp app) : ReportLinksTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class ReportLinksPostgreSqlTests(QuietPostgreSqlApp app) : ReportLinksTests(app);
