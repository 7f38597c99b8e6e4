using MakingItWork.Capture;
using MakingItWork.Classify;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage;
using MakingItWork.Triage.Keyboard;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Triage;

/// <summary>What besides a decision can be taken back, and what cannot and asks first.</summary>
public abstract class UndoOtherActsTests(TestApp app)
{
    private static readonly TimeSpan Over = TimeSpan.FromSeconds(61);

    [Fact]
    public async Task Message_NotOpenedYet_IsTakenBackAndItsWordsAreStillInTheField()
    {
        var (report, secret) = await SentAsync("The teal lynx list leaves out the side rooms.");
        using var person = await app.SignedInAsync(Acts.Cambridge);
        var page = await person.SendFormAsync($"/triage/{report.Reference}", new Dictionary<string, string> { ["Message"] = "Which rooms are left out?" }, "Message");
        var undone = await person.SubmitAsync(page.QuerySelector(".nhsuk-notification-banner form")!);
        Assert.Contains("Your message is taken back", undone.QuerySelector(".nhsuk-notification-banner--success")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Which rooms are left out?", undone.QuerySelector("#Message")!.TextContent.Trim());
        using var reporter = app.Visit();
        Assert.DoesNotContain("Which rooms", (await reporter.PageAsync($"/follow-up/{secret}")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(UndoOutcome.Nothing, await app.SendAsync(new UndoMessage(await app.ViewerAsync(Acts.Cambridge), report.Reference, Guid.NewGuid())));
    }

    [Fact]
    public async Task Message_OpenedOldOrSomebodyElses_StaysSent()
    {
        var (report, secret) = await SentAsync("The teal puma list repeats the side rooms.");
        var cambridge = await app.ViewerAsync(Acts.Cambridge);
        var read = (await app.SendAsync(new AskReporter(cambridge, report.Reference, "Which ward?"))).MessageId!.Value;
        using var reporter = app.Visit();
        Assert.Contains("Which ward?", (await reporter.PageAsync($"/follow-up/{secret}")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(UndoOutcome.TooLate, await app.SendAsync(new UndoMessage(cambridge, report.Reference, read)));

        var old = (await app.SendAsync(new AskReporter(cambridge, report.Reference, "Which day?"))).MessageId!.Value;
        Assert.Equal(UndoOutcome.NotTheirs, await app.SendAsync(new UndoMessage(await app.ViewerAsync(Acts.National), report.Reference, old)));
        Assert.Equal(UndoOutcome.NotFound, await app.SendAsync(new UndoMessage(await app.ViewerAsync(Acts.Birmingham), report.Reference, old)));
        app.Clock.Advance(Over);
        Assert.Equal(UndoOutcome.TooLate, await app.SendAsync(new UndoMessage(cambridge, report.Reference, old)));
        Assert.Equal(2, await app.InDatabaseAsync(db => db.ReportMessages.CountAsync(m => m.ReportId == report.Id)));
    }

    [Fact]
    public async Task Message_TakenBackWhileTheReporterOpensThePage_IsEitherReadOrGone()
    {
        var cambridge = await app.ViewerAsync(Acts.Cambridge);
        for (var round = 0; round < 5; round++)
        {
            var (report, secret) = await SentAsync($"The teal jackal list of ward {round} has no end.");
            var id = (await app.SendAsync(new AskReporter(cambridge, report.Reference, "Which window?"))).MessageId!.Value;
            using var reporter = app.Visit();
            var undo = Task.Run(() => app.SendAsync(new UndoMessage(cambridge, report.Reference, id)));
            var shown = (await reporter.PageAsync($"/follow-up/{secret}")).Body!.TextContent.Contains("Which window?", StringComparison.Ordinal);
            Assert.Equal(shown ? UndoOutcome.TooLate : UndoOutcome.Done, await undo);
        }
    }

    [Fact]
    public async Task Urgency_TakenBack_IsAgainWhatItWasBefore()
    {
        var report = await app.TriageableAsync("Please call us: the teal pump shows the wrong rate and is running right now.");
        var cambridge = await app.ViewerAsync(Acts.Cambridge);
        Assert.Equal(UndoOutcome.Nothing, await app.SendAsync(new UndoUrgency(cambridge, report.Reference)));
        await app.SendAsync(new JudgeUrgency(cambridge, report.Reference, UrgencyVerdict.Seen, "The ward changes the pump."));
        await app.SendAsync(new JudgeUrgency(cambridge, report.Reference, UrgencyVerdict.NotUrgent, "It was a demonstration."));
        Assert.Equal(UndoOutcome.NotTheirs, await app.SendAsync(new UndoUrgency(await app.ViewerAsync(Acts.National), report.Reference)));
        Assert.Equal(UndoOutcome.NotFound, await app.SendAsync(new UndoUrgency(await app.ViewerAsync(Acts.Birmingham), report.Reference)));

        Assert.Equal(UndoOutcome.Done, await app.SendAsync(new UndoUrgency(cambridge, report.Reference)));
        var seen = await UrgentAsync(report.Id);
        Assert.Equal((UrgencyVerdict.Seen, cambridge.Name, "The ward changes the pump."), (seen.Verdict, seen.VerdictBy, seen.VerdictWhy));
        await app.RunAsync<SendUrgentAlerts>();
        Assert.Equal(AlertState.NotNeeded, (await UrgentAsync(report.Id)).Alert);
        Assert.Equal(UndoOutcome.Done, await app.SendAsync(new UndoUrgency(cambridge, report.Reference)));
        var open = await UrgentAsync(report.Id);
        Assert.Equal((null, null, null, AlertState.Waiting), (open.Verdict, open.VerdictBy, open.VerdictWhy, open.Alert));
        Assert.Equal(UndoOutcome.Nothing, await app.SendAsync(new UndoUrgency(cambridge, report.Reference)));

        await app.SendAsync(new JudgeUrgency(cambridge, report.Reference, UrgencyVerdict.Seen, "The ward changes it again."));
        app.Clock.Advance(Over);
        Assert.Equal(UndoOutcome.TooLate, await app.SendAsync(new UndoUrgency(cambridge, report.Reference)));
    }

    [Fact]
    public async Task TakeOut_OfAPicture_AsksFirstBecauseNothingBringsItBack()
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync("The teal crane picture.", pictures: [TestPictures.Png(77)]);
        var held = await app.ReportAsync(sent.Reference);
        await app.WakeAsync(held.Id);
        var picture = held.Screenshots.Single().Id;
        await app.SendAsync(new MakingItWork.Redact.DecideHeldPicture(await app.ViewerAsync(Acts.Cambridge), picture, Pass: true, []));
        await app.WakeAsync(held.Id);
        using var person = await app.SignedInAsync(Acts.Cambridge);
        var address = $"/triage/{sent.Reference}";
        var asked = await person.PostDecisionAsync(address, "TakeOut", ("picture", picture.ToString()));
        Assert.Contains("cannot be undone", asked.QuerySelector("#confirm-take-out")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(PictureVerdict.Passed, (await app.ReportAsync(sent.Reference)).Screenshots.Single().Verdict);
        var done = await person.PostDecisionAsync(address, "TakeOut", ("picture", picture.ToString()), ("sure", "true"));
        Assert.Contains("The picture is taken out", done.QuerySelector(".nhsuk-notification-banner--success")!.TextContent, StringComparison.Ordinal);
        Assert.Null(done.QuerySelector(".nhsuk-notification-banner form"));
        Assert.Equal(PictureVerdict.Removed, (await app.ReportAsync(sent.Reference)).Screenshots.Single().Verdict);
    }

    private async Task<(Report Report, string Secret)> SentAsync(string words)
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync(words);
        await app.WakeAsync((await app.ReportAsync(sent.Reference)).Id);
        return (await app.ReportAsync(sent.Reference), sent.LinkSecret);
    }

    private Task<UrgentReport> UrgentAsync(Guid report) => app.InDatabaseAsync(db => db.UrgentReports.AsNoTracking().SingleAsync(u => u.ReportId == report));
}

[Collection(UndoSqliteTests.Name)]
public sealed class UndoOtherActsSqliteTests(UndoSqliteApp app) : UndoOtherActsTests(app);

[Collection(UndoPostgreSqlTests.Name)]
public sealed class UndoOtherActsPostgreSqlTests(UndoPostgreSqlApp app) : UndoOtherActsTests(app);
