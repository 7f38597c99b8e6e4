using MakingItWork.Capture;
using MakingItWork.Deduplicate;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Deduplicate;

/// <summary>Reports of one problem are linked to one hazard; a person's word about it stands for ever.</summary>
public abstract class HazardsTests(TestApp app)
{
    [Fact]
    public async Task SecondReport_OfOneProblem_IsLinkedWithTheReason()
    {
        var first = await app.TriageableAsync("The discharge letter shows the medicines of the admission before.", "Harbour Vaccinations");
        var second = await app.TriageableAsync("Discharge letter shows medicines of the admission before this one.", "Harbour Vaccinations", "RRK");

        var (mine, other) = (await LinkAsync(first.Id), await LinkAsync(second.Id));
        Assert.Equal(mine.HazardId, other.HazardId);
        Assert.Equal("The first report of this problem.", mine.Why);
        Assert.Equal((LinkedBy.Machine, first.Id), (other.By, other.LikeReportId));
        Assert.Matches(@"^Same product.*\d+% of the words agree", other.Why);
        Assert.InRange(other.Score!.Value, 0.7, 1);
    }

    [Fact]
    public async Task SameWords_AboutAnotherProduct_AreAnotherHazard()
    {
        const string words = "The search finds nobody when the surname holds an apostrophe.";
        var first = await app.TriageableAsync(words, "Harbour Vaccinations");
        var second = await app.TriageableAsync(words, "Harbour Supplies");
        Assert.NotEqual((await LinkAsync(first.Id)).HazardId, (await LinkAsync(second.Id)).HazardId);
    }

    [Fact]
    public async Task Unlink_ByAPerson_IsRememberedWhenMatchingRunsAgain()
    {
        const string words = "The blood group is taken from the record that was open before.";
        var first = await app.TriageableAsync(words, "Larkfield Image Reading");
        var second = await app.TriageableAsync(words, "Larkfield Image Reading");
        var shared = (await LinkAsync(first.Id)).HazardId;
        Assert.Equal(shared, (await LinkAsync(second.Id)).HazardId);

        var cambridge = await app.ViewerAsync(Acts.Cambridge);
        Assert.True((await app.SendAsync(new ChangeHazard(cambridge, second.Reference, null))).Done);
        var own = await LinkAsync(second.Id);
        Assert.Equal((LinkedBy.Person, "Decided by Cambridge patient safety team."), (own.By, own.Why));
        Assert.NotEqual(shared, own.HazardId);
        var refusal = await app.InDatabaseAsync(db => db.HazardRefusals.SingleAsync(r => r.ReportId == second.Id));
        Assert.Equal((shared, cambridge.PersonId), (refusal.HazardId, refusal.PersonId));
        Assert.True(await app.InDatabaseAsync(db => db.AuditEntries.AnyAsync(e => e.ReportId == second.Id && e.Act == "unlinked" && e.PersonId == cambridge.PersonId)));

        await MatchAgainAsync(second);
        Assert.NotEqual(shared, (await LinkAsync(second.Id)).HazardId);
        Assert.False(await app.InDatabaseAsync(db => db.HazardCandidates.AnyAsync(c => c.ReportId == second.Id && c.HazardId == shared)));
        var third = await app.TriageableAsync(words, "Larkfield Image Reading");
        Assert.Contains((await LinkAsync(third.Id)).HazardId, (Guid[])[shared, (await LinkAsync(second.Id)).HazardId]);
    }

    [Fact]
    public async Task Link_ByAPerson_GoesToASuggestedHazardOnly()
    {
        var first = await app.TriageableAsync("The weight field of the dose calculator takes pounds for kilograms without a warning.", "Northlight School Health");
        var second = await app.TriageableAsync("The weight field of the growth chart takes stones and pounds for kilograms and no warning is shown.", "Northlight School Health");
        var other = await app.TriageableAsync("The list of classes is empty on Mondays until somebody signs in twice.", "Northlight School Health");
        var suggested = await app.InDatabaseAsync(db => db.HazardCandidates.SingleAsync(c => c.ReportId == second.Id));
        Assert.Equal((await LinkAsync(first.Id)).HazardId, suggested.HazardId);

        var cambridge = await app.ViewerAsync(Acts.Cambridge);
        Assert.False((await app.SendAsync(new ChangeHazard(cambridge, second.Reference, (await LinkAsync(other.Id)).HazardId))).Done);
        Assert.False((await app.SendAsync(new ChangeHazard(await app.ViewerAsync(Acts.Birmingham), second.Reference, suggested.HazardId))).Done);
        Assert.True((await app.SendAsync(new ChangeHazard(cambridge, second.Reference, suggested.HazardId))).Done);
        Assert.Equal((suggested.HazardId, LinkedBy.Person), ((await LinkAsync(second.Id)).HazardId, (await LinkAsync(second.Id)).By));
        // the hazard it had to itself is no refusal
        Assert.False(await app.InDatabaseAsync(db => db.HazardRefusals.AnyAsync(r => r.ReportId == second.Id)));
    }

    [Fact]
    public async Task Reports_OfAnUnlistedProduct_AreNotLinkedToThoseOfAnotherUnlistedOne()
    {
        const string words = "The countdown of the session hides the last line of the note.";
        var first = await app.TriageableAsync(words, "Elderberry Notes");
        var second = await app.TriageableAsync(words, "Rowan Notes");
        Assert.NotEqual((await LinkAsync(first.Id)).HazardId, (await LinkAsync(second.Id)).HazardId);
    }

    private Task<HazardLink> LinkAsync(Guid report) => app.InDatabaseAsync(db => db.HazardLinks.AsNoTracking().SingleAsync(l => l.ReportId == report));

    private async Task MatchAgainAsync(Report report)
    {
        await app.InDatabaseAsync(db => db.HazardLinks.Where(l => l.ReportId == report.Id).ExecuteDeleteAsync());
        await app.InDatabaseAsync(db => db.HazardCandidates.Where(c => c.ReportId == report.Id).ExecuteDeleteAsync());
        await app.InDatabaseAsync(db => db.IndexedReports.Where(r => r.ReportId == report.Id).ExecuteDeleteAsync());
        await app.InDatabaseAsync(db => db.Reports.Where(r => r.Id == report.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Stage, ReportStage.Classified)));
        await app.WakeAsync(report.Id);
    }
}

[Collection(Apps.QuietSqlite)]
public sealed class HazardsSqliteTests(QuietSqliteApp app) : HazardsTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class HazardsPostgreSqlTests(QuietPostgreSqlApp app) : HazardsTests(app);
