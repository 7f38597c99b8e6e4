using MakingItWork.BrowserTests.TestHost;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Pictures;

/// <summary>What leaves the computer, from ordinary and from awkward pictures and browsers.</summary>
[Collection(HoldingSite.Name)]
public sealed class PreparedPictureTests(HoldingSite site)
{
    private static readonly ScriptedCover Cover = new(40, 40, 200, 60, "PersonName", "Stands in the banner");

    [Fact]
    public async Task Photo_LargeAndTakenSideways_IsSentUprightScaledCoveredAndWithoutNameOrMetadata()
    {
        await using var visit = await OpenAsync();
        await visit.Page.EvaluateAsync(ChoosePhoto);
        await Expect(visit[".miw-findings[data-state=read]"]).ToBeVisibleAsync();
        var sent = Assert.Single(await visit.SendAndHoldAsync());
        Assert.Equal(("picture-1.jpg", "image/jpeg", 2560, 3413), (sent.Name, sent.Type, sent.Width, sent.Height));
        Assert.InRange(sent.Size, 1, 10_000_000);
        Assert.InRange(await visit.HeldColoursAsync(Cover.X + 16, Cover.Y + 16, Cover.Width - 32, Cover.Height - 32), 1, 20);
        Assert.DoesNotContain("Exif", await visit.HeldBytesAsync(), StringComparison.Ordinal);
        visit.Watch.HasSeenNothingWrong();
    }

    [Fact]
    public async Task Files_ThatTheBrowserCannotShow_AreSentAsTheyAreAndOthersAreRefused()
    {
        await using var visit = await OpenAsync();
        byte[] tiff = [.. "II*\0"u8, .. new byte[600]];
        await visit["#pictures"].SetInputFilesAsync(new FilePayload[]
        {
            new() { Name = "Smith.tif", MimeType = "image/tiff", Buffer = tiff },
            new() { Name = "letter.txt", MimeType = "text/plain", Buffer = [.. "no picture"u8] },
            new() { Name = "huge.tif", MimeType = "image/tiff", Buffer = [.. "MM\0*"u8, .. new byte[10_000_000]] },
        });
        await Expect(visit["#picture-status"]).ToHaveTextAsync(
            "1 picture added. 1 of 5 chosen. A picture must be smaller than 10MB. 1 picture left out. Only pictures can be added: PNG, JPG, WebP, GIF, BMP or TIFF.");
        await Expect(visit[".miw-findings"]).ToContainTextAsync("This browser cannot show TIFF pictures. It is sent as it is. Patient details are covered on the server");
        var sent = Assert.Single(await visit.SendAndHoldAsync());
        Assert.Equal(("picture-1", tiff.Length), (sent.Name, sent.Size));
        Assert.False((await visit.HeldNotesAsync()).GetProperty("readHere").GetBoolean());
    }

    [Fact]
    public async Task Browser_ThatGivesOtherPixelsThanWereDrawn_SaysThatOnlyTheServerCovers()
    {
        await using var visit = await OpenAsync(
            """
            const real = CanvasRenderingContext2D.prototype.getImageData;
            CanvasRenderingContext2D.prototype.getImageData = function (...area) {
              const pixels = real.apply(this, area);
              pixels.data.fill(255);
              return pixels;
            };
            """);
        await visit["#pictures"].SetInputFilesAsync([Repository.Sample("clinic-list-status.png")]);
        await Expect(visit[".miw-findings"]).ToContainTextAsync("nothing can be covered here. The picture is sent as it is.");
        await Expect(visit.Button("Cover: draw on the picture")).ToHaveCountAsync(0);
        Assert.Equal("picture-1", Assert.Single(await visit.SendAndHoldAsync()).Name);
    }

    [Fact]
    public async Task Cover_ThatDoesNotArriveInTheFile_StopsTheSending()
    {
        await using var visit = await OpenAsync(
            """
            const real = CanvasRenderingContext2D.prototype.fillRect;
            CanvasRenderingContext2D.prototype.fillRect = function (...area) { if (this.fillStyle !== "#212b32") real.apply(this, area); };
            """);
        await visit["#pictures"].SetInputFilesAsync([Repository.Sample("clinic-list-status.png")]);
        await Expect(visit[".miw-findings[data-state=read]"]).ToBeVisibleAsync();
        await visit["#Description"].FillAsync("The list showed the status of the day before.");
        await visit["#Product"].FillAsync("Larkfield Screening");
        await visit["#send"].ClickAsync();
        await Expect(visit["main"]).ToContainTextAsync("Remove");
        await Expect(visit["main"]).ToContainTextAsync("could not be");
        Assert.False(await visit.Page.EvaluateAsync<bool>("() => 'held' in window"));
    }

    [Fact]
    public async Task Reading_ThatIsBlocked_LeavesCoveringByHandAndSaysThatTheServerReads()
    {
        await using var visit = await OpenAsync();
        await visit.ReadingIsBlockedAsync();
        await visit["#pictures"].SetInputFilesAsync([Repository.Sample("clinic-list-status.png")]);
        await Expect(visit[".miw-findings"]).ToContainTextAsync("The picture is read on the server before anyone sees it. You can cover them yourself now.");
        await visit.Button("Add a cover").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.SendAndHoldAsync();
        var notes = await visit.HeldNotesAsync();
        Assert.False(notes.GetProperty("readHere").GetBoolean());
        Assert.Equal(1, notes.GetProperty("covers").GetInt32());
    }

    [Fact]
    public async Task Screen_Captured_IsOnePictureAndNothingIsRecordedAfterwards()
    {
        await using var visit = await OpenAsync(
            """
            navigator.mediaDevices.getDisplayMedia = async () => {
              const canvas = Object.assign(document.createElement("canvas"), { width: 1600, height: 900 });
              const pen = canvas.getContext("2d");
              setInterval(() => { pen.fillStyle = "#fff"; pen.fillRect(0, 0, 1600, 900); pen.fillStyle = "#080"; pen.fillRect(300, 300, 400, 400); }, 40);
              return window.stream = canvas.captureStream(10);
            };
            """);
        await visit.Button("Capture the screen").ClickAsync();
        await Expect(visit[".miw-findings[data-state=read]"]).ToBeVisibleAsync();
        Assert.Equal(["ended"], await visit.Page.EvaluateAsync<string[]>("() => stream.getTracks().map(track => track.readyState)"));
        var sent = Assert.Single(await visit.SendAndHoldAsync());
        Assert.Equal((1600, 900), (sent.Width, sent.Height));
        Assert.Equal(1, await visit.HeldColoursAsync(Cover.X, Cover.Y, Cover.Width, Cover.Height));
        visit.Watch.HasSeenNothingWrong();
    }

    private async Task<Visit> OpenAsync(string? browserWith = null)
    {
        var visit = await site.VisitAsync();
        await visit.HoldUploadsAsync();
        if (browserWith is not null)
        {
            await visit.Page.AddInitScriptAsync(browserWith);
        }
        await visit.ReadingFindsAsync([Cover]);
        await visit.GoToAsync("/report");
        return visit;
    }

    /// <summary>A photo of 4,000 by 3,000 pixels, whose camera says that it was held sideways, and with a patient's name for a file name.</summary>
    private const string ChoosePhoto =
        """
        async () => {
          const canvas = Object.assign(document.createElement("canvas"), { width: 4000, height: 3000 });
          const pen = canvas.getContext("2d");
          const pixels = pen.createImageData(4000, 3000);
          for (let i = 0; i < pixels.data.length; i++) pixels.data[i] = (i & 3) === 3 ? 255 : (Math.imul(i, 2654435761) >>> 26) + 150 * i / pixels.data.length;
          pen.putImageData(pixels, 0, 0);
          const blob = await new Promise(resolve => canvas.toBlob(resolve, "image/jpeg", 0.6));
          const turned = [0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
          const file = new File([blob.slice(0, 2), new Uint8Array(turned), blob.slice(2)], "SMITH John.jpg", { type: "image/jpeg" });
          const files = new DataTransfer();
          files.items.add(file);
          const input = document.querySelector("#pictures");
          input.files = files.files;
          input.dispatchEvent(new Event("change"));
        }
        """;
}
