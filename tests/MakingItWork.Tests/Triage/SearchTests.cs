using System.Net;
using AngleSharp.Dom;
using MakingItWork.Capture;
using MakingItWork.Feedback;
using MakingItWork.Redact;
using MakingItWork.Rules.Identifiers;
using MakingItWork.Rules.Searching;
using MakingItWork.Tests.TestHost;
using MakingItWork.Triage;
using MakingItWork.Triage.Searching;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Triage;

/// <summary>
/// The search over masked words: finds what a team may read, all of it and nothing else. Each test has made-up words of its
/// own, because all share one database.
/// </summary>
public abstract class SearchTests(TestApp app)
{
    [Fact]
    public async Task Search_ForWordsOfAReport_ShowsItWithTheLineAndTheWordsMarked()
    {
        var report = await app.TriageableAsync("After saving, the quibbleston charts show the weight of the visit before.", "Harbour Vaccinations");
        foreach (var typed in new[] { "quibbleston", "QUIBBLESTONS chart", "quibbles", "\"quibbleston charts\"", "harbour quibbleston", "ward quibbleston" })
        {
            var page = await SearchAsync(Acts.Cambridge, typed);
            var found = Assert.Single(page.QuerySelectorAll(".miw-found__report"));
            Assert.Equal(report.Reference, found.Id);
            Assert.Contains("quibbleston", string.Concat(found.QuerySelectorAll("mark").Select(mark => mark.TextContent)), StringComparison.Ordinal);
            Assert.Contains("weight of the visit before", found.TextContent, StringComparison.Ordinal);
        }
        foreach (var typed in new[] { "quibbleston allergy", "\"charts quibbleston\"", "quibbleston \"weight visit\"", "bbleston" })
        {
            Assert.NotNull((await SearchAsync(Acts.Cambridge, typed)).QuerySelector("#none"));
        }
    }

    [Theory]
    [InlineData("Patient NHS number 999 000 0018 vanishes from the zanderwick board.", "999 000 0018")]
    [InlineData("Patient NHS number 9990000018 vanishes from the zanderwick list.", "9990000018")]
    [InlineData("The zanderwick letter went to jo.bloggs@example.com twice.", "jo.bloggs@example.com")]
    public async Task Search_ForWhatIsCovered_FindsNothingAndSaysSo(string description, string covered)
    {
        var report = await app.TriageableAsync(description);
        Assert.DoesNotContain(covered, report.Description, StringComparison.Ordinal);
        foreach (var typed in new[] { covered, $"zanderwick {covered}", $"\"{covered}\"" })
        {
            var page = await SearchAsync(Acts.Cambridge, typed);
            Assert.Null(page.GetElementById(report.Reference));
            Assert.NotNull(page.QuerySelector("#covered"));
        }
        Assert.NotNull((await SearchAsync(Acts.Cambridge, "zanderwick")).GetElementById(report.Reference));
    }

    [Fact]
    public async Task Search_FindsNeverTheReportsOfAnotherOrganisation()
    {
        var cambridge = await app.TriageableAsync("The morrowlight list drops the second page.");
        var birmingham = await app.TriageableAsync("The morrowlight list drops the last page.", organisation: "RRK");
        var nowhere = await app.TriageableAsync("The morrowlight list drops every page.", organisation: null);
        Assert.Equal([cambridge.Reference], Found(await SearchAsync(Acts.Cambridge, "morrowlight")));
        Assert.Equal([birmingham.Reference], Found(await SearchAsync(Acts.Birmingham, "morrowlight")));
        Assert.Equal(
            [nowhere.Reference, birmingham.Reference, cambridge.Reference],
            Found(await SearchAsync(Acts.National, "morrowlight")));
        Assert.NotNull((await SearchAsync(Acts.Birmingham, "morrowlight second")).QuerySelector("#none"));
        Assert.NotNull((await SearchAsync(Acts.Birmingham, cambridge.Reference)).QuerySelector("#none"));
        var supplier = new Visit(app, Acts.Larkfield);
        Assert.Equal(HttpStatusCode.Forbidden, await supplier.StatusAsync("/triage/search?q=morrowlight"));
    }

    [Fact]
    public async Task Search_ForAReportThatWasTakenBack_FindsNothingAndKeepsNoWordOfIt()
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync("The fennimarsh graph ends a week early.");
        var report = await app.ReportAsync(sent.Reference);
        await app.WakeAsync(report.Id);
        Assert.Equal([sent.Reference], Found(await SearchAsync(Acts.Cambridge, "fennimarsh")));
        Assert.Equal(1, await BeginningsAsync("fennimarsh"));

        Assert.Equal(WithdrawResult.Done, await app.SendAsync(new WithdrawReport(sent.LinkSecret)));
        Assert.NotNull((await SearchAsync(Acts.Cambridge, "fennimarsh")).QuerySelector("#none"));
        Assert.False(await app.InDatabaseAsync(db => db.SearchedReports.AnyAsync(s => s.ReportId == report.Id)));
        Assert.Equal((0, 0), (await EntriesAsync("fennimarsh"), await BeginningsAsync("fennimarsh")));
        // words of other reports stay
        Assert.NotEqual(0, await app.InDatabaseAsync(db => db.SearchBeginnings.CountAsync()));
    }

    [Fact]
    public async Task Search_AfterARedactorMasksAWord_DoesNotFindItAndKeepsNothingOfIt()
    {
        var report = await app.TriageableAsync("The note of Gundersnatch stands under the wrong ulverpool visit.");
        await app.ApproveAsync(report.Reference);
        Assert.Equal([report.Reference], Found(await SearchAsync(Acts.Cambridge, "gundersnatch")));
        var corrected = await app.SendAsync(new CorrectText(await app.ViewerAsync(Acts.Cambridge), report.Reference, [], [], "Gundersnatch", IdentifierKind.PersonName));
        Assert.Equal(CorrectTextOutcome.Done, corrected.Outcome);
        Assert.NotNull((await SearchAsync(Acts.Cambridge, "gundersnatch")).QuerySelector("#none"));
        Assert.Equal((0, 0), (await EntriesAsync("gundersnatch"), await BeginningsAsync("gundersnatch")));
        Assert.Equal([report.Reference], Found(await SearchAsync(Acts.Cambridge, "ulverpool")));
    }

    [Fact]
    public async Task Search_ForWordsOfAMessage_FindsTheReport()
    {
        using var visitor = app.Visit();
        var sent = await visitor.ReportAsync("The list of the afternoon clinic is empty.");
        await app.WakeAsync((await app.ReportAsync(sent.Reference)).Id);
        Assert.Null((await app.SendAsync(new AskReporter(await app.ViewerAsync(Acts.Cambridge), sent.Reference, "Was the pellimore filter on?"))).Trouble);
        Assert.Null((await app.SendAsync(new AnswerTeam(sent.LinkSecret, "No, the tarriwick one."))).Trouble);
        var page = await SearchAsync(Acts.Cambridge, "pellimore tarriwick");
        Assert.Equal([sent.Reference], Found(page));
        Assert.Contains("Message: Was the pellimore", page.QuerySelector(".miw-found__line")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_ThroughAllPages_ShowsEachReportOnceNewestFirst()
    {
        // all sent in the same moment: their numbers must not meet
        var references = await AddAsync(60, i => $"The ottermoor table shows line {i} twice.");
        foreach (var reference in references)
        {
            await PutAsync(reference);
        }
        using var visitor = app.Visit();
        await visitor.SignInAsync(Acts.Cambridge, app.DemoPassword);
        List<string> found = [];
        var address = "/triage/search?q=ottermoor+table";
        for (var pages = 1; ; pages++)
        {
            var page = await visitor.PageAsync(address);
            found.AddRange(Found(page));
            if (page.QuerySelector("#older") is not { } older)
            {
                Assert.Equal(3, pages);
                break;
            }
            address = older.GetAttribute("href")!;
        }
        // the later one was put in, the higher its number
        Assert.Equal(references.Reverse(), found);
    }

    [Fact]
    public async Task KeepSearch_OfReportsNeverOrWronglyIndexed_PutsThemRight()
    {
        var missing = (await AddAsync(1, _ => "The brackenhythe clock is an hour ahead."))[0];
        var changed = await app.TriageableAsync("The willowmere clock is an hour behind.");
        Assert.NotNull((await SearchAsync(Acts.Cambridge, "brackenhythe")).QuerySelector("#none"));
        await app.InDatabaseAsync(db => db.Reports.Where(r => r.Id == changed.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Description, "The silverlode clock is an hour behind.")));
        // what the index still says is not believed
        Assert.NotNull((await SearchAsync(Acts.Cambridge, "willowmere")).QuerySelector("#none"));

        await RoundAsync();
        Assert.Equal([missing], Found(await SearchAsync(Acts.Cambridge, "brackenhythe")));
        Assert.Equal([changed.Reference], Found(await SearchAsync(Acts.Cambridge, "silverlode clock")));
        Assert.Equal((0, 0), (await EntriesAsync("willowmere"), await BeginningsAsync("willowmere")));

        // taken back behind the program's back
        await app.InDatabaseAsync(db => db.Reports.Where(r => r.Reference == missing).ExecuteUpdateAsync(set => set.SetProperty(r => r.Stage, ReportStage.Withdrawn)));
        await RoundAsync();
        Assert.Equal(0, await EntriesAsync("brackenhythe"));
    }

    [Fact]
    public async Task PutAsync_Twice_ChangesNothing()
    {
        var report = await app.TriageableAsync("The dunnerholme field is grey.");
        Assert.False(await app.InScopeAsync(services => services.GetRequiredService<SearchIndex>().PutAsync(report.Id, default)));
        // one among all reports, one among those of the organisation
        Assert.Equal(2, await EntriesAsync("dunnerholme"));
    }

    [Fact]
    public async Task Search_ForAReference_OpensTheReport()
    {
        var report = await app.TriageableAsync("The picture of the knee is upside down.");
        var bare = report.Reference.Replace("-", "", StringComparison.Ordinal);
        foreach (var typed in new[] { report.Reference, bare.ToLowerInvariant(), $" {bare[1..]} ", report.Reference.Replace('-', ' ') })
        {
            using var visitor = app.Visit();
            await visitor.SignInAsync(Acts.Cambridge, app.DemoPassword);
            Assert.Equal((HttpStatusCode.OK, $"/triage/{report.Reference}"), await visitor.EndsAtAsync($"/triage/search?q={Uri.EscapeDataString(typed)}"));
        }
    }

    [Theory]
    [InlineData("q", "Type at least 2 letters")]
    [InlineData("", "Type at least 2 letters")]
    [InlineData("of the", "These words stand in nearly every report")]
    public async Task Search_ForTooLittle_SaysWhatToType(string typed, string trouble)
    {
        var page = await SearchAsync(Acts.Cambridge, typed);
        Assert.Contains(trouble, page.QuerySelector("#q-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(typed, page.QuerySelector("#q")!.GetAttribute("value") ?? "");
        Assert.Empty(Found(page));
    }

    [Fact]
    public async Task Queue_HasTheSearchField_WithItsKey()
    {
        using var visitor = app.Visit();
        await visitor.SignInAsync(Acts.Birmingham, app.DemoPassword);
        var field = (await visitor.PageAsync("/triage")).QuerySelector("form[action='/triage/search'] input[name=q]")!;
        Assert.Equal("/", field.GetAttribute("data-key"));
    }

    private static List<string> Found(IDocument page) => [.. page.QuerySelectorAll(".miw-found__report").Select(found => found.Id!)];

    private async Task<IDocument> SearchAsync(string email, string typed)
    {
        using var visitor = app.Visit();
        await visitor.SignInAsync(email, app.DemoPassword);
        return await visitor.PageAsync($"/triage/search?q={Uri.EscapeDataString(typed)}");
    }

    private sealed record Visit(TestApp App, string Email)
    {
        public async Task<HttpStatusCode> StatusAsync(string address)
        {
            using var visitor = App.Visit();
            await visitor.SignInAsync(Email, App.DemoPassword);
            return await visitor.StatusAsync(address);
        }
    }

    private async Task<IReadOnlyList<string>> AddAsync(int count, Func<int, string> description)
    {
        var sent = app.Clock.GetUtcNow();
        var reports = Enumerable.Range(0, count).Select(i => new Report
        {
            Reference = References.New("R"), SubmittedAt = sent, FollowUpHash = Guid.NewGuid().ToString("N"), Fingerprint = "", Role = ReporterRole.Nurse,
            OrganisationCode = "RGT", Description = description(i),
        }.Begin()).ToList();
        return await app.InDatabaseAsync(async db =>
        {
            db.Reports.AddRange(reports);
            await db.SaveChangesAsync();
            var ids = reports.ConvertAll(r => r.Id);
            await db.Reports.Where(r => ids.Contains(r.Id)).ExecuteUpdateAsync(set => set.SetProperty(r => r.Stage, ReportStage.Rejected));
            return reports.ConvertAll(r => r.Reference);
        });
    }

    private async Task PutAsync(string reference)
    {
        var id = (await app.ReportAsync(reference)).Id;
        Assert.True(await app.InScopeAsync(services => services.GetRequiredService<SearchIndex>().PutAsync(id, default)));
    }

    /// <summary>From wherever the round is to its end, and once more through all.</summary>
    private async Task RoundAsync()
    {
        for (var ends = 0; ends < 2;)
        {
            await app.RunAsync<KeepSearch>();
            ends += await app.InDatabaseAsync(db => db.SearchRounds.AnyAsync(r => r.At == "")) ? 1 : 0;
        }
    }

    private Task<int> EntriesAsync(string word)
    {
        var keys = new[] { null, "RGT", "RRK" }.Select(organisation => SearchKeys.Key(SearchWords.Of(word)[0].Number, organisation)).ToList();
        return app.InDatabaseAsync(async db =>
        {
            var count = 0;
            foreach (var key in keys)
            {
                var (from, to) = (SearchKeys.Entry(key, 0), SearchKeys.Entry(key, uint.MaxValue));
                count += await db.SearchEntries.CountAsync(e => e.Id >= from && e.Id <= to);
            }
            return count;
        });
    }

    private Task<int> BeginningsAsync(string word)
    {
        var (from, to) = SearchKeys.Letters(word);
        return app.InDatabaseAsync(db => db.SearchBeginnings.CountAsync(b => b.Letters >= from && b.Letters <= to));
    }
}

[Collection(Apps.QuietSqlite)]
public sealed class SearchSqliteTests(QuietSqliteApp app) : SearchTests(app);

[Collection(Apps.QuietPostgreSql)]
public sealed class SearchPostgreSqlTests(QuietPostgreSqlApp app) : SearchTests(app);
