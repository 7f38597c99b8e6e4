using System.Net;
using MakingItWork.Capture;
using MakingItWork.Feedback;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage.Keyboard;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Triage;

public abstract class UndoTests(TestApp app)
{
    private const string Officer = "officer.cambridge@example.org";
    private static readonly TimeSpan Over = TimeSpan.FromSeconds(61);

    [Fact]
    public async Task Decision_UntilItsTimeIsOver_LeavesNowhereAndIsToldToNobody()
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync("The amber ferret list of theatre three is that of theatre four.");
        var report = await WaitingAsync(sent.Reference);
        await app.ApproveAsync(report.Reference, Acts.Cambridge);

        await app.WakeAsync(report.Id);
        await app.ExportAsync();
        await app.SendDigestsAsync();
        Assert.Equal(ReportStage.Decided, await StageAsync(report));
        Assert.False(await app.InDatabaseAsync(db => db.ExportEntries.AnyAsync(e => e.ReportId == report.Id)));
        Assert.False(await app.InDatabaseAsync(db => db.DigestItems.AnyAsync(i => i.ReportId == report.Id)));
        Assert.False(await app.InDatabaseAsync(db => db.Lessons.AnyAsync(l => l.ReportId == report.Id)));
        foreach (var other in (string[])[Acts.Larkfield, "analyst@example.org"])
        {
            var viewer = await app.ViewerAsync(other);
            Assert.False(await app.InDatabaseAsync(db => db.Reports.VisibleTo(viewer).AnyAsync(r => r.Id == report.Id)));
        }
        var told = (await app.SendAsync(new FollowReport(sent.LinkSecret)))!;
        Assert.Equal((ReportStage.AwaitingTriage, null), (told.Stage, told.DecidedAt));
        Assert.Contains("Waiting for the safety team", (await visitor.PageAsync($"/follow-up/{sent.LinkSecret}")).Body!.TextContent, StringComparison.Ordinal);

        var decidedAt = (await app.ReportAsync(report.Reference)).DecidedAt;
        app.Clock.Advance(Over);
        await app.WakeAsync(report.Id);
        var settled = await app.ReportAsync(report.Reference);
        Assert.Equal((ReportStage.Approved, decidedAt), (settled.Stage, settled.DecidedAt));
        Assert.True(await app.InDatabaseAsync(db => db.Lessons.AnyAsync(l => l.ReportId == report.Id && l.Decided == "3.3")));
        await app.ExportAsync();
        Assert.Equal(ReportStage.Exported, await StageAsync(report));
    }

    [Fact]
    public async Task Undo_OnTheBannerAfterADecision_BringsTheReportBackWithWhatWasEntered()
    {
        var report = await app.TriageableAsync("The violet otter chart counts the doses of two days as one.");
        using var person = await app.SignedInAsync(Acts.Cambridge);
        var page = await person.PostDecisionAsync($"/triage/{report.Reference}", "Approve",
            ("TypeCode", "3.3"), ("Severity", "Major"), ("Likelihood", "Low"), ("Reason", "Seen twice. Tell Mrs Okonkwo on 020 7946 0000."), ("PicturesChecked", "true"));
        var banner = page.QuerySelector(".nhsuk-notification-banner--success")!;
        Assert.Contains($"{report.Reference} is approved for release", banner.TextContent, StringComparison.Ordinal);
        Assert.Equal("u", banner.QuerySelector("button")!.GetAttribute("data-key"));

        var back = await person.SubmitAsync(banner.QuerySelector("form")!);
        Assert.Contains("Your decision is taken back", back.QuerySelector(".nhsuk-notification-banner--success")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("3.3", back.QuerySelector("#TypeCode option[selected]")!.GetAttribute("value"));
        Assert.NotNull(back.QuerySelector("input[name=Severity][value=Major][checked]"));
        Assert.NotNull(back.QuerySelector("input[name=Likelihood][value=Low][checked]"));
        Assert.Contains("Seen twice.", back.QuerySelector("#Reason")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("7946", back.QuerySelector("#Reason")!.TextContent, StringComparison.Ordinal);
        Assert.Null(back.QuerySelector("#PicturesChecked[checked]"));
        var waiting = await app.ReportAsync(report.Reference);
        Assert.Equal((ReportStage.AwaitingTriage, null), (waiting.Stage, waiting.DecidedAt));
        Assert.False(await app.InDatabaseAsync(db => db.Decisions.AnyAsync(d => d.ReportId == report.Id)));
        Assert.Equal(["read", "approved", "decision taken back", "read"], await ActsAsync(report));

        app.Clock.Advance(Over);
        await app.WakeAsync(report.Id);
        Assert.Equal(ReportStage.AwaitingTriage, await StageAsync(report));
        var again = await person.PostDecisionAsync($"/triage/{report.Reference}", "Reject", ("Reason", "It is a training system."));
        Assert.Contains($"{report.Reference} is rejected", again.QuerySelector(".nhsuk-notification-banner--success")!.TextContent, StringComparison.Ordinal);
        Assert.False(await app.InDatabaseAsync(db => db.DecisionDrafts.AnyAsync(d => d.ReportId == report.Id)));
    }

    [Fact]
    public async Task Undo_ByAnybodyElseOrTooLate_IsRefusedAndChangesNothing()
    {
        var report = await app.TriageableAsync("The scarlet newt list sorts the beds by colour.");
        Assert.Equal(UndoOutcome.Nothing, await UndoAsync(Acts.Cambridge, report));
        await app.ApproveAsync(report.Reference, Acts.Cambridge);
        Assert.Equal(UndoOutcome.NotTheirs, await UndoAsync(Officer, report));
        Assert.Equal(UndoOutcome.NotTheirs, await UndoAsync(Acts.National, report));
        Assert.Equal(UndoOutcome.NotFound, await UndoAsync(Acts.Birmingham, report));
        Assert.Equal(UndoOutcome.NotFound, await UndoAsync("guardian.cambridge@example.org", report));
        Assert.Equal(ReportStage.Decided, await StageAsync(report));

        using var stranger = await app.SignedInAsync(Acts.Birmingham);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostFieldsAsync($"/triage/{report.Reference}/undo", ("what", "Decision"))).Status);
        using var person = await app.SignedInAsync(Acts.Cambridge);
        using var bare = new FormUrlEncodedContent([new("what", "Decision")]);
        using var forged = await person.Http.PostAsync(new Uri($"/triage/{report.Reference}/undo", UriKind.Relative), bare);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal(ReportStage.Decided, await StageAsync(report));

        // late, and yet nothing has left: better than no
        app.Clock.Advance(Over);
        Assert.Equal(UndoOutcome.Done, await UndoAsync(Acts.Cambridge, report));
        await app.ApproveAsync(report.Reference, Acts.Cambridge);
        app.Clock.Advance(Over);
        await app.WakeAsync(report.Id);
        Assert.Equal(UndoOutcome.TooLate, await UndoAsync(Acts.Cambridge, report));
        Assert.Equal(ReportStage.Approved, await StageAsync(report));
    }

    [Fact]
    public async Task Undo_InTheMomentOfSettling_IsWonByOneOfTheTwo()
    {
        var viewer = await app.ViewerAsync(Acts.Cambridge);
        for (var round = 0; round < 6; round++)
        {
            var report = await app.TriageableAsync($"The silver badger table of ward {round} shows the wrong unit of weight.");
            await app.ApproveAsync(report.Reference, Acts.Cambridge);
            app.Clock.Advance(Over);
            var undo = Task.Run(() => app.SendAsync(new UndoDecision(viewer, report.Reference)));
            await Task.WhenAll(undo, Task.Run(() => app.WakeAsync(report.Id)), Task.Run(() => app.ExportAsync()));
            var stage = await StageAsync(report);
            var decided = await app.InDatabaseAsync(db => db.Decisions.AnyAsync(d => d.ReportId == report.Id));
            var learnt = await app.InDatabaseAsync(db => db.Lessons.AnyAsync(l => l.ReportId == report.Id));
            var batched = await app.InDatabaseAsync(db => db.ExportEntries.AnyAsync(e => e.ReportId == report.Id));
            if (await undo == UndoOutcome.Done)
            {
                Assert.Equal((ReportStage.AwaitingTriage, false, false, false), (stage, decided, learnt, batched));
            }
            else
            {
                Assert.Equal(UndoOutcome.TooLate, await undo);
                Assert.True(stage is ReportStage.Approved or ReportStage.Exported && decided && learnt, $"{stage}, decided {decided}, learnt {learnt}");
            }
        }
    }

    [Fact]
    public async Task Undo_PressedTwiceAtOnce_IsDoneOnce()
    {
        var viewer = await app.ViewerAsync(Acts.Cambridge);
        for (var round = 0; round < 4; round++)
        {
            var report = await app.TriageableAsync($"The golden stoat table of ward {round} hides the last column.");
            await app.ApproveAsync(report.Reference, Acts.Cambridge);
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => app.SendAsync(new UndoDecision(viewer, report.Reference)))));
            Assert.Single(outcomes, UndoOutcome.Done);
            Assert.Equal(2, outcomes.Count(outcome => outcome == UndoOutcome.Nothing));
            Assert.Single(await ActsAsync(report), act => act == "decision taken back");
            Assert.Equal(ReportStage.AwaitingTriage, await StageAsync(report));
        }
    }

    [Fact]
    public async Task Words_OfADecidedReport_WaitUntilTheDecisionStands()
    {
        var report = await app.TriageableAsync("The copper vole letter goes to the wrong clinic.");
        await app.ApproveAsync(report.Reference, Acts.Cambridge);
        var corrected = await app.SendAsync(new MakingItWork.Redact.CorrectText(await app.ViewerAsync(Acts.Cambridge), report.Reference, [], [], "clinic", default));
        Assert.Equal(MakingItWork.Redact.CorrectTextOutcome.Overtaken, corrected.Outcome);
    }

    [Fact]
    public async Task Withdraw_OfADecidedReport_LeavesNothingToUndoOrSettle()
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync("The bronze marten label prints the date of yesterday.");
        var report = await WaitingAsync(sent.Reference);
        await app.ApproveAsync(report.Reference, Acts.Cambridge);
        Assert.Equal(WithdrawResult.Done, await app.SendAsync(new WithdrawReport(sent.LinkSecret)));
        Assert.Equal(UndoOutcome.TooLate, await UndoAsync(Acts.Cambridge, report));
        app.Clock.Advance(Over);
        await app.WakeAsync(report.Id);
        Assert.Equal(ReportStage.Withdrawn, await StageAsync(report));
    }

    private async Task<Report> WaitingAsync(string reference)
    {
        await app.WakeAsync((await app.ReportAsync(reference)).Id);
        return await app.ReportAsync(reference);
    }

    private async Task<UndoOutcome> UndoAsync(string email, Report report) => await app.SendAsync(new UndoDecision(await app.ViewerAsync(email), report.Reference));

    private async Task<ReportStage> StageAsync(Report report) => (await app.ReportAsync(report.Reference)).Stage;

    private Task<List<string>> ActsAsync(Report report) =>
        app.InDatabaseAsync(db => db.AuditEntries.Where(e => e.ReportId == report.Id).OrderBy(e => e.Sequence).Select(e => e.Act).ToListAsync());
}

[Collection(UndoSqliteTests.Name)]
public sealed class UndoSqlite(UndoSqliteApp app) : UndoTests(app);

[Collection(UndoPostgreSqlTests.Name)]
public sealed class UndoPostgreSql(UndoPostgreSqlApp app) : UndoTests(app);
