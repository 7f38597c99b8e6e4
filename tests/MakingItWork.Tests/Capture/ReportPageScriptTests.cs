using System.Net;
using System.Text.Json;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Capture;

/// <summary>The report page as its own script uses it: the page stays, and the answer holds only what it needs.</summary>
public abstract class ReportPageScriptTests(TestApp app)
{
    private const string Sentence = "The warning about the interaction closes by itself after a second.";

    [Fact]
    public async Task Script_ThatSendsAReport_IsToldWhereTheReferenceIsShownOnce()
    {
        using var visitor = app.Visit();
        var (status, answer) = await SendAsync(visitor, Fields(), [TestPictures.Png()]);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("/report/sent?org=RGT", answer.GetProperty("next").GetString());

        var page = await visitor.PageAsync("/report/sent?org=RGT");
        var report = await app.ReportAsync(page.QuerySelector("#reference")!.TextContent);
        Assert.Single(report.Screenshots);
        Assert.NotNull(page.QuerySelector("svg.miw-qr[role=img]"));
        Assert.Null((await visitor.PageAsync("/report/sent")).QuerySelector("#reference"));
    }

    [Fact]
    public async Task Script_WhoseReportIsRefused_GetsTheMessagesAndLeavesNoFile()
    {
        using var visitor = app.Visit();
        var before = Uploads();
        var (status, answer) = await SendAsync(visitor, Fields(("Product", ""), ("OccurredOn", "31/2/2026")), [TestPictures.Png()]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(
            [("Product", "Enter the name of the health record system"), ("OccurredOn", "Date must be a real date, such as 27/3/2026")],
            answer.GetProperty("errors").EnumerateArray().Select(error => (error.GetProperty("field").GetString()!, error.GetProperty("message").GetString()!)));
        Assert.Equal(before, Uploads());
    }

    [Fact]
    public async Task Script_ThatSendsTheSameReportTwice_MakesOneReport()
    {
        using var visitor = app.Visit();
        var fields = Fields();
        await SendAsync(visitor, fields, [TestPictures.Png()]);
        var first = (await visitor.PageAsync("/report/sent")).QuerySelector("#reference")!.TextContent;
        var (status, _) = await SendAsync(visitor, fields, [TestPictures.Png()]);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(first, (await visitor.PageAsync("/report/sent")).QuerySelector("#reference")!.TextContent);
        Assert.Equal(1, await app.InDatabaseAsync(db => db.Reports.CountAsync(r => r.IdempotencyKey == fields["IdempotencyKey"])));
    }

    [Fact]
    public async Task Script_ThatSendsAnotherReportUnderTheSameKey_GetsAFreshKeyAndLosesNothing()
    {
        using var visitor = app.Visit();
        var fields = Fields();
        await SendAsync(visitor, fields, []);
        fields["Description"] = "The list of allergies is empty until somebody presses refresh.";
        var (status, answer) = await SendAsync(visitor, fields, []);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("A different report was already sent", answer.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);

        fields["IdempotencyKey"] = answer.GetProperty("key").GetString()!;
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(visitor, fields, [])).Status);
    }

    private static Dictionary<string, string> Fields(params (string Name, string Value)[] changed)
    {
        var fields = new Dictionary<string, string> { ["Description"] = Sentence, ["Product"] = "Larkfield Screening", ["IdempotencyKey"] = Guid.NewGuid().ToString() };
        foreach (var (name, value) in changed)
        {
            fields[name] = value;
        }
        return fields;
    }

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> SendAsync(Visitor visitor, IReadOnlyDictionary<string, string> fields, IEnumerable<byte[]> pictures)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/report?org=RGT") { Content = Visitor.FormOf(fields, pictures) };
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = await visitor.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    private string[] Uploads() =>
        [.. System.IO.Directory.CreateDirectory(Path.Combine(app.DataFolder, "files", "uploads")).EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file => file.FullName).Order(StringComparer.Ordinal)];
}

[Collection(Apps.QuietSqlite)]
public sealed class ReportPageScriptSqliteTests(QuietSqliteApp app) : ReportPageScriptTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class ReportPageScriptPostgreSqlTests(QuietPostgreSqlApp app) : ReportPageScriptTests(app);
