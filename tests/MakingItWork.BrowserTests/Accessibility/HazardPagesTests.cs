extern alias program;

using MakingItWork.BrowserTests.Journeys;
using MakingItWork.BrowserTests.TestHost;
using Microsoft.EntityFrameworkCore;
using program::MakingItWork.Capture;
using program::MakingItWork.Store;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Accessibility;

/// <summary>A suggested duplicate side by side: accepted by key, taken back, refused, and never suggested again; and the hazard's pages.</summary>
[Collection(HoldingSite.Name)]
public sealed class HazardPagesTests(HoldingSite site)
{
    private const string Product = "Northlight School Health";

    [Fact]
    public async Task SuggestedPair_AcceptedByKeyTakenBackAndRefused_IsNeverSuggestedAgain()
    {
        await using var visit = await site.VisitAsync();
        var check = new PageCheck(visit);
        var first = await site.SendAsync("The catheter chart adds the millilitres of the day before to the total.", "RGT", product: Product);
        await visit.FollowUntilAsync(first, "Waiting for the safety team");
        var second = await site.SendAsync("The total on the fluid chart counts millilitres of a day before when midnight passes and nobody notices.", "RGT", product: Product);
        await visit.FollowUntilAsync(second, "Waiting for the safety team");
        await visit.SignInAsync("safety.cambridge@example.org");
        await visit.GoToAsync($"/triage/{second.Reference}");
        await Expect(visit["#pair .miw-pair__side"]).ToHaveCountAsync(2);
        await Expect(visit["#pair .miw-only"].First).ToBeVisibleAsync();
        await check.LookAtAsync("triage-duplicate");

        // a key that is typed into a field is a letter
        await visit["#Reason"].FillAsync("Typed for the decision.");
        await visit["#Reason"].PressAsync("d");
        await Expect(visit["#link-first"]).ToBeVisibleAsync();
        await visit["h1"].ClickAsync();
        await visit.KeyAsync("d");
        await Expect(visit[".nhsuk-notification-banner"]).ToContainTextAsync("now linked to the hazard");
        await Expect(visit["#link-first"]).ToHaveCountAsync(0);
        await check.LookAtAsync("triage-duplicate-linked");
        await visit.KeyAsync("u");
        await Expect(visit[".nhsuk-notification-banner"]).ToContainTextAsync("It is taken back");
        await Expect(visit["#link-first"]).ToBeVisibleAsync();
        await Expect(visit["#Reason"]).ToHaveValueAsync("Typed for the decision.d");
        await visit["#SamenessReason"].FillAsync("Another chart.");
        await visit["h1"].ClickAsync();
        await visit.KeyAsync("n");
        await Expect(visit[".nhsuk-notification-banner"]).ToContainTextAsync("remembered as not the same");
        await Expect(visit["#pair"]).ToHaveCountAsync(0);

        await MatchAgainAsync(second.Reference);
        await visit.GoToAsync($"/triage/{second.Reference}");
        await Expect(visit["#pair"]).ToHaveCountAsync(0);
        await visit.GoToAsync($"/triage/{first.Reference}");
        await Expect(visit["#pair"]).ToHaveCountAsync(0);
        check.FoundNothing();
    }

    [Fact]
    public async Task HazardPages_FromAComparisonToASplit_AreAccessible()
    {
        await using var visit = await site.VisitAsync();
        var check = new PageCheck(visit);
        var reports = new List<Sent>();
        foreach (var words in new[] { "The pollen form keeps the answer of the pupil before.", "The pollen form keeps the answer of the pupil seen before.", "The bus list is printed without its last column." })
        {
            reports.Add(await site.SendAsync(words, "RRK", product: Product));
            await visit.FollowUntilAsync(reports[^1], "Waiting for the safety team");
        }
        await visit.SignInAsync("safety.birmingham@example.org");
        await visit.GoToAsync($"/triage/{reports[2].Reference}/compare/{reports[0].Reference}");
        await Expect(visit["#together"]).ToContainTextAsync("two hazards");
        await check.LookAtAsync("compare-apart");
        await visit.KeyAsync("d");
        await Expect(visit["#together"]).ToContainTextAsync("Both belong to hazard");
        await check.LookAtAsync("compare-linked");
        await visit["#together a"].ClickAsync();
        await Expect(visit[".miw-row"]).ToHaveCountAsync(3);
        await check.LookAtAsync("hazard");
        await visit["#save-state"].ClickAsync();
        await Expect(visit["#To-error"]).ToBeVisibleAsync();
        await visit["#one-event"].ClickAsync();
        await Expect(visit["#Chosen-error"]).ToBeVisibleAsync();
        await check.LookAtAsync("hazard-errors");
        await visit.Page.GetByLabel("Fixed in a version").CheckAsync();
        await visit["#FixedIn"].FillAsync("2027.1");
        await visit["#save-state"].ClickAsync();
        await Expect(visit["#state"]).ToHaveTextAsync("Fixed in 2027.1");
        await check.LookAtAsync("hazard-fixed");
        await visit[$"input[value='{reports[2].Reference}']"].CheckAsync();
        await visit["#split"].ClickAsync();
        await Expect(visit["#preview"]).ToContainTextAsync("1 report goes");
        await check.LookAtAsync("hazard-split");
        await visit["#confirm"].ClickAsync();
        await Expect(visit[".nhsuk-notification-banner"]).ToContainTextAsync("is now hazard");
        await visit.GoToAsync("/triage/notices");
        await check.LookAtAsync("notices");

        await using var national = await site.VisitAsync();
        var theirs = new PageCheck(national);
        await national.SignInAsync("safety.national@example.org");
        await national.GoToAsync($"/triage/{reports[0].Reference}");
        await national["#to-hazard"].ClickAsync();
        await national["#To"].CheckAsync();
        await national["#save-state"].ClickAsync();
        await visit.GoToAsync("/triage");
        await visit["#unread"].ClickAsync();
        await Expect(visit["#notices .nhsuk-tag"]).ToHaveCountAsync(1);
        await check.LookAtAsync("notices-new");
        check.FoundNothing();
        theirs.FoundNothing();
    }

    /// <summary>Takes from a report what the matching gave it and lets the program match it again, as after a change of the rules.</summary>
    private async Task MatchAgainAsync(string reference)
    {
        var database = Path.Combine(site.Program.DataFolder, "reports.db");
        await using var db = new ReportsDb(new DbContextOptionsBuilder<ReportsDb>().UseSqlite($"Data Source={database};Default Timeout=30").Options);
        var id = await db.Reports.Where(r => r.Reference == reference).Select(r => r.Id).SingleAsync();
        await db.HazardLinks.Where(l => l.ReportId == id).ExecuteDeleteAsync();
        await db.HazardCandidates.Where(c => c.ReportId == id).ExecuteDeleteAsync();
        await db.Reports.Where(r => r.Id == id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Stage, ReportStage.Classified));
        for (var waited = 0; await db.Reports.Where(r => r.Id == id).Select(r => r.Stage).SingleAsync() != ReportStage.AwaitingTriage; waited++)
        {
            Assert.True(waited < 300, "The report was not matched again.");
            await Task.Delay(100);
        }
        Assert.True(await db.HazardLinks.AnyAsync(l => l.ReportId == id));
    }
}
