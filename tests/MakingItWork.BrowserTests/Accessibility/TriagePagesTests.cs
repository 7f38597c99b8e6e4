using MakingItWork.BrowserTests.Journeys;
using MakingItWork.BrowserTests.TestHost;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Accessibility;

/// <summary>What a safety team sees until it has decided.</summary>
[Collection(HoldingSite.Name)]
public sealed class TriagePagesTests(HoldingSite site)
{
    private const string Hidden = "The allergy list was hidden behind a menu and I nearly gave penicillin. There was no alert on the screen at all.";
    private const string Same = "The allergy list was hidden behind a menu and I almost gave penicillin. There was no alert on the screen.";

    [Fact]
    public async Task TriagePages_FromAnEmptyQueueToARejectedReport_AreAccessible()
    {
        await using var visit = await site.VisitAsync();
        var check = new PageCheck(visit);
        await visit.SignInAsync("safety.birmingham@example.org");
        await Expect(visit["#empty"]).ToBeVisibleAsync();
        await check.LookAtAsync("queue-empty");

        var first = await site.SendAsync(Hidden, "RRK");
        var second = await site.SendAsync(Same, "RRK");
        await visit.FollowUntilAsync(first, "Waiting for the safety team");
        await check.LookAtAsync("follow-up-waiting");
        await visit.FollowUntilAsync(second, "Waiting for the safety team");
        await visit.GoToAsync("/triage");
        await Expect(visit["#waiting"]).ToBeVisibleAsync();
        await check.LookAtAsync("queue");

        await visit["#q"].FillAsync("allergy penic");
        await visit["#q"].PressAsync("Enter");
        await Expect(visit[$"#{second.Reference} mark"].First).ToBeVisibleAsync();
        await check.LookAtAsync("search-found");
        await visit["#q"].FillAsync("999 000 0018");
        await visit["#q"].PressAsync("Enter");
        await Expect(visit["#covered"]).ToBeVisibleAsync();
        await check.LookAtAsync("search-none");
        await visit["#q"].FillAsync("x");
        await visit["#q"].PressAsync("Enter");
        await Expect(visit["#q-error"]).ToBeVisibleAsync();
        await check.LookAtAsync("search-error");
        await visit.GoToAsync("/triage");

        await visit[$"#{second.Reference} a"].First.ClickAsync();
        await Expect(visit["#decision"]).ToBeVisibleAsync();
        await check.LookAtAsync("triage-report");
        await visit["#TypeCode"].SelectOptionAsync("");
        await visit["#approve"].ClickAsync();
        await Expect(visit["#Severity-error"]).ToBeVisibleAsync();
        await check.LookAtAsync("triage-report-approve-errors");
        await visit["#reject"].ClickAsync();
        await Expect(visit["#Reason-error"]).ToBeVisibleAsync();
        await check.LookAtAsync("triage-report-reject-errors");

        await visit["#Reason"].FillAsync("This list is hidden on purpose while the record is being merged.");
        await visit["#reject"].ClickAsync();
        await Expect(visit["main"]).ToContainTextAsync($"{second.Reference} is rejected");
        await check.LookAtAsync("queue-after-a-decision");
        await visit.GoToAsync($"/triage/{second.Reference}");
        await Expect(visit["#decided"]).ToBeVisibleAsync();
        await check.LookAtAsync("triage-report-rejected");
        await visit.FollowUntilAsync(second, "Closed by the safety team", seconds: 20);
        await check.LookAtAsync("follow-up-rejected");
        check.FoundNothing();
    }
}
