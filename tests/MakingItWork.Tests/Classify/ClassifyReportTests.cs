using MakingItWork.Capture;
using MakingItWork.Redact;
using MakingItWork.Rules.Classification;
using MakingItWork.Rules.Identifiers;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Classify;

/// <summary>What the job stores for a report is what the rules say of it, and what its page shows.</summary>
public abstract class ClassifyReportTests(TestApp app)
{
    private const string Words = "After the upgrade the allergy list was missing and no alert was shown, so the nurse gave penicillin. Doses were in pounds.";

    [Fact]
    public async Task Report_ThatSpeaksOfMuch_IsStoredAsTheRulesSay()
    {
        var report = await app.TriageableAsync(Words);
        var said = HazardClassifier.Classify(new(report.Description!, "Larkfield Screening"), ClassifierModel.Current);
        var suggestions = await app.InDatabaseAsync(db => db.Suggestions.AsNoTracking().Include(s => s.Evidence).Where(s => s.ReportId == report.Id).OrderBy(s => s.Rank).ToListAsync());
        var codes = await app.InDatabaseAsync(db => db.SuggestedCodes.AsNoTracking().Where(c => c.ReportId == report.Id).ToListAsync());
        var assessment = await app.InDatabaseAsync(db => db.Assessments.AsNoTracking().SingleAsync(a => a.ReportId == report.Id));

        Assert.Equal(said.Types.Select(t => (t.Code, Math.Round(t.Probability, 6), t.Evidence.Count)), suggestions.Select(s => (s.Code, Math.Round(s.Confidence, 6), s.Evidence.Count)));
        Assert.All(suggestions, s => Assert.Equal((said.Taxonomy, said.TaxonomyVersion, said.Model), (s.Taxonomy, s.TaxonomyVersion, s.Model)));
        Assert.Equal((said.Model, said.NotSure), (assessment.Model, assessment.NotSure));
        var dimensions = said.Dimensions.Prepend(said.Consequence).OfType<Dimension>().Select(d => $"{d.Taxonomy}.{d.Version} {d.Code}").Order(StringComparer.Ordinal);
        Assert.NotEmpty(dimensions);
        Assert.Equal(dimensions, codes.Where(c => c.Probability is null).Select(c => $"{c.Taxonomy}.{c.TaxonomyVersion} {c.Code}").Order(StringComparer.Ordinal));
        foreach (var other in ClassifierModel.Shipped.Skip(1))
        {
            var types = HazardClassifier.Types(new(report.Description!, "Larkfield Screening"), other);
            Assert.Equal(
                types.NotSure ? [] : types.Suggested.Select(t => t.Code).Order(StringComparer.Ordinal),
                codes.Where(c => c.Taxonomy == other.Codes.Name).Select(c => c.Code).Order(StringComparer.Ordinal));
        }

        using var person = app.Visit();
        await person.SignInAsync(Acts.Cambridge, app.DemoPassword);
        var page = await person.PageAsync($"/triage/{report.Reference}");
        Assert.All(codes, code => Assert.Contains(code.Name, page.QuerySelector("#codes + dl")!.TextContent, StringComparison.Ordinal));
        Assert.Contains(said.Model, page.QuerySelector("#made-by")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_WhoseWordsSayLittle_IsNotSureAndSaysSo()
    {
        var report = await app.TriageableAsync("The thing did it again.");
        Assert.True(await app.InDatabaseAsync(db => db.Assessments.Where(a => a.ReportId == report.Id).Select(a => a.NotSure).SingleAsync()));
        using var person = app.Visit();
        await person.SignInAsync(Acts.Cambridge, app.DemoPassword);
        var page = await person.PageAsync($"/triage/{report.Reference}");
        Assert.True(page.QuerySelector("#not-sure") is not null || page.QuerySelector("#suggestions + p")!.TextContent.Contains("Nothing is suggested", StringComparison.Ordinal));
        Assert.Equal("", page.QuerySelector("#TypeCode option[selected]")?.GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task Report_WhoseMasksWereCorrected_HoldsWhatIsSaidOfItNowOnly()
    {
        var report = await app.TriageableAsync("The dose of Fernworthy changed from milligrams to micrograms when I saved it.");
        var corrected = await app.SendAsync(new CorrectText(await app.ViewerAsync(Acts.Cambridge), report.Reference, [], [], "changed from milligrams to micrograms", IdentifierKind.PersonName));
        Assert.Equal(CorrectTextOutcome.Done, corrected.Outcome);
        await app.WakeAsync(report.Id);
        var now = await app.ReportAsync(report.Reference);
        Assert.Equal(ReportStage.AwaitingTriage, now.Stage);
        var said = HazardClassifier.Classify(new(now.Description!, "Larkfield Screening"), ClassifierModel.Current);
        Assert.Equal(said.Types.Select(t => t.Code), await app.InDatabaseAsync(db => db.Suggestions.Where(s => s.ReportId == report.Id).OrderBy(s => s.Rank).Select(s => s.Code).ToListAsync()));
        Assert.Equal(said.Dimensions.Count + (said.Consequence is null ? 0 : 1), await app.InDatabaseAsync(db => db.SuggestedCodes.CountAsync(c => c.ReportId == report.Id && c.Probability == null)));
        Assert.Equal(1, await app.InDatabaseAsync(db => db.Assessments.CountAsync(a => a.ReportId == report.Id)));
    }
}

[Collection(Apps.QuietSqlite)]
public sealed class ClassifyReportSqliteTests(QuietSqliteApp app) : ClassifyReportTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class ClassifyReportPostgreSqlTests(QuietPostgreSqlApp app) : ClassifyReportTests(app);
