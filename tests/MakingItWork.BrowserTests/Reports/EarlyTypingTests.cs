using MakingItWork.BrowserTests.TestHost;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Reports;

/// <summary>On a slow computer people type before the page's script is there.</summary>
[Collection(HoldingSite.Name)]
public sealed class EarlyTypingTests(HoldingSite site)
{
    [Fact]
    public async Task Typing_ThatBeganBeforeTheScript_GoesOnInItsFieldAndIsNotMixedWithWhatIsRemembered()
    {
        await using var clinician = await site.VisitAsync();
        await clinician.Page.AddInitScriptAsync("""localStorage.setItem("making-it-work.context", JSON.stringify({ Role: "Nurse", Unit: "Ward 4", Product: "Larkfield Screening", ProductVersion: "2026.2" }))""");
        var loaded = new TaskCompletionSource();
        await clinician.Page.RouteAsync("**/report*.js*", async route =>
        {
            await loaded.Task;
            await route.ContinueAsync();
        });
        await clinician.Page.GotoAsync("/report", new() { WaitUntil = WaitUntilState.Commit });
        await clinician["#Product"].FocusAsync();
        await clinician.Page.EvaluateAsync("document.querySelector('#Product').dataset.same = 'yes'");
        loaded.SetResult();
        await Expect(clinician["#remembered-what"]).ToHaveTextAsync("Nurse, Ward 4, Larkfield Screening, version 2026.2");
        await Expect(clinician["#Product[data-same]"]).ToBeFocusedAsync();
        await clinician.Page.Keyboard.TypeAsync("Harbour Supplies");
        await Expect(clinician["#Product"]).ToHaveValueAsync("Harbour Supplies");
        await Expect(clinician["#ProductVersion"]).ToHaveValueAsync("");
        await Expect(clinician["#Unit"]).ToHaveValueAsync("Ward 4");
        clinician.Watch.HasSeenNothingWrong();
    }
}
