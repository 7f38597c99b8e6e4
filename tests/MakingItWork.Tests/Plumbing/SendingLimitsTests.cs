using System.Globalization;
using System.Net;
using System.Text.Json;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Plumbing;

/// <summary>A program that has run wild is told to wait; nothing that people typed is lost by it.</summary>
public sealed class SendingLimitsTests(SendingLimitsTests.LimitedApp app) : IClassFixture<SendingLimitsTests.LimitedApp>
{
    private const string Sentence = "The list jumps to the top whenever somebody else signs a note.";

    /// <summary>Two reports and two questions a minute; one proxy is believed.</summary>
    public sealed class LimitedApp : SqliteApp
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["Jobs:RunHere"] = "false",
            ["Web:ReportsAMinute"] = "2",
            ["Web:QuestionsAMinute"] = "2",
            ["Web:TrustedProxies"] = "127.0.0.1, ::1/128",
        };
    }

    [Fact]
    public async Task Api_OverTheLimit_SaysThatNothingWasSavedAndWhenToTryAgain()
    {
        using var visitor = From("203.0.113.1");
        var before = await CountAsync();
        var fields = new Dictionary<string, string> { ["description"] = Sentence, ["product"] = "Larkfield Screening" };
        for (var time = 0; time < 2; time++)
        {
            using var accepted = await visitor.SendReportAsync(fields);
            await Visitor.AcceptedAsync(accepted);
        }
        using var refused = await visitor.SendReportAsync(fields);
        await SaysToWaitAsync(refused);
        Assert.Equal(before + 2, await CountAsync());

        // another address, as the proxy says
        using var other = From("203.0.113.2");
        using var welcome = await other.SendReportAsync(fields);
        await Visitor.AcceptedAsync(welcome);
        // and the same network of IPv6 under another address
        using var first = From("2001:db8:1:1::1");
        using var second = From("2001:db8:1:1:ffff::2");
        using var one = await first.SendReportAsync(fields);
        using var two = await second.SendReportAsync(fields);
        using var three = await second.SendReportAsync(fields);
        Assert.Equal([HttpStatusCode.Accepted, HttpStatusCode.Accepted, HttpStatusCode.TooManyRequests], ((HttpResponseMessage[])[one, two, three]).Select(answer => answer.StatusCode));
    }

    [Fact]
    public async Task Questions_OverTheLimit_AreNotAnswered()
    {
        using var visitor = From("203.0.113.3");
        for (var time = 0; time < 2; time++)
        {
            using var answered = await visitor.Http.PostAsJsonAsync(new Uri("/api/v1/similar", UriKind.Relative), new { text = Sentence });
            Assert.Equal(HttpStatusCode.NoContent, answered.StatusCode);
        }
        using var refused = await visitor.Http.PostAsJsonAsync(new Uri("/api/v1/similar", UriKind.Relative), new { text = Sentence });
        await SaysToWaitAsync(refused);
    }

    [Fact]
    public async Task Page_OverTheLimit_KeepsWhatWasTyped()
    {
        using var visitor = From("203.0.113.4");
        var fields = new Dictionary<string, string> { ["Description"] = Sentence, ["Product"] = "", ["Unit"] = "Bay <3>" };
        await visitor.SendReportPageAsync(fields);
        await visitor.SendReportPageAsync(fields);
        fields["Product"] = "Larkfield Screening";
        var page = await visitor.SendReportPageAsync(fields);
        Assert.Contains("nothing was saved", page.QuerySelector(".nhsuk-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Sentence, page.QuerySelector("#Description")!.TextContent.Trim());
        Assert.Equal("Bay <3>", page.QuerySelector("#Unit")!.GetAttribute("value"));

        using var request = new HttpRequestMessage(HttpMethod.Post, "/report") { Content = Visitor.FormOf(fields, []) };
        request.Headers.Accept.ParseAdd("application/json");
        using var script = await visitor.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.TooManyRequests, script.StatusCode);
        Assert.NotNull(script.Headers.RetryAfter?.Delta);
    }

    private Visitor From(string address)
    {
        var visitor = app.Visit();
        visitor.Http.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return visitor;
    }

    private Task<int> CountAsync() => app.InDatabaseAsync(db => db.Reports.CountAsync());

    private static async Task SaysToWaitAsync(HttpResponseMessage refused)
    {
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        var seconds = (int)refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds;
        Assert.InRange(seconds, 1, 60);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"Nothing was saved; try again in {seconds} seconds"), problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}

/// <summary>Without a setting nobody is believed: a sender cannot make itself many senders.</summary>
public sealed class UntrustedProxyTests(UntrustedProxyTests.StrictApp app) : IClassFixture<UntrustedProxyTests.StrictApp>
{
    public sealed class StrictApp : SqliteApp
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Jobs:RunHere"] = "false", ["Web:QuestionsAMinute"] = "2" };
    }

    [Fact]
    public async Task ForwardedAddress_FromAnybody_IsNotBelieved()
    {
        var answers = new List<HttpStatusCode>();
        foreach (var address in (string[])["203.0.113.1", "203.0.113.2", "203.0.113.3"])
        {
            using var visitor = app.Visit();
            visitor.Http.DefaultRequestHeaders.Add("X-Forwarded-For", address);
            using var answer = await visitor.Http.PostAsJsonAsync(new Uri("/api/v1/similar", UriKind.Relative), new { text = "" });
            answers.Add(answer.StatusCode);
        }
        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.NoContent, HttpStatusCode.TooManyRequests], answers);
    }
}
