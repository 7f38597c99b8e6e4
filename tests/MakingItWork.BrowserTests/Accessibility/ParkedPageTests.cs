using MakingItWork.BrowserTests.Journeys;
using MakingItWork.BrowserTests.TestHost;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Accessibility;

/// <summary>What an administrator sees when work on a report was given up.</summary>
[Collection(HoldingSite.Name)]
public sealed class ParkedPageTests(HoldingSite site)
{
    [Fact]
    public async Task ParkedPage_FromEmptyToAReportThatMayTryAgain_IsAccessible()
    {
        await using var visit = await site.VisitAsync();
        var check = new PageCheck(visit);
        await visit.SignInAsync("administrator@example.org");
        await visit.GoToAsync("/parked");
        await Expect(visit["#empty"]).ToBeVisibleAsync();
        await check.LookAtAsync("parked-empty");

        Sent sent;
        using (new BlockedArea(site.Program.DataFolder))
        {
            sent = await site.SendAsync("The waiting list shows the same patient twice.", "RGT", "clinic-list-status.png");
            await visit.FollowUntilAsync(sent, "We are looking into a problem with your report", seconds: 20);
        }
        await check.LookAtAsync("follow-up-parked");
        await visit.GoToAsync("/parked");
        await Expect(visit["#parked"]).ToContainTextAsync(sent.Reference);
        await check.LookAtAsync("parked");
        await visit.Button($"Try again with {sent.Reference}").ClickAsync();
        await Expect(visit["#parked"].Filter(new() { HasText = sent.Reference })).ToHaveCountAsync(0);
        await check.LookAtAsync("parked-resumed");
        await visit.FollowUntilAsync(sent, "A person is checking your picture", seconds: 20);
        check.FoundNothing();
    }
}
