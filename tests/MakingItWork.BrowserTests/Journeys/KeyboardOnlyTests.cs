using MakingItWork.BrowserTests.TestHost;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Journeys;

/// <summary>No mouse: everything is reached with Tab, seen to be focused, and worked with the keys that people expect.</summary>
[Collection(HoldingSite.Name)]
public sealed class KeyboardOnlyTests(HoldingSite site)
{
    [Fact]
    public async Task Report_ByKeyboardAlone_IsSent()
    {
        await using var clinician = await site.VisitAsync();
        clinician.Page.FileChooser += (_, chooser) => chooser.SetFilesAsync(Repository.Sample("clinic-list-status.png"));
        await clinician.GoToAsync("/");
        await TabToAsync(clinician, ".nhsuk-skip-link");
        await PressAsync(clinician, "Enter");
        await TabToAsync(clinician, "#start");
        await PressAsync(clinician, "Enter");
        await Expect(clinician["#pictures"]).ToBeVisibleAsync();

        await TabToAsync(clinician, "#pictures");
        await PressAsync(clinician, "Enter");
        await Expect(clinician["#picture-list li"]).ToHaveCountAsync(1);
        await TabToAsync(clinician, "#Description");
        await TypeAsync(clinician, "The clinic list showed the status of the day before.");
        await TabToAsync(clinician, "#Product");
        await TypeAsync(clinician, "Larkfield Screening");
        await TabToAsync(clinician, "#Role");
        await TypeAsync(clinician, "N");
        await Expect(clinician["#Role"]).ToHaveValueAsync("Nurse");
        await TabToAsync(clinician, "[name=DegreeOfHarm]:focus");
        await PressAsync(clinician, "ArrowDown");
        await TabToAsync(clinician, "#more summary");
        await PressAsync(clinician, "Enter");
        await TabToAsync(clinician, "#Organisation");
        await TypeAsync(clinician, "RGT");
        await TabToAsync(clinician, "#send");
        await PressAsync(clinician, "Enter");
        await clinician.SentAsync();

        await TabToAsync(clinician, "#copy-link");
        await PressAsync(clinician, "Space");
        await Expect(clinician["#copy-status"]).ToHaveTextAsync("Link copied.");
        clinician.Watch.HasSeenNothingWrong();
    }

    [Fact]
    public async Task PictureList_ByKeyboardAlone_RemovesAPictureAndKeepsTheFocusOnThePage()
    {
        await using var clinician = await site.VisitAsync();
        await clinician.GoToAsync("/report");
        await clinician["#pictures"].SetInputFilesAsync([Repository.Sample("clinic-list-status.png"), Repository.Sample("second-reader-disagreement.png")]);
        await TabToAsync(clinician, "[aria-label='Remove picture 2']");
        await PressAsync(clinician, "Enter");
        await Expect(clinician["#picture-status"]).ToHaveTextAsync("Picture 2 removed. 1 of 5 chosen.");
        await Expect(clinician["#picture-list button:focus"]).ToHaveAttributeAsync("aria-label", "Remove picture 1");
        await PressAsync(clinician, "Space");
        await Expect(clinician["#pictures:focus"]).ToHaveCountAsync(1);
        await Expect(clinician["#picture-list li"]).ToHaveCountAsync(0);
        clinician.Watch.HasSeenNothingWrong();
    }

    private static Task PressAsync(Visit visit, string key) => visit.Page.Keyboard.PressAsync(key);

    private static Task TypeAsync(Visit visit, string text) => visit.Page.Keyboard.TypeAsync(text);

    /// <summary>Presses Tab until the element has the focus, which must then be visible on the screen.</summary>
    private static async Task TabToAsync(Visit visit, string selector)
    {
        for (var presses = 0; presses < 40; presses++)
        {
            await PressAsync(visit, "Tab");
            var focused = visit.Page.Locator(":focus").And(visit.Page.Locator(selector));
            if (await focused.CountAsync() == 1)
            {
                Assert.True(await focused.EvaluateAsync<bool>(FocusIsSeen), $"{selector} has the focus, but nobody can see it.");
                return;
            }
        }
        Assert.Fail($"Tab does not come to {selector}.");
    }

    /// <summary>The design system marks the focus by an outline, a shadow or a background; a hidden radio by its label.</summary>
    private const string FocusIsSeen =
        """
        element => {
          const marked = (style) => style.outlineStyle !== "none" || style.boxShadow !== "none";
          const box = element.getBoundingClientRect();
          const label = element.labels?.[0];
          return box.bottom > 0 && box.top < innerHeight
            && (marked(getComputedStyle(element)) || (label && marked(getComputedStyle(label, "::before"))));
        }
        """;
}
