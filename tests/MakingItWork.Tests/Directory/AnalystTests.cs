using System.Net;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Directory;

/// <summary>A national analyst reads figures and the export's ledger: no report, no picture, and changes nothing.</summary>
[Collection(Apps.QuietSqlite)]
public sealed class AnalystTests(QuietSqliteApp app)
{
    [Fact]
    public async Task Analyst_OnThePagesOfFigures_SeesNoWordsAndNoButtons()
    {
        var report = await app.TriageableAsync("The indigo walrus chart shows the weight in pounds.");
        await app.ApproveAsync(report.Reference);
        await app.ExportAsync();
        using var analyst = app.Visit();
        await analyst.SignInAsync("analyst@example.org", app.DemoPassword);
        var batch = await app.InDatabaseAsync(db => db.ExportEntries.Where(e => e.ReportId == report.Id).Select(e => e.BatchId).FirstAsync());
        var ledger = (await analyst.PageAsync("/export")).QuerySelector($"tbody a[href$='{batch}']")!.GetAttribute("href")!;
        foreach (var address in (string[])["/export", ledger, "/classification", "/insight"])
        {
            var page = await analyst.PageAsync(address);
            Assert.NotNull(page.QuerySelector("h1"));
            Assert.DoesNotContain("indigo walrus", page.DocumentElement.OuterHtml, StringComparison.OrdinalIgnoreCase);
            Assert.Empty(page.QuerySelectorAll("main form"));
            foreach (var link in page.QuerySelectorAll("main a[href^='/']").Select(link => link.GetAttribute("href")!).Distinct())
            {
                Assert.True(await analyst.StatusAsync(link) == HttpStatusCode.OK, $"{address} leads to {link}, which is shut.");
            }
        }
        Assert.True(await StandsInAsync(analyst, ledger, report.Reference));
        Assert.Equal(HttpStatusCode.Forbidden, await analyst.StatusAsync($"/triage/{report.Reference}"));
    }

    /// <summary>Turns the pages of a ledger: others' reports may have gone out in the same batch.</summary>
    private static async Task<bool> StandsInAsync(Visitor visitor, string? ledger, string reference)
    {
        while (ledger is not null)
        {
            var page = await visitor.PageAsync(ledger);
            if (page.QuerySelector("#ledger")!.TextContent.Contains(reference, StringComparison.Ordinal))
            {
                return true;
            }
            ledger = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }
        return false;
    }

    [Theory]
    [InlineData("/export")]
    [InlineData("/classification?handler=Train")]
    public async Task Analyst_WhoSendsAForm_IsRefused(string address)
    {
        using var analyst = app.Visit();
        await analyst.SignInAsync("analyst@example.org", app.DemoPassword);
        var token = (await analyst.PageAsync("/account")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        using var answer = await analyst.Http.PostAsync(new Uri(address, UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
