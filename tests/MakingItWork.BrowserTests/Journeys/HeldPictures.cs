using MakingItWork.BrowserTests.TestHost;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Journeys;

/// <summary>What a redactor does before the safety team sees a picture.</summary>
internal static class HeldPictures
{
    /// <summary>Passes the one picture that waits, without a cover, as soon as it does.</summary>
    public static async Task PassHeldAsync(this Visit visit)
    {
        for (var looks = 0; looks < 60; looks++)
        {
            await visit.GoToAsync("/redact");
            if (await visit["main a[href^='/redact/']"].CountAsync() > 0)
            {
                await visit["main a[href^='/redact/']"].First.ClickAsync();
                await visit["#NothingToCover"].CheckAsync();
                await visit["#pass"].ClickAsync();
                await Expect(visit["#empty"]).ToBeVisibleAsync();
                return;
            }
            await Task.Delay(500);
        }
        Assert.Fail("No picture waits for a redactor.");
    }
}
