using Microsoft.Playwright;

namespace MakingItWork.BrowserTests.TestHost;

/// <summary>Pictures of the pages for people to look at, when MIW_SCREENSHOTS names a folder.</summary>
internal static class Screens
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("MIW_SCREENSHOTS");

    public static async Task TakeAsync(IPage page, string name)
    {
        if (string.IsNullOrEmpty(Folder))
        {
            return;
        }
        foreach (var width in new[] { 320, 768, 1280 })
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(Folder, $"{name}-{width}.png") });
        }
    }
}
