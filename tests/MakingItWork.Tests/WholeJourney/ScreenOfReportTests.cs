using System.Net;
using AngleSharp.Dom;
using MakingItWork.Capture;
using MakingItWork.Deduplicate;
using MakingItWork.Deduplicate.Index;
using MakingItWork.Redact;
using MakingItWork.Rules.Classification;
using MakingItWork.Rules.Duplicates;
using MakingItWork.Rules.Identifiers;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.WholeJourney;

/// <summary>The screen or part of the system that a report is about: from the page to everybody who makes use of it.</summary>
public abstract class ScreenOfReportTests(TestApp app)
{
    private const string Product = "Northlight School Health";

    [Fact]
    public async Task ReportPage_WithAScreenThatIsTooLong_KeepsItAndTakesTheShorterOne()
    {
        using var visitor = app.Visit();
        var page = await visitor.PageAsync("/report");
        Assert.Equal("", page.QuerySelector("#Screen")!.GetAttribute("value") ?? "");
        Assert.False(page.QuerySelector("#more")!.HasAttribute("open"));
        var typed = string.Concat(Enumerable.Repeat("growth chart ", 8));
        var refused = await visitor.SendReportPageAsync(Fields(page, typed));
        Assert.Contains("Screen or part of the system must be 100 characters or fewer", refused.QuerySelector(".nhsuk-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(refused.QuerySelector("#more[open] #Screen-error"));
        Assert.Equal(typed, refused.QuerySelector("#Screen")!.GetAttribute("value"));

        var sent = await visitor.SendReportPageAsync(Fields(refused, "  Growth chart "));
        var report = await app.ReportAsync(sent.QuerySelector("#reference")!.TextContent);
        Assert.Null(report.Screen);
        await app.WakeAsync(report.Id);
        Assert.Equal("Growth chart", (await app.ReportAsync(report.Reference)).Screen);

        static Dictionary<string, string> Fields(IDocument page, string screen) => new()
        {
            ["IdempotencyKey"] = page.QuerySelector("#IdempotencyKey")!.GetAttribute("value")!,
            ["Description"] = "The line of the weight ends a year ago although there are newer values.",
            ["Product"] = Product,
            ["Screen"] = screen,
        };
    }

    [Fact]
    public async Task ReportPage_WithAnotherError_KeepsTheScreenInSight()
    {
        using var visitor = app.Visit();
        var refused = await visitor.SendReportPageAsync(new Dictionary<string, string> { ["Description"] = "The line of the weight ends a year ago.", ["Screen"] = "Growth chart" });
        Assert.NotNull(refused.QuerySelector("#Product-error"));
        Assert.Equal("Growth chart", refused.QuerySelector("#more[open] #Screen")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Submit_SameKeyAnotherScreen_IsAConflict()
    {
        using var visitor = app.Visit();
        var key = Guid.NewGuid().ToString();
        foreach (var (screen, status) in new[] { ("Growth chart", HttpStatusCode.Accepted), (" Growth chart", HttpStatusCode.Accepted), ("Results list", HttpStatusCode.Conflict) })
        {
            using var answer = await visitor.SendReportAsync(Form("The line of the weight ends a year ago.", screen), key: key);
            Assert.Equal(status, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Screen_ThatHoldsIdentifiers_IsSealedAndThenMaskedForEverybody()
    {
        using var visitor = app.Visit();
        var sent = await SendAsync(visitor, "The allergies of the one before stay in sight after a refresh.", "Ossifrage list of Mrs Edwina Quillfeather, 999 000 0018");
        var report = await app.ReportAsync(sent.Reference);
        Assert.Null(report.Screen);
        Assert.Empty(await app.FindInTextColumnsAsync("ossifrage"));
        await app.WakeAsync(report.Id);

        const string masked = "Ossifrage list of [name], [NHS number]";
        Assert.Equal(masked, (await app.ReportAsync(sent.Reference)).Screen);
        using var cambridge = await SignedInAsync(Acts.Cambridge);
        foreach (var page in new[]
        {
            (await cambridge.PageAsync($"/triage/{sent.Reference}")).QuerySelector(".miw-facts")!,
            (await cambridge.PageAsync($"/redact/text/{sent.Reference}")).QuerySelector("#masked")!,
            (await visitor.PageAsync($"/follow-up/{sent.LinkSecret}")).Body!,
        })
        {
            Assert.Contains(masked, page.TextContent, StringComparison.Ordinal);
        }
        var read = await app.SendAsync(new ReadReports(await app.ViewerAsync(Acts.Cambridge), null, int.MaxValue));
        Assert.Equal(masked, read.Single(one => one.Reference == sent.Reference).Screen);
        Assert.All(await app.AllTextsAsync(), stored => Assert.DoesNotContain("Edwina Quillfeather, 999", stored.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Screen_OfAReportThatIsTakenBack_IsGone()
    {
        using var reporter = app.Visit();
        var sent = await SendAsync(reporter, "The second line of each row is cut off.", "Wobbegong list");
        await app.WakeAsync((await app.ReportAsync(sent.Reference)).Id);
        Assert.Equal("Wobbegong list", (await app.ReportAsync(sent.Reference)).Screen);
        Assert.NotEmpty(await app.FindInTextColumnsAsync("wobbegong"));
        var page = await reporter.SendFormAsync($"/follow-up/{sent.LinkSecret}", new Dictionary<string, string>(), "Withdraw");
        Assert.DoesNotContain("Wobbegong", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null((await app.ReportAsync(sent.Reference)).Screen);
        Assert.Empty(await app.FindInTextColumnsAsync("wobbegong"));
    }

    [Fact]
    public async Task Screen_ThatARedactorMasks_LeavesTheSearchAndTheIndexAndIsClassifiedAnew()
    {
        const string words = "The wrong thing was shown after I had saved it and nobody noticed.";
        var report = await TriageableAsync(words, "Vorpelmark drug chart");
        var viewer = await app.ViewerAsync(Acts.Cambridge);
        Assert.Equal(report.Reference, await FoundAsync("vorpelmark"));
        var named = await ConfidenceAsync();
        Assert.Equal(HazardClassifier.Classify(new(words, Product, "Vorpelmark drug chart"), ClassifierModel.Current).Types[0].Probability, named, 6);
        Assert.NotEqual(HazardClassifier.Classify(new(words, Product), ClassifierModel.Current).Types[0].Probability, named, 3);
        Assert.Equal(TextPrint.Of("Vorpelmark drug chart").Words, (await PrintAsync()).Screen.Words);

        // before a decision it goes through its journey again
        Assert.Equal(CorrectTextOutcome.Done, (await app.SendAsync(new CorrectText(viewer, report.Reference, [], [], "drug chart", IdentifierKind.PersonName))).Outcome);
        await app.WakeAsync(report.Id);
        Assert.Equal("Vorpelmark [name]", (await app.ReportAsync(report.Reference)).Screen);
        Assert.Equal(HazardClassifier.Classify(new(words, Product, "Vorpelmark [name]"), ClassifierModel.Current).Types[0].Probability, await ConfidenceAsync(), 6);
        Assert.Equal(TextPrint.Of("Vorpelmark").Words, (await PrintAsync()).Screen.Words);

        // after it a line tells whoever keeps something of its words
        await app.ApproveAsync(report.Reference);
        Assert.Equal(CorrectTextOutcome.Done, (await app.SendAsync(new CorrectText(viewer, report.Reference, [], [], "Vorpelmark", IdentifierKind.PersonName))).Outcome);
        Assert.True(await app.InDatabaseAsync(db => db.ReportChanges.AnyAsync(c => c.ReportId == report.Id)));
        await app.RunAsync<IndexAgain>();
        Assert.Equal("[name] drug chart", (await app.ReportAsync(report.Reference)).Screen);
        Assert.Equal(TextPrint.Of("drug chart").Words, (await PrintAsync()).Screen.Words);
        Assert.Null(await FoundAsync("vorpelmark"));

        Task<double> ConfidenceAsync() => app.InDatabaseAsync(db => db.Suggestions.Where(s => s.ReportId == report.Id && s.Rank == 1).Select(s => s.Confidence).SingleAsync());
        async Task<ReportPrint> PrintAsync() => ReportPrint.Unpack(await app.InDatabaseAsync(db => db.IndexedReports.Where(r => r.ReportId == report.Id).Select(r => r.Print).SingleAsync()))!;
    }

    [Fact]
    public async Task Reports_WithFewCommonWords_AreMoreAlikeWhenTheyNameOneScreen()
    {
        const string words = "The vaccine of the sibling is ticked by itself when consent comes in late.";
        var first = await TriageableAsync("After a late consent the tick for the vaccine stands beside the name of the sibling and cannot be taken off.", "Consent board");
        var one = await TriageableAsync(words, "The consent board");
        var other = await TriageableAsync(words, "Cloakroom rota");
        var silent = await TriageableAsync(words, null);

        var (same, differs, unknown) = (await ScoreAsync(one), await ScoreAsync(other), await ScoreAsync(silent));
        Assert.Equal((1.0, 0.0, null), (same.Screen, differs.Screen, unknown.Screen));
        Assert.InRange(same.Total, unknown.Total + 0.005, 0.9);
        Assert.Equal(unknown.Total, differs.Total, 6);
        Assert.EndsWith("; the screens have the same title.", same.Why, StringComparison.Ordinal);
        Assert.All([differs, unknown], score => Assert.DoesNotContain("same title", score.Why, StringComparison.Ordinal));
        // and so says what a safety team reads
        var why = await app.InDatabaseAsync(db => db.HazardCandidates.Where(c => c.ReportId == one.Id && c.LikeReportId == first.Id).Select(c => c.Why).SingleAsync());
        Assert.Equal(same.Why, why);
        using var cambridge = await SignedInAsync(Acts.Cambridge);
        foreach (var (to, screen, compared) in new[] { (first, "Consent board", "Same"), (other, "Cloakroom rota", "Differs"), (silent, "Not provided", "Not known") })
        {
            var pair = await cambridge.PageAsync($"/triage/{one.Reference}/compare/{to.Reference}");
            var row = pair.QuerySelectorAll(".miw-pair__facts tbody tr").Single(row => row.Children[0].TextContent.EndsWith("Screen", StringComparison.Ordinal));
            Assert.Equal(["The consent board", screen, compared], row.Children.Skip(1).Select(cell => cell.LastElementChild!.TextContent.Trim()));
        }

        async Task<SamenessScore> ScoreAsync(Report to) =>
            (await app.InScopeAsync(services => services.GetRequiredService<ScorePair>().OfAsync(to.Id, first.Id, default)))!;
    }

    [Fact]
    public async Task Question_WhileTyping_MayNameTheScreen()
    {
        const string words = "The label of the spirometer chart prints the values of the pupil before.";
        await app.ApproveAsync((await TriageableAsync(words, "Spirometer chart")).Reference);
        using var visitor = app.Visit();
        foreach (var screen in (string?[])["Spirometer chart", "Mrs Edwina Quillfeather's chart", null, new string('x', 500)])
        {
            using var answer = await visitor.Http.PostAsJsonAsync(new Uri("/api/v1/similar", UriKind.Relative), new { text = words, product = Product, screen });
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Screen_OfAnApprovedReport_ReachesItsSupplierAndTheNationalFormat()
    {
        using var reporter = app.Visit();
        var form = Form("The weight of the pupil jumps back to the first one of the year.", "Puffin growth chart");
        form["product"] = "Larkfield Screening";
        using var answer = await reporter.SendReportAsync(form);
        var sent = await Visitor.AcceptedAsync(answer);
        var id = (await app.ReportAsync(sent.Reference)).Id;
        await app.WakeAsync(id);
        await app.ApproveAsync(sent.Reference);
        var hazard = await app.InDatabaseAsync(db => db.HazardLinks.Where(l => l.ReportId == id).Select(l => l.Hazard!.Reference).SingleAsync());
        using var supplier = await SignedInAsync(Acts.Larkfield);
        Assert.Contains("Screen: Puffin growth chart.", (await supplier.PageAsync($"/supplier/hazards/{hazard}")).GetElementById(sent.Reference)!.TextContent, StringComparison.Ordinal);
        await app.ExportAsync();
        var file = Assert.Single(System.IO.Directory.GetFiles(Path.Combine(app.DataFolder, "export"), $"lfpse-{sent.Reference}.json", SearchOption.AllDirectories));
        Assert.Contains("(Screen: Puffin growth chart)", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Form(string description, string? screen)
    {
        var form = new Dictionary<string, string> { ["description"] = description, ["product"] = Product, ["organisation"] = "RGT" };
        if (screen is not null)
        {
            form["screen"] = screen;
        }
        return form;
    }

    private static async Task<SentReport> SendAsync(Visitor visitor, string description, string? screen)
    {
        using var answer = await visitor.SendReportAsync(Form(description, screen));
        return await Visitor.AcceptedAsync(answer);
    }

    private async Task<Report> TriageableAsync(string description, string? screen)
    {
        using var visitor = app.Visit();
        var sent = await SendAsync(visitor, description, screen);
        await app.WakeAsync((await app.ReportAsync(sent.Reference)).Id);
        return await app.ReportAsync(sent.Reference);
    }

    private async Task<Visitor> SignedInAsync(string email)
    {
        var visitor = app.Visit();
        await visitor.SignInAsync(email, app.DemoPassword);
        return visitor;
    }

    /// <summary>The one report that a search finds, by its screen; null when none is found.</summary>
    private async Task<string?> FoundAsync(string word)
    {
        using var cambridge = await SignedInAsync(Acts.Cambridge);
        var found = (await cambridge.PageAsync($"/triage/search?q={word}")).QuerySelectorAll(".miw-found__report").SingleOrDefault();
        Assert.True(found is null || found.QuerySelector(".miw-found__line")!.TextContent.TrimStart().StartsWith("Screen: ", StringComparison.Ordinal));
        return found?.Id;
    }
}

[Collection(Apps.QuietSqlite)]
public sealed class ScreenOfReportSqliteTests(QuietSqliteApp app) : ScreenOfReportTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class ScreenOfReportPostgreSqlTests(QuietPostgreSqlApp app) : ScreenOfReportTests(app);
