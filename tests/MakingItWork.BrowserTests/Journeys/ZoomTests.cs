using MakingItWork.BrowserTests.Accessibility;
using MakingItWork.BrowserTests.TestHost;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Journeys;

/// <summary>A picture on a report's page is zoomed and moved about in by keyboard alone.</summary>
[Collection(ReadingSite.Name)]
public sealed class ZoomTests(ReadingSite site)
{
    [Fact]
    public async Task Picture_ZoomedByKey_IsMovedByTheArrowKeysAndFitsAgain()
    {
        await using var visit = await site.VisitAsync();
        var check = new PageCheck(visit);
        var sent = await site.SendAsync("The clinic list shows the status of the day before.", "RRK", "clinic-list-status.png");
        await visit.FollowUntilAsync(sent, "Waiting for the safety team");
        await visit.SignInAsync("safety.birmingham@example.org");
        await visit.GoToAsync($"/triage/{sent.Reference}");
        await Expect(visit["[data-zoom-in]"]).ToBeVisibleAsync();
        var width = await WidthAsync(visit);
        await visit.KeyAsync("z");
        await visit.KeyAsync("z");
        await Expect(visit["[data-zoom-size]"]).ToContainTextAsync("200%");
        Assert.InRange(await WidthAsync(visit), width * 1.7, width * 2.1);
        await Expect(visit["[data-zoom-view]"]).ToBeFocusedAsync();
        var before = await visit["[data-zoom-view]"].EvaluateAsync<double>("view => view.scrollLeft");
        await visit.Page.Keyboard.PressAsync("ArrowLeft");
        await visit.Page.WaitForFunctionAsync("before => document.querySelector('[data-zoom-view]').scrollLeft < before", before);
        await check.LookAtAsync("triage-zoomed");
        await visit["[data-zoom-fit]"].PressAsync("Enter");
        await Expect(visit["[data-zoom-size]"]).ToHaveTextAsync("");
        Assert.InRange(await WidthAsync(visit), width - 2, width + 2);
        check.FoundNothing();
    }

    private static Task<double> WidthAsync(Visit visit) => visit["[data-zoom-view] img"].EvaluateAsync<double>("image => image.getBoundingClientRect().width");
}
