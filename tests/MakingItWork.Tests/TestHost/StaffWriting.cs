using MakingItWork.Capture;
using MakingItWork.Classify;
using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Feedback;
using MakingItWork.Redact;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Triage;
using MakingItWork.Triage.Actions;
using MakingItWork.Triage.Hazards;
using MakingItWork.Triage.Keyboard;
using MakingItWork.Triage.Risk;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.TestHost;

/// <summary>A safety team, a supplier and the reporter write the same words about a report, wherever words about it can be written.</summary>
public static class StaffWriting
{
    private const string Officer = "officer.cambridge@example.org";

    /// <param name="sent">A report of Cambridge about Larkfield Screening that may mean imminent harm and waits for triage.</param>
    public static async Task WriteEverywhereAsync(this TestApp app, SentReport sent, string words)
    {
        var (team, officer) = (await app.ViewerAsync(Acts.Cambridge), await app.ViewerAsync(Officer));
        var reference = sent.Reference;
        var report = await app.ReportAsync(reference);

        await app.LinkAndPartAsync(team, report, words);
        Assert.Null((await app.SendAsync(new AddTeamNote(team, reference, words))).Trouble);
        Assert.Null((await app.SendAsync(new AskReporter(team, reference, words))).Trouble);
        Assert.Null((await app.SendAsync(new AnswerTeam(sent.LinkSecret, words))).Trouble);
        Assert.Null((await app.SendAsync(new JudgeUrgency(team, reference, UrgencyVerdict.Seen, words))).Trouble);
        Assert.NotNull((await app.SendAsync(new ReadOriginalText(team, reference, words)))!.Texts);
        await app.ActAsync(team, reference, onHazard: false, words);
        await app.ActAsync(team, reference, onHazard: true, words);
        await app.AssessAsync(team, reference, 0, sign: false, words);
        await app.AssessAsync(officer, reference, 1, sign: true, words);
        var hazard = await app.HazardOfAsync(report.Id);
        Assert.Empty((await app.SendAsync(new ChangeHazardState(team, hazard, null, HazardState.Acknowledged, null, words))).Errors);
        Assert.True(await app.SendAsync(new KeepDraft(officer, reference, new Typed("3.3", null, null, words, words, words))));

        var decided = await app.SendAsync(new DecideReport(team, reference, Approve: true, "3.3", Severity.Considerable, Likelihood.Medium, words, PicturesChecked: true));
        Assert.Equal(DecideOutcome.Done, decided.Outcome);
        var answered = await app.SendAsync(new AnswerHazard(await app.ViewerAsync(Acts.Larkfield), hazard, SupplierAnswerKind.Investigating, null, words));
        Assert.True(answered.Found && answered.Errors.Count == 0);
    }

    public static Task<string> HazardOfAsync(this TestApp app, Guid report) =>
        app.InDatabaseAsync(db => db.HazardLinks.Where(l => l.ReportId == report).Select(l => l.Hazard!.Reference).SingleAsync());

    public static async Task<SafetyAction> ActAsync(this TestApp app, Viewer who, string reference, bool onHazard, string words)
    {
        var form = ActionForm.New(app.Clock.GetUtcNow(), who.PersonId) with { What = words, OnHazard = onHazard };
        var id = (await app.SendAsync(new AddAction(who, reference, form))).Id!.Value;
        Assert.Equal(ActionOutcome.Done, (await app.SendAsync(new ChangeAction(who, id, 1, form with { What = $"{words} And more." }))).Outcome);
        Assert.Equal(ActionOutcome.Done, (await app.SendAsync(new CloseAction(who, id, 2, ActionState.Done, words))).Outcome);
        Assert.Equal(ActionOutcome.Done, (await app.SendAsync(new CloseAction(who, id, 3, ActionState.Open, words))).Outcome);
        Assert.Equal(ActionOutcome.Done, (await app.SendAsync(new CloseAction(who, id, 4, ActionState.Done, words))).Outcome);
        return await app.InDatabaseAsync(db => db.SafetyActions.AsNoTracking().SingleAsync(a => a.Id == id));
    }

    public static async Task AssessAsync(this TestApp app, Viewer who, string reference, int seen, bool sign, string words)
    {
        var result = await app.SendAsync(new AssessRisk(who, reference, seen, sign, new RiskContent
        {
            Name = words, Description = words, Impact = words, Causes = words, ExistingControls = words, DesignControls = words, TestControls = words, TrainingControls = words,
            ProcessControls = words, Justification = words, AcceptanceReason = words, Accepted = true,
            InitialSeverity = Severity.Major, InitialLikelihood = Likelihood.High, ResidualSeverity = Severity.Major, ResidualLikelihood = Likelihood.VeryLow,
        }));
        Assert.Equal(AssessOutcome.Done, result.Outcome);
    }

    /// <summary>Refused for one hazard, linked to another and parted from it again; each with a reason.</summary>
    private static async Task LinkAndPartAsync(this TestApp app, Viewer team, Report report, string words)
    {
        var hazards = new List<Guid>();
        foreach (var other in (string[])["The first lantern tray will not open.", "The second sundial belt will not close."])
        {
            var like = await app.TriageableAsync(other);
            hazards.Add(await app.InDatabaseAsync(async db =>
            {
                var hazard = await db.HazardLinks.Where(l => l.ReportId == like.Id).Select(l => l.HazardId).SingleAsync();
                await db.HazardCandidates.Where(c => c.ReportId == report.Id && c.HazardId == hazard).ExecuteDeleteAsync();
                db.HazardCandidates.Add(new HazardCandidate { ReportId = report.Id, HazardId = hazard, LikeReportId = like.Id, Score = 0.41, Why = "Same product." });
                await db.SaveChangesAsync();
                return hazard;
            }));
        }
        Assert.True((await app.SendAsync(new RefuseHazard(team, report.Reference, hazards[0], words))).Done);
        Assert.True((await app.SendAsync(new ChangeHazard(team, report.Reference, hazards[1], words))).Done);
        Assert.True((await app.SendAsync(new ChangeHazard(team, report.Reference, null, words))).Done);
    }
}
