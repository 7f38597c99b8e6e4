using AngleSharp.Dom;
using MakingItWork.Capture;
using MakingItWork.Classify;
using MakingItWork.Redact;
using MakingItWork.Rules.Identifiers;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage;
using MakingItWork.Triage.Keyboard;

namespace MakingItWork.Tests.Triage;

/// <summary>A decision on what somebody saw is not one on what the report has become meanwhile.</summary>
public abstract class StaleDecisionTests(TestApp app)
{
    private static readonly (string, string)[] Entered = [("TypeCode", "3.3"), ("Severity", "Major"), ("Likelihood", "Low"), ("Reason", "Entered before it changed."), ("PicturesChecked", "true")];

    [Fact]
    public async Task Approve_AfterTheReportWasRelinked_IsRefusedWithWhoDidIt()
    {
        var first = await app.TriageableAsync("The indigo walrus list of the first floor shows patients of the second floor who went home.");
        var report = await app.TriageableAsync("The indigo walrus list of the first floor shows patients of the second floor who went away.");
        Assert.NotEqual(first.Id, report.Id);
        await ChangedAsync(report, "The hazard it belongs to: National safety team", "linked", async () =>
            Assert.True((await app.SendAsync(new ChangeHazard(await app.ViewerAsync(Acts.National), report.Reference, null))).Done));
    }

    [Fact]
    public async Task Approve_AfterSomebodyTookItOnAsUrgent_IsRefusedWithWhoDidIt()
    {
        var report = await app.TriageableAsync("Please call us: the indigo pump shows the wrong rate and is running right now.");
        await ChangedAsync(report, "Whether it is urgent: National safety team", "took on the urgent report", async () =>
            await app.SendAsync(new JudgeUrgency(await app.ViewerAsync(Acts.National), report.Reference, UrgencyVerdict.Seen, "The ward is called.")));
    }

    [Fact]
    public async Task Approve_AfterItsWordsWereCorrected_IsRefusedWithWhoDidIt()
    {
        var report = await app.TriageableAsync("The indigo shrew list shows the clinic of Thursday.");
        await ChangedAsync(report, "Its words: Cambridge patient safety team", "masks of the words corrected", async () =>
        {
            var corrected = await app.SendAsync(new CorrectText(await app.ViewerAsync(Acts.Cambridge), report.Reference, [], [], "Thursday", IdentifierKind.PersonName));
            Assert.Equal(CorrectTextOutcome.Done, corrected.Outcome);
            await app.WakeAsync(report.Id);
        });
    }

    [Fact]
    public async Task Approve_AfterAPictureWasTakenOut_IsRefusedWithWhoDidItAndTheTickIsGone()
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync("The indigo heron picture.", pictures: [TestPictures.Png(81), TestPictures.Png(82)]);
        var held = await app.ReportAsync(sent.Reference);
        await app.WakeAsync(held.Id);
        foreach (var picture in held.Screenshots)
        {
            await app.SendAsync(new DecideHeldPicture(await app.ViewerAsync(Acts.Cambridge), picture.Id, Pass: true, []));
        }
        await app.WakeAsync(held.Id);
        var page = await ChangedAsync(await app.ReportAsync(sent.Reference), "Its pictures: National safety team", "picture taken out", async () =>
            Assert.True(await app.SendAsync(new TakePictureOut(await app.ViewerAsync(Acts.National), held.Screenshots[0].Id))));
        Assert.NotNull(page.QuerySelector("#PicturesChecked"));
        Assert.Null(page.QuerySelector("#PicturesChecked[checked]"));
    }

    [Fact]
    public async Task Approve_OfWhatIsStillAsItWasSeen_IsDone()
    {
        var report = await app.TriageableAsync("The indigo mole list has no heading.");
        using var person = await app.SignedInAsync(Acts.Cambridge);
        var opened = await person.PageAsync($"/triage/{report.Reference}");
        // reading and writing to the reporter change nothing that is decided on
        await app.SendAsync(new ReadReport(await app.ViewerAsync(Acts.National), report.Reference));
        await app.SendAsync(new AskReporter(await app.ViewerAsync(Acts.National), report.Reference, "Which list?"));
        await person.SendDecisionAsync(opened, $"/triage/{report.Reference}", "Approve", Entered);
        Assert.Equal(ReportStage.Decided, (await app.ReportAsync(report.Reference)).Stage);
    }

    [Fact]
    public async Task Approve_AfterSomebodyElseDecided_SaysWhoAndKeepsWhatWasEntered()
    {
        var report = await app.TriageableAsync("The indigo toad list is printed twice.");
        using var person = await app.SignedInAsync(Acts.Cambridge);
        var opened = await person.PageAsync($"/triage/{report.Reference}");
        await app.ApproveAsync(report.Reference, Acts.National);
        var page = await person.SendDecisionAsync(opened, $"/triage/{report.Reference}", "Approve", Entered);
        var said = page.QuerySelector("#overtaken")!.TextContent;
        Assert.Contains("National safety team decided on this report", said, StringComparison.Ordinal);
        Assert.Contains("Entered before it changed.", said, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("#undo"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("1.2.3.4.5.6.7")]
    [InlineData("99999999999999999.A.B.C.D.E")]
    public void Seen_ThatNoPageWrote_IsNone(string text) => Assert.Null(SeenReport.From(text));

    /// <summary>Somebody opens the page, somebody else changes the report, the first one decides: refused once, then done.</summary>
    private async Task<IDocument> ChangedAsync(Report report, string who, string what, Func<Task> change)
    {
        using var person = await app.SignedInAsync(Acts.Cambridge);
        var address = $"/triage/{report.Reference}";
        var opened = await person.PageAsync(address);
        await change();
        var refused = await person.SendDecisionAsync(opened, address, "Approve", Entered);
        var said = refused.QuerySelector("#changed")!.TextContent;
        Assert.Contains(who, said, StringComparison.Ordinal);
        Assert.Contains(what, said, StringComparison.Ordinal);
        Assert.Equal(ReportStage.AwaitingTriage, (await app.ReportAsync(report.Reference)).Stage);
        Assert.Equal("3.3", refused.QuerySelector("#TypeCode option[selected]")!.GetAttribute("value"));
        Assert.NotNull(refused.QuerySelector("input[name=Severity][value=Major][checked]"));
        Assert.Contains("Entered before it changed.", refused.QuerySelector("#Reason")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("?handler=Approve", refused.QuerySelector("#go-on")!.GetAttribute("formaction"));

        await person.SendDecisionAsync(refused, address, "Approve", Entered);
        Assert.Equal(ReportStage.Decided, (await app.ReportAsync(report.Reference)).Stage);
        return refused;
    }
}

[Collection(UndoSqliteTests.Name)]
public sealed class StaleDecisionSqliteTests(UndoSqliteApp app) : StaleDecisionTests(app);

[Collection(UndoPostgreSqlTests.Name)]
public sealed class StaleDecisionPostgreSqlTests(UndoPostgreSqlApp app) : StaleDecisionTests(app);
