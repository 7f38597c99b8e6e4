using MakingItWork.BrowserTests.TestHost;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Journeys;

/// <summary>Locked-down ward computers switch scripts off: the page must need none.</summary>
[Collection(HoldingSite.Name)]
public sealed class NoJavaScriptTests(HoldingSite site)
{
    private const string Words = "Two allergies were hidden behind the menu & only one was shown.\nIt happened <twice>.";

    [Fact]
    public async Task Report_WithoutScriptsAndFirstWithoutItsProduct_KeepsWordsAndPictureAndIsSent()
    {
        await using var clinician = await site.VisitAsync(javaScript: false);
        await clinician.GoToAsync("/report");
        await clinician["#pictures"].SetInputFilesAsync([Repository.Sample("vaccine-order-history.png")]);
        await clinician["#Description"].FillAsync(Words);
        await clinician["#Unit"].FillAsync("Ward 7");
        await clinician["#more summary"].ClickAsync();
        await clinician["#OccurredOn"].FillAsync("27/3/2026");
        await clinician["#DegreeOfHarm-NoHarm"].CheckAsync();
        await clinician["#Role"].SelectOptionAsync("Nurse");
        await clinician["#send"].ClickAsync();

        await Expect(clinician[".nhsuk-error-summary"]).ToContainTextAsync("Enter the name of the health record system");
        await Expect(clinician["#Product-error"]).ToBeVisibleAsync();
        await Expect(clinician.Page).ToHaveTitleAsync("Error: Report an unsafe screen – MakingItWork");
        await Expect(clinician["#Description"]).ToHaveValueAsync(Words);
        await Expect(clinician["#Unit"]).ToHaveValueAsync("Ward 7");
        await Expect(clinician["#OccurredOn"]).ToHaveValueAsync("27/3/2026");
        await Expect(clinician["#DegreeOfHarm-NoHarm"]).ToBeCheckedAsync();
        await Expect(clinician["#Role"]).ToHaveValueAsync("Nurse");
        await Expect(clinician["#kept-pictures"]).ToContainTextAsync("Picture 1 (PNG, 1315 by 748) is kept");

        await clinician["#Product"].FillAsync("Harbour Supplies");
        var sent = await clinician.SendAsync();
        // Without text recognition a report with a picture waits for a person: the picture did arrive.
        await clinician.FollowUntilAsync(sent, "A person is checking your picture", seconds: 20);
        await Expect(clinician["main"]).ToContainTextAsync("It happened <twice>.");
        clinician.Watch.HasSeenNothingWrong();
    }
}
