using MakingItWork.BrowserTests.TestHost;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Accessibility;

/// <summary>The picture editor in each of its states, on wide and narrow screens.</summary>
[Collection(HoldingSite.Name)]
public sealed class PictureEditorTests(HoldingSite site)
{
    [Fact]
    public async Task PictureEditor_InEachOfItsStates_IsAccessible()
    {
        await using var visit = await site.VisitAsync();
        var check = new PageCheck(visit);
        // words as close as on a full screen, one of them a few pixels wide
        await visit.ReadingFindsAsync(
            [
                new(260, 80, 80, 16, "PersonName", "Stands in a list of names"),
                new(344, 80, 60, 16, "PersonName", "Stands in a list of names"),
                new(260, 100, 12, 14, "NhsNumber", "Ten digits with a right check digit"),
            ],
            waits: true);
        await visit.GoToAsync("/report");
        await visit["#pictures"].SetInputFilesAsync([Repository.Sample("clinic-list-status.png")]);
        await Expect(visit[".miw-mark"]).ToHaveCountAsync(1);
        await check.LookAtAsync("pictures-reading");
        await visit.EndReadingAsync();
        await Expect(visit[".miw-findings[data-state=read]"]).ToBeVisibleAsync();

        await visit.Button("Add an outline").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Button("Add a cover").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await check.LookAtAsync("pictures-marked");
        await visit[".miw-mark--found"].First.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit["[aria-label='Zoom in']"].ClickAsync();
        await check.LookAtAsync("pictures-uncovered-and-zoomed");

        await visit["#pictures"].SetInputFilesAsync(new FilePayload { Name = "scan.tif", MimeType = "image/tiff", Buffer = [.. "II*\0"u8, .. new byte[600]] });
        await Expect(visit["#picture-list li"]).ToHaveCountAsync(2);
        await check.LookAtAsync("pictures-as-it-is");
        check.FoundNothing();
    }
}
