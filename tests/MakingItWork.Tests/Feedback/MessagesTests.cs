using MakingItWork.Capture;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Feedback;

/// <summary>A safety team and a reporter who stays unknown write to each other.</summary>
public abstract class MessagesTests(TestApp app)
{
    [Fact]
    public async Task Question_OfTheTeam_ReachesTheReporterAndTheAnswerComesBackMasked()
    {
        using var reporter = app.Visit();
        var sent = await SentAsync(reporter, "The discharge letter of the ward shows the old address of the practice.");
        using var team = app.Visit();
        await team.SignInAsync(Acts.Cambridge, app.DemoPassword);
        var asked = await team.SendFormAsync($"/triage/{sent.Reference}", new Dictionary<string, string> { ["Message"] = "Which letter template was it? Do not name Mrs Okonkwo." }, "Message");
        Assert.Contains("Your message is sent", asked.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Not opened yet", asked.Body!.TextContent, StringComparison.Ordinal);

        var page = await reporter.PageAsync($"/follow-up/{sent.LinkSecret}");
        Assert.Contains("Which letter template was it?", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Okonkwo", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Cambridge patient safety team", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Opened on", (await team.PageAsync($"/triage/{sent.Reference}")).QuerySelector(".miw-messages")!.TextContent, StringComparison.Ordinal);

        var answered = await reporter.SendFormAsync($"/follow-up/{sent.LinkSecret}", new Dictionary<string, string> { ["Message"] = "The letter GP7, for NHS number 999 000 0018." }, "Message");
        Assert.Contains("Your message is sent", answered.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(sent.Reference, (await team.PageAsync("/triage")).QuerySelector("#answered")!.TextContent, StringComparison.Ordinal);
        var read = (await team.PageAsync($"/triage/{sent.Reference}")).QuerySelector(".miw-message--theirs")!.TextContent;
        Assert.Contains("The letter GP7", read, StringComparison.Ordinal);
        Assert.DoesNotContain("0018", read, StringComparison.Ordinal);
        Assert.DoesNotContain(sent.Reference, (await team.PageAsync("/triage")).QuerySelector("#answered")?.TextContent ?? "", StringComparison.Ordinal);
        Assert.False(await app.InDatabaseAsync(db => db.ReportMessages.AnyAsync(m => m.Words.Contains("0018") || m.Words.Contains("Okonkwo"))));
    }

    [Fact]
    public async Task Message_ThatIsEmptyOrTooLong_IsRefusedAndKeptOnThePage()
    {
        using var reporter = app.Visit();
        var sent = await SentAsync(reporter, "The list of allergies scrolls away when the window is small.");
        var empty = await reporter.SendFormAsync($"/follow-up/{sent.LinkSecret}", new Dictionary<string, string> { ["Message"] = " " }, "Message");
        Assert.Contains("Write a message before you send it", empty.QuerySelector("#Message-error")!.TextContent, StringComparison.Ordinal);
        var words = string.Concat(Enumerable.Repeat("word ", 401));
        var tooLong = await reporter.SendFormAsync($"/follow-up/{sent.LinkSecret}", new Dictionary<string, string> { ["Message"] = words }, "Message");
        Assert.Contains("2000 characters or fewer", tooLong.QuerySelector("#Message-error")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("word word", tooLong.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_OfAnotherOrganisationsTeam_IsNotPossible()
    {
        using var reporter = app.Visit();
        var sent = await SentAsync(reporter, "The scroll bar of the drug chart hides the last column.");
        using var team = app.Visit();
        await team.SignInAsync(Acts.Birmingham, app.DemoPassword);
        using var answer = await team.Http.PostAsync(new Uri($"/triage/{sent.Reference}?handler=Message", UriKind.Relative), new FormUrlEncodedContent([]));
        Assert.NotEqual(System.Net.HttpStatusCode.OK, answer.StatusCode);
        var result = await app.SendAsync(new MakingItWork.Triage.AskReporter(await app.ViewerAsync(Acts.Birmingham), sent.Reference, "Who are you?"));
        Assert.True(result.NotFound);
    }

    [Fact]
    public async Task FollowUp_OfAnUnknownLink_TakesNoMessage()
    {
        using var reporter = app.Visit();
        var form = new FormUrlEncodedContent([new("Message", "Hello there")]);
        using var answer = await reporter.Http.PostAsync(new Uri($"/follow-up/{new string('0', 26)}?handler=Message", UriKind.Relative), form);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<SentReport> SentAsync(Visitor reporter, string description)
    {
        var sent = await reporter.ReportAsync(description);
        await app.WakeAsync((await app.ReportAsync(sent.Reference)).Id);
        Assert.Equal(ReportStage.AwaitingTriage, (await app.ReportAsync(sent.Reference)).Stage);
        return sent;
    }
}

[Collection(Apps.QuietSqlite)]
public sealed class MessagesSqliteTests(QuietSqliteApp app) : MessagesTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class MessagesPostgreSqlTests(QuietPostgreSqlApp app) : MessagesTests(app);
