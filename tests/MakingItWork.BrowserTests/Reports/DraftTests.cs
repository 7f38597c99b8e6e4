using System.Text;
using MakingItWork.BrowserTests.Journeys;
using MakingItWork.BrowserTests.TestHost;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Reports;

/// <summary>An interruption costs nothing, and the next person at the computer finds nothing.</summary>
[Collection(HoldingSite.Name)]
public sealed class DraftTests(HoldingSite site)
{
    private const string Words = "The chart of the neighbour opened & nothing said whose it was.";
    private static readonly byte[] PngSignature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    [Fact]
    public async Task UnsentReport_AfterAReload_IsBackWithItsPictureAndCanBeSent()
    {
        await using var clinician = await site.VisitAsync();
        await FillAsync(clinician);
        var draft = await clinician.DraftBytesAsync();
        // the picture is in it, and neither the picture nor the words can be read
        Assert.True(draft.Length > 20_000);
        Assert.True(draft.AsSpan().IndexOf(PngSignature) < 0);
        Assert.True(draft.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Words)) < 0);
        Assert.True(draft.AsSpan().IndexOf("Description"u8) < 0);

        await clinician.Page.ReloadAsync();
        await Expect(clinician["#draft"]).ToContainTextAsync("is back on this page");
        await Expect(clinician["#Description"]).ToHaveValueAsync(Words);
        await Expect(clinician["#Unit"]).ToHaveValueAsync("Ward 9");
        await Expect(clinician["#DegreeOfHarm-Low"]).ToBeCheckedAsync();
        await Expect(clinician["#OccurredOn"]).ToHaveValueAsync("1/2/2026");
        await Expect(clinician["#OccurredOn"]).ToBeVisibleAsync();
        await Expect(clinician["#Screen"]).ToHaveValueAsync("Drug chart");
        await Expect(clinician.Pictures()).ToHaveCountAsync(1);

        var sent = await clinician.SendAsync();
        await NothingIsLeftAsync(clinician, sent);
        // with its picture, which waits for a person where nothing reads it
        await clinician.FollowUntilAsync(sent, "A person is checking your picture", seconds: 20);
        clinician.Watch.HasSeenNothingWrong();
    }

    [Fact]
    public async Task UnsentReport_ThatIsDiscarded_LeavesNothing()
    {
        await using var clinician = await site.VisitAsync();
        await FillAsync(clinician);
        await clinician.Page.ReloadAsync();
        await clinician.Button("Discard it").ClickAsync();
        await Expect(clinician["#draft-status"]).ToContainTextAsync("Discarded");
        await Expect(clinician["#Description"]).ToHaveValueAsync("");
        await Expect(clinician.Pictures()).ToHaveCountAsync(0);
        await clinician.Page.WaitForTimeoutAsync(2500);
        var left = await clinician.LeftAsync();
        Assert.Empty(left.Databases);
        Assert.Empty(left.Session);
        clinician.Watch.HasSeenNothingWrong();
    }

    [Fact]
    public async Task UnsentReport_OfMoreThanAnHourAgo_IsDeletedOnWhicheverPageIsOpened()
    {
        await using var clinician = await site.VisitAsync();
        await FillAsync(clinician);
        await clinician.GoToAsync("/privacy");
        await clinician.AgeDraftsAsync(59);
        await clinician.Page.ReloadAsync();
        await clinician.Page.WaitForTimeoutAsync(500);
        Assert.Single((await clinician.LeftAsync()).Databases);
        await clinician.AgeDraftsAsync(61);
        await clinician.Page.ReloadAsync();
        await clinician.HasDraftsAsync(false);
        await clinician.GoToAsync("/report");
        await Expect(clinician["#draft"]).ToBeHiddenAsync();
        await Expect(clinician["#Description"]).ToHaveValueAsync("");
        clinician.Watch.HasSeenNothingWrong();
    }

    [Fact]
    public async Task UnsentReport_InAnotherTab_CannotBeOpened()
    {
        await using var clinician = await site.VisitAsync();
        await FillAsync(clinician);
        var other = await clinician.Page.Context.NewPageAsync();
        await other.GotoAsync("/report");
        await other.WaitForTimeoutAsync(1000);
        await Expect(other.Locator("#draft")).ToBeHiddenAsync();
        await Expect(other.Locator("#Description")).ToHaveValueAsync("");
        // and it is still there for the tab that wrote it
        await clinician.Page.ReloadAsync();
        await Expect(clinician["#Description"]).ToHaveValueAsync(Words);
        clinician.Watch.HasSeenNothingWrong();
    }

    private static async Task FillAsync(Visit clinician)
    {
        await clinician.GoToAsync("/report");
        await clinician["#pictures"].SetInputFilesAsync([Repository.Sample("clinic-list-status.png")]);
        await Expect(clinician.Pictures()).ToHaveCountAsync(1);
        await clinician["#Product"].FillAsync("Larkfield Screening");
        await clinician["#Unit"].FillAsync("Ward 9");
        await clinician["#DegreeOfHarm-Low"].CheckAsync();
        await clinician["#more summary"].ClickAsync();
        await clinician["#OccurredOn"].FillAsync("1/2/2026");
        await clinician["#Screen"].FillAsync("Drug chart");
        await clinician["#Description"].FillAsync(Words);
        await clinician.DraftHoldsPictureAsync();
    }

    private static async Task NothingIsLeftAsync(Visit clinician, Sent sent)
    {
        var left = await clinician.LeftAsync();
        Assert.Equal(["making-it-work.context"], left.Local.Keys);
        Assert.DoesNotContain(Words, left.Local.Values.Single(), StringComparison.Ordinal);
        Assert.Empty(left.Session);
        Assert.Empty(left.Databases);
        Assert.Empty(left.Caches);
        Assert.Empty(left.Cookies);
        var secret = sent.Link.Split('/')[^1];
        Assert.DoesNotContain(clinician.Watch.Requests, address => address.ToString().Contains(secret, StringComparison.Ordinal));
        Assert.Equal("/report/sent", new Uri(clinician.Page.Url).AbsolutePath);
        // "back" leads to where the reporter came from, not to a form that was sent
        await clinician.Page.GoBackAsync();
        Assert.Equal("about:blank", clinician.Page.Url);
        await clinician.Page.GoForwardAsync();
        await Expect(clinician.Heading("This page is shown once")).ToBeVisibleAsync();
        Assert.DoesNotContain(secret, await clinician.Page.ContentAsync(), StringComparison.Ordinal);
    }
}
