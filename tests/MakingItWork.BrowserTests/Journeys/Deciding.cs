using MakingItWork.BrowserTests.TestHost;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Journeys;

/// <summary>What a safety team does.</summary>
internal static class Deciding
{
    /// <summary>Opens a report and approves it as a problem of data entry with considerable severity and medium likelihood.</summary>
    public static async Task ApproveAsync(this Visit visit, string reference, bool hasPicture = false)
    {
        await visit.GoToAsync($"/triage/{reference}");
        await visit["#TypeCode"].SelectOptionAsync("1.2.1");
        await visit["#Severity-Considerable"].CheckAsync();
        await visit["#Likelihood-Medium"].CheckAsync();
        if (hasPicture)
        {
            await visit["#PicturesChecked"].CheckAsync();
        }
        await visit["#approve"].ClickAsync();
        await Expect(visit["main"]).ToContainTextAsync($"{reference} is approved for release");
    }
}
