using System.Text.RegularExpressions;
using MakingItWork.BrowserTests.TestHost;
using Microsoft.Playwright;

namespace MakingItWork.BrowserTests.Journeys;

/// <summary>What a clinician does: the report page, and following the report afterwards.</summary>
internal static partial class Reporting
{
    /// <summary>A number of the range that is never given to anybody.</summary>
    public const string NhsNumber = "999 000 0018";

    /// <summary>Puts a picture where the "print screen" key puts it, from a page of this site.</summary>
    public static async Task CopyAsync(this Visit visit, string sample)
    {
        await visit.GoToAsync("/privacy");
        await visit.ToClipboardAsync(sample);
    }

    /// <summary>Presses "print screen", as it were, and Ctrl+V.</summary>
    public static async Task PasteAsync(this Visit visit, string sample)
    {
        // shown by the page's script, which takes what is pasted
        await Assertions.Expect(visit["#draft-promise"]).ToBeVisibleAsync();
        await visit.ToClipboardAsync(sample);
        await visit.Page.Keyboard.PressAsync("Control+V");
        await Assertions.Expect(visit.Pictures()).ToHaveCountAsync(1);
    }

    private static async Task ToClipboardAsync(this Visit visit, string sample)
    {
        var picture = Convert.ToBase64String(await File.ReadAllBytesAsync(Repository.Sample(sample)));
        await visit.Page.EvaluateAsync(
            """
            async picture => {
              const bytes = Uint8Array.from(atob(picture), letter => letter.charCodeAt(0));
              await navigator.clipboard.write([new ClipboardItem({ "image/png": new Blob([bytes], { type: "image/png" }) })]);
            }
            """,
            picture);
    }

    /// <summary>The pictures as the report page shows them.</summary>
    public static ILocator Pictures(this Visit visit) => visit["#picture-list li"];

    public static async Task<Sent> SendAsync(this Visit visit)
    {
        await visit["#send"].ClickAsync();
        return await visit.SentAsync();
    }

    public static async Task<Sent> SentAsync(this Visit visit)
    {
        await Assertions.Expect(visit.Heading("Report sent")).ToBeVisibleAsync();
        var sent = new Sent(await visit["#reference"].InnerTextAsync(), await visit["#link"].InputValueAsync());
        Assert.Matches(Reference(), sent.Reference);
        return sent;
    }

    /// <summary>Opens the private link again and again, as an impatient reporter would, until it says what is expected.</summary>
    public static async Task FollowUntilAsync(this Visit visit, Sent sent, string heading, int seconds = 90)
    {
        var until = DateTime.UtcNow.AddSeconds(seconds);
        while (true)
        {
            await visit.GoToAsync(sent.Link);
            var shown = await visit["h1"].InnerTextAsync();
            Assert.Contains(sent.Reference, shown, StringComparison.Ordinal);
            if (shown.Contains(heading, StringComparison.Ordinal))
            {
                return;
            }
            Assert.True(DateTime.UtcNow < until, $"After {seconds} s the private link says \"{shown}\", not \"{heading}\".");
            await Task.Delay(500);
        }
    }

    [GeneratedRegex("^R-[0-9A-Z]{4}-[0-9A-Z]{4}$")]
    private static partial Regex Reference();
}
