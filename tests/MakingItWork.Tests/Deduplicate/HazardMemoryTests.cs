using MakingItWork.Capture;
using MakingItWork.Deduplicate;
using MakingItWork.Deduplicate.Index;
using MakingItWork.Rules.Duplicates;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Deduplicate;

/// <summary>What people say about hazards is remembered, can be taken back, and outlives every job; and a hazard has a life of its own.</summary>
public abstract class HazardMemoryTests(TestApp app)
{
    private const string Product = "Northlight School Health";

    [Fact]
    public async Task Unlink_TakenBack_RestoresTheLinkAndForgetsTheRefusal()
    {
        const string words = "The reminder for the wound photo opens the page of the next visit.";
        var (first, second) = (await app.TriageableAsync(words, Product), await app.TriageableAsync(words, Product));
        var before = await LinkAsync(second.Id);
        var cambridge = await app.ViewerAsync(Acts.Cambridge);
        Assert.True((await app.InScopeAsync(services => services.GetRequiredService<RelinkReport>().ByPersonAsync(cambridge, second.Id, null, default))).Done);
        Assert.True(await app.InDatabaseAsync(db => db.ReportsApart.AnyAsync(p => p.ReportId == first.Id && p.OtherId == second.Id)));

        Assert.Equal((1, 1), await UndoAsync());
        var after = await LinkAsync(second.Id);
        Assert.Equal((before.HazardId, before.By, before.Why), (after.HazardId, after.By, after.Why));
        Assert.False(await app.InDatabaseAsync(db => db.ReportsApart.AnyAsync(p => p.ReportId == second.Id || p.OtherId == second.Id)));
        Assert.False(await app.InDatabaseAsync(db => db.HazardRefusals.AnyAsync(r => r.ReportId == second.Id)));
        Assert.Equal(["link taken back", "unlinked"], (await app.InDatabaseAsync(db => db.AuditEntries.Where(e => e.ReportId == second.Id && e.PersonId == cambridge.PersonId).Select(e => e.Act).ToListAsync())).Order());
        // there is nothing more to take back
        Assert.Equal((0, 0), await UndoAsync());

        Task<(int Done, int Of)> UndoAsync() => app.InScopeAsync(async services => await services.GetRequiredService<TakeBackHazardAct>().LastMoveAsync(second.Id, default) is { } act
            ? await services.GetRequiredService<TakeBackHazardAct>().Async(cambridge, act, default)
            : (0, 0));
    }

    [Fact]
    public async Task PartedReport_WhoseOtherMovesToANewHazard_IsNotLinkedThereEither()
    {
        const string words = "The weekly plan of the carers drops the visit that was swapped last.";
        var (first, second, third) = (await app.TriageableAsync(words, Product), await app.TriageableAsync(words, Product), await app.TriageableAsync(words, Product));
        var cambridge = await app.ViewerAsync(Acts.Cambridge);
        Assert.True((await app.InScopeAsync(services => services.GetRequiredService<RelinkReport>().ByPersonAsync(cambridge, second.Id, null, default))).Done);
        // the other one goes to a hazard that the parted one has never been refused
        Assert.True((await app.InScopeAsync(services => services.GetRequiredService<RelinkReport>().ByPersonAsync(cambridge, first.Id, null, default))).Done);
        var moved = (await LinkAsync(first.Id)).HazardId;

        await MatchAgainAsync(second.Id);
        Assert.NotEqual(moved, (await LinkAsync(second.Id)).HazardId);
        Assert.NotEqual((await LinkAsync(third.Id)).HazardId, (await LinkAsync(second.Id)).HazardId);
        Assert.False(await app.InDatabaseAsync(db => db.HazardCandidates.AnyAsync(c => c.ReportId == second.Id && c.HazardId == moved)));
    }

    [Fact]
    public async Task SuggestionRefused_IsNeverMadeAgain()
    {
        var first = await app.TriageableAsync("The catheter chart adds the millilitres of the day before to the total.", Product);
        var second = await app.TriageableAsync("The total on the fluid chart counts millilitres of a day before when midnight passes and nobody notices.", Product);
        var hazard = (await LinkAsync(first.Id)).HazardId;
        Assert.True(await IsSuggestedAsync(second.Id, hazard));
        var cambridge = await app.ViewerAsync(Acts.Cambridge);
        Assert.True((await app.InScopeAsync(services => services.GetRequiredService<RelinkReport>().RefuseSuggestionAsync(cambridge, second.Id, hazard, default))).Done);
        Assert.False(await IsSuggestedAsync(second.Id, hazard));

        await MatchAgainAsync(second.Id);
        Assert.False(await IsSuggestedAsync(second.Id, hazard));
        Assert.False((await app.InScopeAsync(services => services.GetRequiredService<RelinkReport>().RefuseSuggestionAsync(cambridge, second.Id, hazard, default))).Done);
    }

    [Fact]
    public async Task SameEventToldTwice_CountsOnceAndTheSameHazardElsewhereCounts()
    {
        const string words = "The syringe driver page keeps the rate of the syringe that was taken down.";
        var first = await app.TriageableAsync(words, Product, "RGT");
        var again = await app.TriageableAsync(words, Product, "RGT");
        var elsewhere = await app.TriageableAsync(words, Product, "RRK");
        Assert.Equal(first.Id, (await LinkAsync(again.Id)).SameEventAs);
        Assert.Null((await LinkAsync(elsewhere.Id)).SameEventAs);

        var hazard = (await LinkAsync(first.Id)).HazardId;
        var figures = await app.InDatabaseAsync(db => HazardFigures.OfAsync(db, hazard, default));
        Assert.Equal((3, 2, 2), (figures.Reports, figures.Events, figures.Organisations));
        Assert.Equal(first.Id, figures.Lead);
        Assert.Equal("3 reports of 2 events at 2 organisations", figures.InWords);
        var other = await app.TriageableAsync("The oxygen order of the burns unit cannot be cancelled by anyone.", Product, null);
        var otherHazard = (await LinkAsync(other.Id)).HazardId;
        var many = await app.InDatabaseAsync(db => HazardFigures.OfAsync(db, [hazard, otherHazard, Guid.NewGuid()], default));
        Assert.Equal([figures, new HazardFigures(1, 1, 0, other.Id)], [many[hazard], many[otherHazard]]);
        Assert.Equal((2, "1 report"), (many.Count, many[otherHazard].InWords));
        // the one that the other tells of again is rejected: the event was still told of once
        await app.InDatabaseAsync(db => db.Reports.Where(r => r.Id == first.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Stage, ReportStage.Rejected)));
        Assert.Equal((2, 2), await app.InDatabaseAsync(async db => await HazardFigures.OfAsync(db, hazard, default) is var f ? (f.Reports, f.Events) : default));
        await app.InDatabaseAsync(db => db.Reports.Where(r => r.Id == first.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Stage, ReportStage.AwaitingTriage)));
        var cambridge = await app.ViewerAsync(Acts.Cambridge);
        Assert.True((await app.InScopeAsync(services => services.GetRequiredService<JudgeHazard>().LeadAsync(cambridge, hazard, elsewhere.Id, default))).Done);
        Assert.Equal(elsewhere.Id, (await app.InDatabaseAsync(db => HazardFigures.OfAsync(db, hazard, default))).Lead);
    }

    [Fact]
    public async Task FixedHazard_ReportedFromAVersionWithTheFix_OpensAgainAndItsFollowersAreTold()
    {
        const string words = "The pressure ulcer form saves the grade of the form before it.";
        var first = await SendAsync(words, "8.1");
        var link = await app.InDatabaseAsync(db => db.HazardLinks.Include(l => l.Hazard).SingleAsync(l => l.ReportId == first));
        var (national, cambridge) = (await app.ViewerAsync(Acts.National), await app.ViewerAsync(Acts.Cambridge));
        await LifeAsync(life => life.FollowAsync(cambridge, link.HazardId, true, default));
        Assert.False(await ChangeAsync(HazardState.Fixed, null));
        Assert.False(await ChangeAsync(HazardState.Fixed, "the next one"));
        Assert.True(await ChangeAsync(HazardState.Fixed, "8.10"));

        await SendAsync(words, "8.9");
        Assert.Equal(HazardState.Fixed, await StateAsync());
        await SendAsync(words, "8.10.1");
        Assert.Equal(HazardState.Reopened, await StateAsync());
        var told = await app.InDatabaseAsync(db => db.HazardNotices.Where(n => n.HazardId == link.HazardId && n.PersonId == cambridge.PersonId).OrderBy(n => n.At).Select(n => n.Words).ToListAsync());
        Assert.Equal([$"Hazard {link.Hazard!.Reference} is now: Fixed in 8.10.", $"Hazard {link.Hazard.Reference} is open again: it was fixed in 8.10, and a report came from a version at least as new."], told);

        Task<bool> ChangeAsync(HazardState to, string? version) => LifeAsync(async life => (await life.ChangeAsync(national, link.Hazard!.Reference, to, version, default)).Done);
        Task<HazardState> StateAsync() => app.InDatabaseAsync(db => db.Hazards.Where(h => h.Id == link.HazardId).Select(h => h.State).SingleAsync());
    }

    [Fact]
    public async Task Index_OfOlderRulesOrLost_IsMadeAnewAndFindsTheSame()
    {
        const string words = "The lymphoedema measure of the left arm is written to the right one.";
        var report = await app.TriageableAsync(words, Product);
        var print = ReportPrint.Of(words, []);
        await app.InDatabaseAsync(db => db.IndexedReports.Where(r => r.ReportId == report.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Rules, 0)));
        await app.RunAsync<IndexAgain>();
        Assert.Equal(ReportPrint.Rules, await app.InDatabaseAsync(db => db.IndexedReports.Where(r => r.ReportId == report.Id).Select(r => r.Rules).SingleAsync()));
        var found = await FindAsync();
        Assert.Equal((report.Id, 1.0), (found[0].ReportId, found[0].Score.Text));
        Assert.True(await app.InDatabaseAsync(db => db.WordCounts.AnyAsync(w => w.Word == TextPrint.Number("lymphoedema"))));

        await app.InDatabaseAsync(async db =>
        {
            await db.ForgetIndexAsync(report.Id, default);
            return true;
        });
        Assert.DoesNotContain(await FindAsync(), other => other.ReportId == report.Id);

        Task<IReadOnlyList<SimilarReport>> FindAsync() => app.InScopeAsync(services => services.GetRequiredService<SimilarReports>().FindAsync(print, null, 5, default));
    }

    private async Task<Guid> SendAsync(string words, string version)
    {
        using var visitor = app.Visit();
        using var answer = await visitor.SendReportAsync(new Dictionary<string, string> { ["description"] = words, ["product"] = Product, ["productVersion"] = version, ["organisation"] = "RGT" });
        var sent = await Visitor.AcceptedAsync(answer);
        var id = (await app.ReportAsync(sent.Reference)).Id;
        await app.WakeAsync(id);
        return id;
    }

    private Task<HazardLink> LinkAsync(Guid report) => app.InDatabaseAsync(db => db.HazardLinks.AsNoTracking().SingleAsync(l => l.ReportId == report));

    private Task<bool> IsSuggestedAsync(Guid report, Guid hazard) => app.InDatabaseAsync(db => db.HazardCandidates.AnyAsync(c => c.ReportId == report && c.HazardId == hazard));

    private Task<bool> LifeAsync(Func<HazardLife, Task<bool>> act) => app.InScopeAsync(services => act(services.GetRequiredService<HazardLife>()));

    private Task<bool> LifeAsync(Func<HazardLife, Task> act) => LifeAsync(async life =>
    {
        await act(life);
        return true;
    });

    private async Task MatchAgainAsync(Guid report)
    {
        await app.InDatabaseAsync(db => db.HazardLinks.Where(l => l.ReportId == report).ExecuteDeleteAsync());
        await app.InDatabaseAsync(db => db.HazardCandidates.Where(c => c.ReportId == report).ExecuteDeleteAsync());
        await app.InDatabaseAsync(db => db.Reports.Where(r => r.Id == report).ExecuteUpdateAsync(set => set.SetProperty(r => r.Stage, ReportStage.Classified)));
        await app.WakeAsync(report);
    }
}

[Collection(Apps.QuietSqlite)]
public sealed class HazardMemorySqliteTests(QuietSqliteApp app) : HazardMemoryTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class HazardMemoryPostgreSqlTests(QuietPostgreSqlApp app) : HazardMemoryTests(app);
