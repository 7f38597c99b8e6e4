using MakingItWork.BrowserTests.Accessibility;
using MakingItWork.BrowserTests.TestHost;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Journeys;

/// <summary>A queue that is left open: it says that a report came, and shows it when it is asked to.</summary>
[Collection(UndoSite.Name)]
public sealed class NewReportsTests(UndoSite site)
{
    [Fact]
    public async Task Queue_ThatIsLeftOpen_SaysThatAReportCameAndShowsItByKeyboard()
    {
        await using var visit = await site.VisitAsync();
        var check = new PageCheck(visit);
        await visit.SignInAsync("safety.birmingham@example.org");
        var first = await site.SendAsync("The ribbon of the spine clinic hides the date of the scan.", "RRK");
        await visit.FollowUntilAsync(first, "Waiting for the safety team");
        // the page's clock goes on by itself, and forward when the test says so
        await visit.Page.Clock.InstallAsync();
        await visit.GoToAsync("/triage");
        await Expect(visit[$"#{first.Reference}"]).ToBeVisibleAsync();
        await visit.Page.FocusAsync($"#{first.Reference} [data-row]");
        await visit.Page.EvaluateAsync("() => { window.stillHere = true; }");

        await visit.Page.Clock.FastForwardAsync(21_000);
        await Expect(visit["#show-new"]).ToHaveCountAsync(0);

        var second = await site.SendAsync("The ribbon of the hand clinic hides the side of the operation.", "RRK");
        await using (var reporter = await site.VisitAsync())
        {
            await reporter.FollowUntilAsync(second, "Waiting for the safety team");
        }
        await visit.Page.Clock.FastForwardAsync(21_000);
        await Expect(visit["#new-reports"]).ToContainTextAsync("1 new report.");
        await Expect(visit["#new-reports"]).ToHaveAttributeAsync("role", "status");
        // nothing moved under the reader's hands
        await Expect(visit[$"#{second.Reference}"]).ToHaveCountAsync(0);
        await Expect(visit[$"#{first.Reference} [data-row]"]).ToBeFocusedAsync();
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => window.stillHere === true"));
        await check.LookAtAsync("queue-new-report");

        await ShiftTabToAsync(visit, "#show-new");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit[$"#{second.Reference}"]).ToBeVisibleAsync();
        await Expect(visit["#show-new"]).ToHaveCountAsync(0);
        // the sentence above the table: read out, and the first report is the next stop but its checkbox
        await Expect(visit["#waiting"]).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Tab");
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.activeElement.closest('.miw-queue tbody tr') !== null"));
        await check.LookAtAsync("queue-new-report-shown");

        // once more on the same address: shown by a reload, not by a jump within the old page
        var third = await site.SendAsync("The ribbon of the foot clinic hides the name of the plaster.", "RRK");
        await using (var reporter = await site.VisitAsync())
        {
            await reporter.FollowUntilAsync(third, "Waiting for the safety team");
        }
        await visit.Page.Clock.FastForwardAsync(21_000);
        await visit["#show-new"].FocusAsync();
        await visit.Page.Keyboard.PressAsync("Space");
        await Expect(visit[$"#{third.Reference}"]).ToBeVisibleAsync();
        await Expect(visit["#waiting"]).ToBeFocusedAsync();
        check.FoundNothing();
    }

    private static async Task ShiftTabToAsync(Visit visit, string selector)
    {
        for (var presses = 0; presses < 60; presses++)
        {
            await visit.Page.Keyboard.PressAsync("Shift+Tab");
            if (await visit.Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                return;
            }
        }
        Assert.Fail($"{selector} cannot be reached by keyboard.");
    }
}
