using System.Net;
using MakingItWork.Classify;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Classify;

/// <summary>What safety teams decide is learnt from; an administrator sees it, and can go back.</summary>
public abstract class LearningTests(TestApp app)
{
    private const string Taught = "5.3.1";
    private const string Asked = "The wristband stamper in the atrium chews its ribbon before noon.";
    private static readonly string[] Places = ["pharmacy", "maternity", "outpatients", "theatre reception", "the day unit", "radiology"];

    [Fact]
    public async Task SixtyCorrections_OfOneType_AreLearntAndCanBeTakenBack()
    {
        var before = await SuggestedAsync(Asked);
        Assert.DoesNotContain(before, s => s.Rank == 1 && s.Code == Taught);
        var shipped = await InUseAsync();
        for (var i = 0; i < 60; i++)
        {
            var report = await app.TriageableAsync($"The wristband stamper in {Places[i % 6]} {(i % 2 == 0 ? "chews" : "smears")} its ribbon, case {(char)('a' + (i / 3))}.");
            await app.ApproveAsync(report.Reference, type: Taught);
        }

        using var administrator = await SignedInAsync(Acts.Administrator);
        await administrator.SendFormAsync("/classification", new Dictionary<string, string>(), "Train");
        Assert.NotNull((await administrator.PageAsync("/classification")).QuerySelector("#going-on"));
        await app.RunAsync<RetrainWhenAsked>();

        var page = await administrator.PageAsync("/classification");
        Assert.Contains("a new model is in use", page.QuerySelector("#runs")!.TextContent, StringComparison.Ordinal);
        var learnt = await InUseAsync();
        Assert.NotEqual(shipped.Id, learnt.Id);
        Assert.Equal(ModelVerdict.Kept, learnt.Verdict);
        var figures = HeldOutFigures.FromText(learnt.Figures)!;
        Assert.True(figures.After.MacroF1 > figures.Before.MacroF1);
        var after = await SuggestedAsync("The wristband stamper of the eye clinic chews its ribbon after lunch.");
        Assert.Equal((Taught, learnt.Label), (after[0].Code, after[0].Model));

        // too little is new since then for the schedule to train again
        await app.RunAsync<Retrain>();
        Assert.Equal(learnt.Id, (await InUseAsync()).Id);

        var address = $"/classification/models/{shipped.Id}";
        var refused = await administrator.SendFormAsync(address, new Dictionary<string, string> { ["Reason"] = "no" });
        Assert.Contains("Enter why this model is to be used", refused.QuerySelector("#Reason-error")!.TextContent, StringComparison.Ordinal);
        await administrator.SendFormAsync(address, new Dictionary<string, string> { ["Reason"] = "It calls everything a broken printer." });
        Assert.Equal(shipped.Id, (await InUseAsync()).Id);
        var back = await SuggestedAsync(Asked);
        Assert.Equal(before.Select(s => s.Code), back.Select(s => s.Code));
        Assert.Equal("It calls everything a broken printer.", await app.InDatabaseAsync(db => db.ModelsInUse.Where(p => p.Model!.Id == shipped.Id).Select(p => p.Why).SingleAsync()));
        Assert.True(await app.InDatabaseAsync(db => db.AuditEntries.AnyAsync(e => e.Act == "model put in use" && e.Who == "Administrator")));

        // a person's choice stands against the schedule, and what it learns is kept beside
        await app.InDatabaseAsync(async db =>
        {
            db.TrainingRuns.Add(new TrainingRun { AskedAt = app.Clock.GetUtcNow() });
            return await db.SaveChangesAsync();
        });
        await app.RunAsync<RetrainWhenAsked>();
        Assert.Equal(shipped.Id, (await InUseAsync()).Id);
        var kept = await app.InDatabaseAsync(db => db.Models.Where(m => m.Verdict == ModelVerdict.Kept && m.Id != learnt.Id && m.Name != "broken").SingleAsync());
        Assert.EndsWith("It is not in use, because Administrator chose the model that is.", kept.Why, StringComparison.Ordinal);
        Assert.NotNull(await app.InDatabaseAsync(db => db.Models.SingleOrDefaultAsync(m => m.Id == learnt.Id)));
    }

    [Fact]
    public async Task Decision_OnASuggestion_IsOneLessonUntilTheReportIsTakenBack()
    {
        using var reporter = app.Visit();
        var sent = await reporter.ReportAsync("The dose field took ten milligrams as one milligram when I saved the prescription.");
        var report = await app.ReportAsync(sent.Reference);
        await app.WakeAsync(report.Id);
        var first = await app.InDatabaseAsync(db => db.Suggestions.Where(s => s.ReportId == report.Id && s.Rank == 1).Select(s => s.Code).SingleOrDefaultAsync());
        await app.ApproveAsync(sent.Reference, type: "5.1");
        var lesson = await app.InDatabaseAsync(db => db.Lessons.SingleAsync(l => l.ReportId == report.Id));
        Assert.Equal((first, "5.1", "magrabi-2010", "RGT"), (lesson.First, lesson.Decided, lesson.Taxonomy, lesson.OrganisationCode));
        Assert.Equal(first, lesson.Suggestions().Select(s => s.Code).FirstOrDefault());

        await reporter.SendFormAsync($"/follow-up/{sent.LinkSecret}", new Dictionary<string, string>(), "Withdraw");
        Assert.False(await app.InDatabaseAsync(db => db.Lessons.AnyAsync(l => l.ReportId == report.Id)));
        Assert.False(await app.InDatabaseAsync(db => db.Assessments.AnyAsync(a => a.ReportId == report.Id)));
    }

    [Fact]
    public async Task Model_ThatCannotBeOpened_LeavesTheShippedOneAtWork()
    {
        var inUse = await InUseAsync();
        var broken = new StoredModel
        {
            Name = "broken", Version = "1", Taxonomy = inUse.Taxonomy, TaxonomyVersion = inUse.TaxonomyVersion, Sha256 = new string('0', 64), Size = 3,
            MadeAt = DateTimeOffset.UtcNow, Verdict = ModelVerdict.Kept, Why = "A test made it.",
        };
        await app.InDatabaseAsync(async db =>
        {
            db.Models.Add(broken);
            db.ModelFiles.Add(new StoredModelFile { ModelId = broken.Id, Packed = [1, 2, 3] });
            return await db.SaveChangesAsync();
        });
        var chosen = await app.SendAsync(new ChooseModel(await app.ViewerAsync(Acts.Administrator), broken.Id, "To see what happens."));
        Assert.Contains("cannot be used", chosen.Trouble, StringComparison.Ordinal);
        await app.InDatabaseAsync(db => db.ModelsInUse.Where(p => p.ModelId == inUse.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.ModelId, broken.Id)));
        try
        {
            var report = await app.TriageableAsync("The allergy list is empty although penicillin was entered yesterday.");
            Assert.True(await app.InDatabaseAsync(db => db.Assessments.AnyAsync(a => a.ReportId == report.Id)));
        }
        finally
        {
            await app.InDatabaseAsync(db => db.ModelsInUse.Where(p => p.ModelId == broken.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.ModelId, inUse.Id)));
        }
    }

    [Theory]
    [InlineData("/classification")]
    [InlineData("/classification/taxonomies")]
    [InlineData("/classification/on-call")]
    public async Task AdministratorsPage_ForAnybodyElse_IsNotShown(string address)
    {
        foreach (var email in (string[])[Acts.Cambridge, Acts.National, Acts.Larkfield])
        {
            using var person = await SignedInAsync(email);
            Assert.Equal("/not-allowed", (await person.EndsAtAsync(address)).Path);
        }
        using var nobody = app.Visit();
        Assert.Equal("/sign-in", (await nobody.EndsAtAsync(address)).Path);
        using var administrator = await SignedInAsync(Acts.Administrator);
        Assert.Equal((HttpStatusCode.OK, address), await administrator.EndsAtAsync(address));
    }

    [Fact]
    public async Task AdministratorsActs_ByAnybodyElse_ChangeNothing()
    {
        var national = await app.ViewerAsync(Acts.National);
        var model = await InUseAsync();
        Assert.True((await app.SendAsync(new ChooseModel(national, model.Id, "I would like to."))).NotFound);
        Assert.False(await app.SendAsync(new AskTraining(national)));
        Assert.NotEmpty((await app.SendAsync(new SetOnCallAddress(national, "RGT", "somebody@example.org"))).Errors);
        Assert.Null(await app.SendAsync(new ReadClassification(national)));
        Assert.Empty(await app.SendAsync(new ReadTaxonomies(national)));
    }

    [Fact]
    public async Task Pages_AfterDecisions_ShowFiguresAndNoReportedWords()
    {
        var report = await app.TriageableAsync("The zebrafinch panel shows the weight of the wrong patient in pounds.");
        await app.ApproveAsync(report.Reference, type: "3.3");
        using var administrator = await SignedInAsync(Acts.Administrator);
        var page = await administrator.PageAsync("/classification");
        Assert.NotNull(page.QuerySelector("#models a"));
        Assert.Contains("Cambridge", page.QuerySelector("#drift ~ table")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("zebrafinch", page.Body!.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(page.QuerySelector("svg.miw-chart__svg circle"));
        Assert.NotEmpty(page.QuerySelectorAll("#calibration-table tbody tr"));
        var taxonomies = await administrator.PageAsync("/classification/taxonomies");
        var row = taxonomies.QuerySelectorAll("#taxonomies tbody tr").Single(r => r.TextContent.Contains("magrabi-2010", StringComparison.Ordinal));
        Assert.True(int.Parse(row.Children[4].QuerySelector("span:last-child")!.TextContent, System.Globalization.CultureInfo.InvariantCulture) > 0);
        Assert.NotNull(taxonomies.QuerySelector("#crosswalk"));
    }

    private async Task<IReadOnlyList<Suggestion>> SuggestedAsync(string words)
    {
        var report = await app.TriageableAsync(words);
        return await app.InDatabaseAsync(db => db.Suggestions.AsNoTracking().Where(s => s.ReportId == report.Id).OrderBy(s => s.Rank).ToListAsync());
    }

    private Task<StoredModel> InUseAsync() => app.InDatabaseAsync(db => db.ModelsInUse.AsNoTracking().Where(p => p.Taxonomy == "magrabi-2010.v1").Select(p => p.Model!).SingleAsync());

    private async Task<Visitor> SignedInAsync(string email)
    {
        var visitor = app.Visit();
        await visitor.SignInAsync(email, app.DemoPassword);
        return visitor;
    }
}

[Collection(Apps.QuietSqlite)]
public sealed class LearningSqliteTests(QuietSqliteApp app) : LearningTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class LearningPostgreSqlTests(QuietPostgreSqlApp app) : LearningTests(app);
