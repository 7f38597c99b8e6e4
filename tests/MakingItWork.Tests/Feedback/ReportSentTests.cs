using System.Net;
using MakingItWork.Feedback;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Feedback;

/// <summary>What somebody is told right after sending: how many others, and what the supplier has said already.</summary>
public abstract class ReportSentTests(TestApp app)
{
    private const string Product = "Larkfield Image Reading";

    [Fact]
    public async Task Known_BeforeTheReportIsCompared_HasNothingToSay()
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync("The second screen turns black when the first one is locked.", Product);
        Assert.Equal((HttpStatusCode.NoContent, ""), await AskAsync(visitor, sent.LinkSecret));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(visitor, "nobody-has-this-secret")).Status);
    }

    [Fact]
    public async Task Known_OfAProblemThatOthersReported_TellsHowManyAndTheSuppliersWords()
    {
        const string words = "The measuring tool keeps the scale of the picture that was open before.";
        var first = await app.TriageableAsync(words, Product);
        await app.TriageableAsync(words, Product, "RRK");
        using var visitor = app.Visit();
        var mine = await visitor.ReportAsync(words, Product, "RGT");
        await app.WakeAsync((await app.ReportAsync(mine.Reference)).Id);

        Assert.Contains("No other accepted report", (await AskAsync(visitor, mine.LinkSecret)).Text, StringComparison.Ordinal);

        await app.ApproveAsync(first.Reference);
        var one = (await AskAsync(visitor, mine.LinkSecret)).Text;
        Assert.Contains("1 other has reported this problem", one, StringComparison.Ordinal);
        Assert.DoesNotContain("organisation", one, StringComparison.Ordinal);

        var third = await app.TriageableAsync(words, Product, "RRK");
        await app.ApproveAsync(third.Reference);
        await AnswerAsync(first.Reference, SupplierAnswerKind.WorkAround, null, "Measure again after opening a picture.");
        await AnswerAsync(first.Reference, SupplierAnswerKind.FixPlanned, "2027.1", null);
        await AnswerAsync(first.Reference, SupplierAnswerKind.Investigating, null, null);
        var all = WebUtility.HtmlDecode((await AskAsync(visitor, mine.LinkSecret)).Text);
        Assert.Contains("2 others have reported this problem</strong>, at 2 organisations", all, StringComparison.Ordinal);
        Assert.Contains("Measure again after opening a picture.", all, StringComparison.Ordinal);
        Assert.Contains("plans to fix it in version 2027.1", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Cambridge", all, StringComparison.Ordinal);
    }

    private async Task AnswerAsync(string report, SupplierAnswerKind kind, string? version, string? words)
    {
        var supplier = await app.ViewerAsync(Acts.Larkfield);
        var id = (await app.ReportAsync(report)).Id;
        var hazard = await app.InDatabaseAsync(db => db.HazardLinks.Where(l => l.ReportId == id).Select(l => l.Hazard!.Reference).SingleAsync());
        Assert.Empty((await app.SendAsync(new AnswerHazard(supplier, hazard, kind, version, words))).Errors);
    }

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(Visitor visitor, string secret)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["secret"] = secret });
        using var answer = await visitor.Http.PostAsync(new Uri("/report/sent?handler=Known", UriKind.Relative), form);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}

[Collection(Apps.QuietSqlite)]
public sealed class ReportSentSqliteTests(QuietSqliteApp app) : ReportSentTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class ReportSentPostgreSqlTests(QuietPostgreSqlApp app) : ReportSentTests(app);
