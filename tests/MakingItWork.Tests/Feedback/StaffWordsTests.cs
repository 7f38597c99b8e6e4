using MakingItWork.Capture;
using MakingItWork.Classify;
using MakingItWork.Directory.Trail;
using MakingItWork.Feedback;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage;
using MakingItWork.Triage.Actions;
using MakingItWork.Triage.Keyboard;
using MakingItWork.Triage.Queues;
using MakingItWork.Triage.Risk;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Feedback;

/// <summary>What a safety team writes about a report: masked with the names that the report told, and gone when the report is taken back.</summary>
public abstract class StaffWordsTests(TestApp app)
{
    private const string Urgent = "The patient was given the wrong drug because the chart was shown. Please call us immediately.";

    /// <summary>Where the words of a report that was taken back may still stand, and why.</summary>
    private static readonly Dictionary<string, string> Stays = new()
    {
        ["AuditEntries.Detail"] = "why a redactor opened the words as they were typed: whoever looks at an original answers for it for ever; the test looks that no other act keeps any",
        ["SavedFilters.Name"] = "a name that somebody gave a view of their own queue: it is about no report, and nobody else sees it",
    };

    [Fact]
    public async Task Withdraw_OfAReportThatStaffQuotedEverywhere_LeavesItsWordsNowhere()
    {
        var sent = await SentAsync($"{Urgent} It says zyxomma.");
        const string Quote = "Zyxomma is what it says.";
        await app.WriteEverywhereAsync(sent, Quote);
        var team = await app.ViewerAsync(Acts.Cambridge);
        Assert.Null(await app.SendAsync(new SaveFilter(team, "Zyxomma ones", "show=all")));
        string[] written =
        [
            "AuditEntries.Detail", "AuditEntries.Words", "DecisionDrafts.Message", "DecisionDrafts.Reason", "DecisionDrafts.UrgencyReason", "Decisions.Reason", "HazardChanges.Reason",
            "ReportMessages.Words", "Reports.Description", "RiskAssessments.Content_AcceptanceReason", "RiskAssessments.Content_Causes", "RiskAssessments.Content_Description",
            "RiskAssessments.Content_DesignControls", "RiskAssessments.Content_ExistingControls", "RiskAssessments.Content_Impact", "RiskAssessments.Content_Justification", "RiskAssessments.Content_Name",
            "RiskAssessments.Content_ProcessControls", "RiskAssessments.Content_TestControls", "RiskAssessments.Content_TrainingControls", "SafetyActionChanges.ReasonBefore", "SafetyActionChanges.WhatBefore",
            "SafetyActionChanges.Words", "SafetyActions.StateReason", "SafetyActions.What", "SavedFilters.Name", "SupplierAnswers.Words", "TeamNotes.Words", "UrgentReports.VerdictWhy",
        ];
        Assert.Equal(written, await WhereAsync("zyxomma"));

        Assert.Equal(WithdrawResult.Done, await app.SendAsync(new WithdrawReport(sent.LinkSecret)));

        Assert.Equal(Stays.Keys.Order(StringComparer.Ordinal), await WhereAsync("zyxomma"));
        Assert.Equal(["original words read"], await app.InDatabaseAsync(db => db.AuditEntries.Where(e => e.Detail!.Contains("yxomma")).Select(e => e.Act).Distinct().ToListAsync()));
        await KeptForTheSafetyCaseAsync(await app.ReportAsync(sent.Reference));
        var trail = await app.InScopeAsync(services => services.GetRequiredService<CheckTrail>().CheckAsync(CancellationToken.None));
        Assert.Empty(trail.Faults);
    }

    [Fact]
    public async Task Withdraw_WhilePagesAreOpen_LetsNothingTypedThereBringTheWordsBack()
    {
        var sent = await SentAsync("The numbat tray of the ward shows the wrong bed.");
        var team = await app.ViewerAsync(Acts.Cambridge);
        var form = ActionForm.New(app.Clock.GetUtcNow(), team.PersonId) with { What = "Ask about the numbat tray" };
        var action = (await app.SendAsync(new AddAction(team, sent.Reference, form))).Id!.Value;
        await app.AssessAsync(team, sent.Reference, 0, sign: false, "The numbat tray.");
        await app.SendAsync(new WithdrawReport(sent.LinkSecret));

        Assert.Equal(AssessOutcome.TakenBack, (await app.SendAsync(new AssessRisk(team, sent.Reference, 1, false, new RiskContent { Name = "The numbat tray" }))).Outcome);
        Assert.Equal(ActionOutcome.Stale, (await app.SendAsync(new ChangeAction(team, action, 1, form with { What = "Ask about the numbat tray again" }))).Outcome);
        Assert.Equal(ActionOutcome.Stale, (await app.SendAsync(new UndoAction(team, action, 2))).Outcome);
        Assert.Contains("taken this report back", (await app.SendAsync(new AddAction(team, sent.Reference, form))).Errors[nameof(form.What)], StringComparison.Ordinal);
        await app.SendAsync(new KeepDraft(team, sent.Reference, new Typed(null, null, null, "numbat", "numbat", "numbat")));
        Assert.Empty(await WhereAsync("numbat"));
        // what was agreed can still be closed
        Assert.Equal(ActionOutcome.Done, (await app.SendAsync(new CloseAction(team, action, 2, ActionState.Cancelled, "The report was taken back."))).Outcome);
    }

    [Fact]
    public async Task Withdraw_InTheMomentThatStaffWrite_LeavesNoneOfTheirWords()
    {
        const string Quote = "The bilby chart was wrong.";
        var team = await app.ViewerAsync(Acts.Cambridge);
        for (var round = 0; round < 10; round++)
        {
            var sent = await SentAsync($"{Urgent} Round {round}.");
            var form = ActionForm.New(app.Clock.GetUtcNow(), team.PersonId) with { What = Quote };
            var risk = new RiskContent { Name = Quote, InitialSeverity = Severity.Major, InitialLikelihood = Likelihood.High };
            using var start = new SemaphoreSlim(0);
            async Task AtOnceAsync<TResult>(MediatR.IRequest<TResult> request)
            {
                await start.WaitAsync();
                await app.SendAsync(request);
            }

            Task[] acts =
            [
                AtOnceAsync(new AddTeamNote(team, sent.Reference, Quote)),
                AtOnceAsync(new AskReporter(team, sent.Reference, Quote)),
                AtOnceAsync(new WithdrawReport(sent.LinkSecret)),
                AtOnceAsync(new AnswerTeam(sent.LinkSecret, Quote)),
                AtOnceAsync(new AddAction(team, sent.Reference, form)),
                AtOnceAsync(new AssessRisk(team, sent.Reference, 0, false, risk)),
                AtOnceAsync(new KeepDraft(team, sent.Reference, new Typed(null, null, null, Quote, Quote, Quote))),
                AtOnceAsync(new JudgeUrgency(team, sent.Reference, UrgencyVerdict.Seen, Quote)),
            ];
            start.Release(acts.Length);
            await Task.WhenAll(acts);
            while (await app.SendAsync(new WithdrawReport(sent.LinkSecret)) == WithdrawResult.TryAgain)
            {
            }
            Assert.Empty(await WhereAsync("bilby"));
        }
    }

    [Fact]
    public async Task Withdraw_OfOneOfTwoReportsOfAHazard_KeepsWhatIsWrittenAboutTheHazardUntilTheOtherGoes()
    {
        var (first, second) = (await SentAsync("The potoroo banner hides the weight."), await SentAsync("The weight stands behind a banner, potoroo says."));
        var (one, other) = (await app.ReportAsync(first.Reference), await app.ReportAsync(second.Reference));
        await app.InScopeAsync(async services =>
        {
            var hazard = await app.InDatabaseAsync(db => db.HazardLinks.Where(l => l.ReportId == one.Id).Select(l => l.HazardId).SingleAsync());
            return await services.GetRequiredService<MakingItWork.Deduplicate.RelinkReport>().JoinAsync(await app.ViewerAsync(Acts.Cambridge), other.Id, hazard, CancellationToken.None);
        });
        var team = await app.ViewerAsync(Acts.Cambridge);
        await app.AssessAsync(team, first.Reference, 0, sign: false, "The potoroo banner.");
        await app.ActAsync(team, first.Reference, onHazard: true, "Move the potoroo banner.");
        await app.ActAsync(team, first.Reference, onHazard: false, "Thank whoever wrote potoroo.");

        await app.SendAsync(new WithdrawReport(first.LinkSecret));
        var left = await WhereAsync("potoroo");
        Assert.Contains("RiskAssessments.Content_Name", left);
        Assert.Contains("SafetyActions.What", left);
        Assert.Equal(0, await app.InDatabaseAsync(db => db.SafetyActions.CountAsync(a => a.ReportId == one.Id && a.HazardId == null && a.What.Contains("potoroo"))));

        await app.SendAsync(new WithdrawReport(second.LinkSecret));
        Assert.Empty(await WhereAsync("potoroo"));
    }

    [Fact]
    public async Task StaffWords_WithANameThatTheReportTold_AreMaskedEverywhere()
    {
        var sent = await SentAsync($"{Urgent} Her name is Mrs Hollowhurst, hospital number: QX48213.");
        Assert.DoesNotContain("Hollowhurst", (await app.ReportAsync(sent.Reference)).Description, StringComparison.Ordinal);
        await app.WriteEverywhereAsync(sent, "Hollowhurst again today, qx48213.");
        // a supplier was never told the name: masked in its answer, it would learn who the report is about by trying names
        Assert.Equal(["SupplierAnswers.Words"], await WhereAsync("Hollowhurst"));
        Assert.Equal(["SupplierAnswers.Words"], await WhereAsync("QX48213"));
        Assert.Contains("[name] again today, [hospital number].", await app.InDatabaseAsync(db => db.TeamNotes.Select(n => n.Words).ToListAsync()));
    }

    [Fact]
    public async Task StaffWords_WithReferencesThatLookLikeNamesAndNumbers_LetThemStand()
    {
        var sent = await SentAsync("Her name is Mrs Wedderlow, and the chart is empty.");
        const string Note = "Wedderlow again: see R-KPKW-NTQN, R-JXQN-CPJW, r-mrn8-m662 and H-Z8DP-KW29. MRN8-M662 is no reference.";
        Assert.Null((await app.SendAsync(new AddTeamNote(await app.ViewerAsync(Acts.Cambridge), sent.Reference, Note))).Trouble);
        var kept = (await app.SendAsync(new ReadTeamNotes(await app.ViewerAsync(Acts.Cambridge), sent.Reference)))!.Single().Words;
        Assert.StartsWith("[name] again: see R-KPKW-NTQN, R-JXQN-CPJW, r-mrn8-m662 and H-Z8DP-KW29. ", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("MRN8-M662 is", kept, StringComparison.Ordinal);
        // what the report told is masked also where it has the shape of a reference
        var odd = await SentAsync("Her hospital number: R-2948-2239, and the chart is empty.");
        Assert.DoesNotContain("2948", (await app.ReportAsync(odd.Reference)).Description, StringComparison.Ordinal);
        Assert.Null((await app.SendAsync(new AddTeamNote(await app.ViewerAsync(Acts.Cambridge), odd.Reference, "Ask about R-2948-2239."))).Trouble);
        Assert.DoesNotContain("2948", (await app.SendAsync(new ReadTeamNotes(await app.ViewerAsync(Acts.Cambridge), odd.Reference)))!.Single().Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StaffWords_AboutAHazardWithAnotherOrganisation_TellNothingOfTheNamesInItsReports()
    {
        var theirs = await SentAsync("The quokka banner hides the weight. Her name is Mrs Wetherspane.");
        var mine = await SentAsync("The weight stands behind the quokka banner.", "RRK");
        var birmingham = await app.ViewerAsync(Acts.Birmingham);
        var report = await app.ReportAsync(mine.Reference);
        var hazard = await app.HazardOfAsync((await app.ReportAsync(theirs.Reference)).Id);
        var id = await app.InDatabaseAsync(db => db.Hazards.Where(h => h.Reference == hazard).Select(h => h.Id).SingleAsync());
        await app.InScopeAsync(services => services.GetRequiredService<MakingItWork.Deduplicate.RelinkReport>().JoinAsync(birmingham, report.Id, id, CancellationToken.None, "Wetherspane quokka"));
        await app.AssessAsync(birmingham, mine.Reference, 0, sign: false, "Wetherspane quokka");
        Assert.Empty((await app.SendAsync(new MakingItWork.Triage.Hazards.ChangeHazardState(birmingham, hazard, null, MakingItWork.Deduplicate.HazardState.Acknowledged, null, "Wetherspane quokka"))).Errors);
        var written = (await app.AllTextsAsync()).Where(value => value.Text.Contains("quokka", StringComparison.Ordinal) && !value.Text.Contains("banner", StringComparison.Ordinal)).ToList();
        Assert.Contains(written, value => value.Where == "HazardChanges.Reason");
        Assert.Contains(written, value => value.Where == "RiskAssessments.Content_Name");
        Assert.All(written, value => Assert.Contains("Wetherspane quokka", value.Text, StringComparison.Ordinal));
    }

    private async Task KeptForTheSafetyCaseAsync(Report report)
    {
        var gone = TakenBack.Words(app.Clock.GetUtcNow());
        var (assessments, actions, decision) = await app.InDatabaseAsync(async db => (
            await db.RiskAssessments.AsNoTracking().Where(a => db.HazardLinks.Any(l => l.ReportId == report.Id && l.HazardId == a.HazardId)).OrderBy(a => a.Version).ToListAsync(),
            await db.SafetyActions.AsNoTracking().Where(a => a.ReportId == report.Id).ToListAsync(),
            await db.Decisions.AsNoTracking().SingleAsync(d => d.ReportId == report.Id)));
        Assert.Equal(["Triager", "Clinical Safety Officer"], assessments.Select(a => a.InRole));
        Assert.All(assessments, a => Assert.Equal((Severity.Major, Likelihood.High, 4, 2, gone, gone), (a.Content.InitialSeverity, a.Content.InitialLikelihood, a.Content.InitialRating, a.Content.ResidualRating, a.Content.Name, a.Content.Justification)));
        Assert.Equal(2, actions.Count);
        Assert.All(actions, a => Assert.Equal((ActionState.Done, gone, gone), (a.State, a.What, a.StateReason)));
        Assert.Equal((DecisionOutcome.Approved, Severity.Considerable, gone), (decision.Outcome, decision.Severity, decision.Reason));
    }

    private async Task<SentReport> SentAsync(string words, string organisation = "RGT")
    {
        using var reporter = app.Visit();
        var sent = await reporter.ReportAsync(words, organisation: organisation);
        await app.WakeAsync((await app.ReportAsync(sent.Reference)).Id);
        Assert.Equal(ReportStage.AwaitingTriage, (await app.ReportAsync(sent.Reference)).Stage);
        return sent;
    }

    private async Task<IReadOnlyList<string>> WhereAsync(string word) => [.. (await app.FindInTextColumnsAsync(word)).Distinct().Order(StringComparer.Ordinal)];
}

[Collection(Apps.QuietSqlite)]
public sealed class StaffWordsSqliteTests(QuietSqliteApp app) : StaffWordsTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class StaffWordsPostgreSqlTests(QuietPostgreSqlApp app) : StaffWordsTests(app);
