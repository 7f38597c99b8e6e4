using System.Net;
using AngleSharp.Dom;
using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Redact;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Redact;

/// <summary>The words as typed: for redactors of the organisation, for a reason, and only as long as they are kept.</summary>
public abstract class WordsTests(TestApp app)
{
    private const string Typed = "The dose for Mrs Edwina Quillfeather is cut off, and Zanthrop can read it in bay 7.";
    private const string Reason = "A name seems to be left in the words of the report.";

    [Fact]
    public async Task WordsAsTyped_WithoutAReason_AreNotShown()
    {
        var report = await app.TriageableAsync(Typed);
        using var redactor = await SignedInAsync(Acts.Cambridge);
        var page = await redactor.PageAsync($"/redact/text/{report.Reference}");
        Assert.Contains("[name]", page.QuerySelector("#masked")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Quillfeather", page.Body!.TextContent, StringComparison.Ordinal);
        var unexplained = await PostAsync(redactor, page, report, "Read", new() { ["Reason"] = "Because" });
        Assert.DoesNotContain("Quillfeather", unexplained.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(unexplained.QuerySelector("#Reason-error"));
        Assert.Empty(await ReasonsAsync(report));
    }

    [Fact]
    public async Task WordsAsTyped_ForAReason_AreShownAndTheReasonIsWrittenDownMasked()
    {
        var report = await app.TriageableAsync(Typed);
        using var redactor = await SignedInAsync(Acts.Cambridge);
        var page = await OpenAsync(redactor, report, "Mrs Edwina Quillfeather rang about her report.");
        Assert.Equal("Mrs Edwina Quillfeather", page.QuerySelector(".miw-typed mark")!.TextContent);
        Assert.Equal(["[name] rang about her report."], await ReasonsAsync(report));
    }

    [Theory]
    [InlineData(Acts.Birmingham, HttpStatusCode.NotFound)]
    [InlineData(Acts.Larkfield, HttpStatusCode.Forbidden)]
    [InlineData(Acts.Administrator, HttpStatusCode.Forbidden)]
    public async Task Words_ForAnybodyElse_AreNotThere(string email, HttpStatusCode status)
    {
        var report = await app.TriageableAsync(Typed);
        using var other = await SignedInAsync(email);
        Assert.Equal(status, await other.StatusAsync($"/redact/text/{report.Reference}"));
        var viewer = await app.ViewerAsync(email);
        Assert.Null(await app.SendAsync(new ReadOriginalText(viewer, report.Reference, Reason)));
        Assert.Equal(CorrectTextOutcome.NotFound, (await app.SendAsync(new CorrectText(viewer, report.Reference, [], [], "dose", default))).Outcome);
    }

    [Fact]
    public async Task Masks_CorrectedByARedactor_AreWhatEveryoneReadsAndWhatIsSuggestedFrom()
    {
        var report = await app.TriageableAsync("Mr Quibbleton is shown twice in the list, and Zanthrop can read it; zanthrop wrote it down.");
        Assert.Equal("[name] is shown twice in the list, and Zanthrop can read it; zanthrop wrote it down.", report.Description);
        var hazard = await HazardAsync(report);
        using var redactor = await SignedInAsync(Acts.Cambridge);
        var page = await OpenAsync(redactor, report, Reason);
        var key = page.QuerySelector("input[name=LetStand]")!.GetAttribute("value")!;
        var strange = await PostAsync(redactor, page, report, "Correct", new() { ["LetStand"] = key, ["MaskToo"] = "Nobody" });
        Assert.Contains("does not stand in the words", strange.QuerySelector("#MaskToo-error")!.TextContent, StringComparison.Ordinal);
        await PostAsync(redactor, strange, report, "Correct", new() { ["LetStand"] = key, ["MaskToo"] = "zanthrop" });
        await app.WakeAsync(report.Id);

        var corrected = await app.ReportAsync(report.Reference);
        Assert.Equal("Mr Quibbleton is shown twice in the list, and [name] can read it; [name] wrote it down.", corrected.Description);
        Assert.Equal((ReportStage.AwaitingTriage, hazard), (corrected.Stage, await HazardAsync(report)));
        Assert.Equal(1, await app.InDatabaseAsync(db => db.AuditEntries.CountAsync(e => e.ReportId == report.Id && e.Act == Audit.WordsCorrected)));
        var suggestions = await app.InDatabaseAsync(db => db.Suggestions.Include(s => s.Evidence).Where(s => s.ReportId == report.Id).ToListAsync());
        Assert.All(suggestions.SelectMany(s => s.Evidence), e => Assert.InRange(e.Start + e.Length, 1, corrected.Description!.Length));
        Assert.Equal(suggestions.Count, suggestions.Select(s => s.Rank).Distinct().Count());

        // what was chosen is ticked when the words are opened again, and can be taken back
        var again = await OpenAsync(redactor, report, Reason);
        Assert.True(again.QuerySelector("input[name=LetStand]")!.HasAttribute("checked"));
        Assert.Equal(2, again.QuerySelectorAll("input[name=KeepMasked][checked]").Length);
        await PostAsync(redactor, again, report, "Correct", []);
        Assert.Equal("[name] is shown twice in the list, and Zanthrop can read it; zanthrop wrote it down.", (await app.ReportAsync(report.Reference)).Description);
    }

    [Fact]
    public async Task WordsAsTyped_AfterTheirTime_AreNoLongerThere()
    {
        var report = await app.TriageableAsync(Typed);
        await app.InDatabaseAsync(db => db.ReportOriginals.Where(o => o.ReportId == report.Id).ExecuteDeleteAsync());
        using var redactor = await SignedInAsync(Acts.Cambridge);
        var page = await redactor.PageAsync($"/redact/text/{report.Reference}");
        Assert.Contains("no longer kept", page.QuerySelector("#not-kept")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("#Reason"));
        var viewer = await app.ViewerAsync(Acts.Cambridge);
        Assert.Null((await app.SendAsync(new ReadOriginalText(viewer, report.Reference, Reason)))!.Texts);
        Assert.Equal(CorrectTextOutcome.NotKept, (await app.SendAsync(new CorrectText(viewer, report.Reference, [], [], "dose", default))).Outcome);
    }

    [Fact]
    public async Task Triage_ForARedactor_LinksToTheWords()
    {
        var report = await app.TriageableAsync(Typed);
        using var redactor = await SignedInAsync(Acts.Cambridge);
        Assert.Equal($"/redact/text/{report.Reference}", (await redactor.PageAsync($"/triage/{report.Reference}")).QuerySelector("#words")!.GetAttribute("href"));
    }

    private static async Task<IDocument> OpenAsync(Visitor redactor, Report report, string reason) =>
        await PostAsync(redactor, await redactor.PageAsync($"/redact/text/{report.Reference}"), report, "Read", new() { ["Reason"] = reason });

    private static Task<IDocument> PostAsync(Visitor visitor, IDocument page, Report report, string handler, Dictionary<string, string> fields)
    {
        var hidden = page.QuerySelectorAll("main input[type=hidden]").Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value") ?? "")).Where(field => !fields.ContainsKey(field.Key));
        return visitor.SendAsync(new Uri($"/redact/text/{report.Reference}?handler={handler}", UriKind.Relative), hidden.Concat(fields));
    }

    private Task<Guid> HazardAsync(Report report) => app.InDatabaseAsync(db => db.HazardLinks.Where(l => l.ReportId == report.Id).Select(l => l.HazardId).SingleAsync());

    private Task<List<string?>> ReasonsAsync(Report report) =>
        app.InDatabaseAsync(db => db.AuditEntries.Where(e => e.ReportId == report.Id && e.Act == "original words read").Select(e => e.Detail).ToListAsync());

    private async Task<Visitor> SignedInAsync(string email)
    {
        var visitor = app.Visit();
        await visitor.SignInAsync(email, app.DemoPassword);
        return visitor;
    }
}

[Collection(Apps.QuietSqlite)]
public sealed class WordsSqliteTests(QuietSqliteApp app) : WordsTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class WordsPostgreSqlTests(QuietPostgreSqlApp app) : WordsTests(app);
