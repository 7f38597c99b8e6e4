using MakingItWork.Capture;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Triage;

public abstract class DecideTests(TestApp app)
{
    [Fact]
    public async Task Approve_WithNothingChosen_SaysWhatIsMissing()
    {
        var report = await app.TriageableAsync("The time of the last dose is an hour early in summer.");
        var result = await DecideAsync(Acts.Cambridge, report, approve: true, null, null, null, null);
        Assert.Equal(DecideOutcome.Invalid, result.Outcome);
        Assert.Equal(["Likelihood", "Severity", "TypeCode"], result.Errors.Keys.Order(StringComparer.Ordinal));
        var unknown = await DecideAsync(Acts.Cambridge, report, approve: true, "99.9", Severity.Minor, Likelihood.Low, null);
        Assert.Equal(["TypeCode"], unknown.Errors.Keys);
        Assert.Equal(ReportStage.AwaitingTriage, (await app.ReportAsync(report.Reference)).Stage);
    }

    [Fact]
    public async Task Reject_WithoutAReason_IsNotDone()
    {
        var report = await app.TriageableAsync("The time of the first dose is a day late in winter.");
        Assert.Equal(["Reason"], (await DecideAsync(Acts.Cambridge, report, approve: false, null, null, null, "  ")).Errors.Keys);
        Assert.Equal(["Reason"], (await DecideAsync(Acts.Cambridge, report, approve: false, null, null, null, new string('a', 1001))).Errors.Keys);
        Assert.Equal(ReportStage.AwaitingTriage, (await app.ReportAsync(report.Reference)).Stage);
    }

    [Fact]
    public async Task Reject_WithAReason_IsToldToTheReporterAndGoesNowhere()
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync("The colour of the training system is the colour of the live system.");
        var report = await app.ReportAsync(sent.Reference);
        await app.WakeAsync(report.Id);
        Assert.Equal(DecideOutcome.Done, (await DecideAsync(Acts.Cambridge, report, approve: false, null, null, null, "This is a training system.")).Outcome);

        var page = await visitor.PageAsync($"/follow-up/{sent.LinkSecret}");
        Assert.Contains("This is a training system.", page.Body!.TextContent, StringComparison.Ordinal);
        await app.ExportAsync();
        await app.SendDigestsAsync();
        Assert.False(await app.InDatabaseAsync(db => db.ExportEntries.AnyAsync(e => e.ReportId == report.Id)));
        Assert.False(await app.InDatabaseAsync(db => db.DigestItems.AnyAsync(i => i.ReportId == report.Id)));
        Assert.Equal(["rejected"], await ActsAsync(report.Id));
    }

    // the corners and the middle of table 9 of the guidance, written out by hand
    [Theory]
    [InlineData(Severity.Minor, Likelihood.VeryLow, 1)]
    [InlineData(Severity.Minor, Likelihood.VeryHigh, 3)]
    [InlineData(Severity.Considerable, Likelihood.Medium, 3)]
    [InlineData(Severity.Catastrophic, Likelihood.VeryLow, 3)]
    [InlineData(Severity.Catastrophic, Likelihood.VeryHigh, 5)]
    public async Task Approve_WithSeverityAndLikelihood_StoresTheRatingOfTheMatrix(Severity severity, Likelihood likelihood, int rating)
    {
        var report = await app.TriageableAsync($"The chart of fluid balance adds the output to the input {severity} {likelihood}.");
        Assert.Equal(DecideOutcome.Done, (await DecideAsync(Acts.National, report, approve: true, "3.3", severity, likelihood, null)).Outcome);

        var decision = await app.InDatabaseAsync(db => db.Decisions.SingleAsync(d => d.ReportId == report.Id));
        Assert.Equal((rating, "3.3", "magrabi-2010"), (decision.RiskRating, decision.TypeCode, decision.Taxonomy));
        var audit = await app.InDatabaseAsync(db => db.AuditEntries.SingleAsync(e => e.ReportId == report.Id));
        Assert.Equal(("approved", "National safety team"), (audit.Act, audit.Who));
        Assert.Contains($"risk rating {rating}", audit.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decide_ASecondTime_ChangesNothing()
    {
        var report = await app.TriageableAsync("The pager number on the ward list is that of another ward.");
        await app.ApproveAsync(report.Reference, Acts.Cambridge);
        var second = await DecideAsync(Acts.National, report, approve: false, null, null, null, "No.");
        Assert.Equal(DecideOutcome.AlreadyDecided, second.Outcome);
        Assert.Equal(["approved"], await ActsAsync(report.Id));
    }

    [Fact]
    public async Task Decide_ByFourPeopleAtOnce_IsDoneByOne()
    {
        for (var round = 0; round < 3; round++)
        {
            var report = await app.TriageableAsync($"The name of the second patient of bay {round} covers the name of the first.");
            var people = await Task.WhenAll(((string[])[Acts.Cambridge, Acts.National, Acts.Cambridge, Acts.National]).Select(app.ViewerAsync));
            var results = await Task.WhenAll(people.Select((viewer, index) => Task.Run(() => app.SendAsync(index % 2 == 0
                ? new DecideReport(viewer, report.Reference, Approve: true, "3.3", Severity.Minor, Likelihood.Low, null, PicturesChecked: false)
                : new DecideReport(viewer, report.Reference, Approve: false, null, null, null, "Not unsafe.", PicturesChecked: false)))));
            Assert.Single(results, result => result.Outcome == DecideOutcome.Done);
            Assert.Equal(3, results.Count(result => result.Outcome == DecideOutcome.AlreadyDecided));
            Assert.Single(await ActsAsync(report.Id));
            var decision = await app.InDatabaseAsync(db => db.Decisions.SingleAsync(d => d.ReportId == report.Id));
            Assert.Equal(decision.Outcome == DecisionOutcome.Approved ? ReportStage.Approved : ReportStage.Rejected, (await app.ReportAsync(report.Reference)).Stage);
        }
    }

    private async Task<DecideResult> DecideAsync(string email, Report report, bool approve, string? type, Severity? severity, Likelihood? likelihood, string? reason) =>
        await app.SendAsync(new DecideReport(await app.ViewerAsync(email), report.Reference, approve, type, severity, likelihood, reason, PicturesChecked: false));

    private Task<List<string>> ActsAsync(Guid report) =>
        app.InDatabaseAsync(db => db.AuditEntries.Where(e => e.ReportId == report).Select(e => e.Act).ToListAsync());
}

[Collection(Apps.QuietSqlite)]
public sealed class DecideSqliteTests(QuietSqliteApp app) : DecideTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class DecidePostgreSqlTests(QuietPostgreSqlApp app) : DecideTests(app);
