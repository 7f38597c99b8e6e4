using MakingItWork.Tests.TestHost;
using MakingItWork.Triage;
using MakingItWork.Triage.Keyboard;

namespace MakingItWork.Tests.Triage;

public abstract class NextReportTests(TestApp app)
{
    private const string Guys = "safety.guys@example.org";

    [Fact]
    public async Task Next_ThroughTheWholeQueue_IsTheOrderOfTheQueueAndThenItsBeginning()
    {
        var team = await app.ViewerAsync(Guys);
        await SendAsync("The olive bear list is upside down.", "Low");
        await SendAsync("The olive bull list is sideways.", "Severe");
        await SendAsync("The olive crow list is backwards.", "HazardOnly");
        await SendAsync("Please call us: the olive pump shows the wrong rate and is running right now.", "HazardOnly");
        var queue = (await app.SendAsync(new TriageQueue(team))).Items.Select(item => item.Reference).ToList();
        Assert.True(queue.Count >= 4);
        var walked = new List<string> { queue[0] };
        foreach (var _ in queue)
        {
            walked.Add((await app.SendAsync(new NextReport(team, walked[^1])))!);
        }
        Assert.Equal(queue.Append(queue[0]), walked);
        for (var i = queue.Count - 1; i > 0; i--)
        {
            Assert.Equal(queue[i - 1], await app.SendAsync(new NextReport(team, queue[i], Back: true)));
        }
        Assert.Null(await app.SendAsync(new NextReport(team, queue[0], Back: true)));

        // a decided one is no longer in it, and yet what came after it comes next
        await app.ApproveAsync(queue[1], Guys);
        Assert.Equal(queue[2], await app.SendAsync(new NextReport(team, queue[1])));
        // and one that a colleague has open is passed over, while there are others
        await app.SendAsync(new TellPresence(await app.ViewerAsync(Acts.National), queue[2], Leaves: false));
        Assert.Equal(queue[3], await app.SendAsync(new NextReport(team, queue[1])));
        Assert.Null(await app.SendAsync(new NextReport(await app.ViewerAsync("guardian.cambridge@example.org"), queue[0])));
        foreach (var reference in queue.Skip(2).Prepend(queue[0]))
        {
            await app.ApproveAsync(reference, Guys);
        }
        Assert.Null(await app.SendAsync(new NextReport(team, queue[^1])));
        using var person = await app.SignedInAsync(Guys);
        var end = await person.PageAsync($"/triage/{queue[^1]}/next");
        Assert.Contains("No other report waits", end.QuerySelector(".nhsuk-notification-banner")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shortcuts_TurnedOff_AreOffForThatPersonUntilTurnedOnAgain()
    {
        using var person = await app.SignedInAsync(Guys);
        Assert.Equal("on", await KeysAsync(person));
        await person.PostFieldsAsync("/account/shortcuts", ("keys", "off"));
        Assert.Equal("off", await KeysAsync(person));
        using var elsewhere = await app.SignedInAsync(Guys);
        Assert.Equal("off", await KeysAsync(elsewhere));
        using var other = await app.SignedInAsync(Acts.Cambridge);
        Assert.Equal("on", await KeysAsync(other));
        await elsewhere.SubmitAsync((await elsewhere.PageAsync("/account")).QuerySelector("form[action='/account/shortcuts']")!);
        Assert.Equal("on", await KeysAsync(elsewhere));
    }

    [Fact]
    public async Task UseThisType_WithoutScripts_FillsInTheTypeAndDecidesNothing()
    {
        var report = await app.TriageableAsync("The olive swan list gives no alert when a dose is twice as high.");
        using var person = await app.SignedInAsync(Acts.Cambridge);
        var address = $"/triage/{report.Reference}";
        var button = (await person.PageAsync(address)).QuerySelector("button[data-key=a]")!;
        Assert.Equal("decision", button.GetAttribute("form"));
        var code = button.GetAttribute("data-accept")!;
        Assert.Equal($"?handler=Accept&code={code}#decide", button.GetAttribute("formaction"));
        var page = await person.PostDecisionAsync(address, "Accept", ("code", code), ("TypeCode", ""), ("Severity", "Major"), ("Reason", "Still typing."));
        Assert.Equal(code, page.QuerySelector("#TypeCode option[selected]")!.GetAttribute("value"));
        Assert.NotNull(page.QuerySelector("input[name=Severity][value=Major][checked]"));
        Assert.Equal("Still typing.", page.QuerySelector("#Reason")!.TextContent.Trim());
        Assert.Equal(MakingItWork.Capture.ReportStage.AwaitingTriage, (await app.ReportAsync(report.Reference)).Stage);
    }

    private static async Task<string?> KeysAsync(Visitor person) => (await person.PageAsync("/account")).Body!.GetAttribute("data-keys");

    private async Task SendAsync(string words, string harm)
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync(words, organisation: "RJ1", harm: harm);
        await app.WakeAsync((await app.ReportAsync(sent.Reference)).Id);
    }
}

[Collection(UndoSqliteTests.Name)]
public sealed class NextReportSqliteTests(UndoSqliteApp app) : NextReportTests(app);

[Collection(UndoPostgreSqlTests.Name)]
public sealed class NextReportPostgreSqlTests(UndoPostgreSqlApp app) : NextReportTests(app);
