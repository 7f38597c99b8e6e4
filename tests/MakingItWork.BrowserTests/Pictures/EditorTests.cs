using MakingItWork.BrowserTests.TestHost;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Pictures;

/// <summary>Covering and pointing out on the picture; what is covered must not be in what is sent.</summary>
[Collection(HoldingSite.Name)]
public sealed class EditorTests(HoldingSite site)
{
    /// <summary>On clinic-list-status.png: both lie over letters.</summary>
    private static readonly ScriptedCover Name = new(260, 80, 180, 24, "PersonName", "Stands in a list of names");

    private static readonly ScriptedCover Number = new(260, 160, 130, 24, "NhsNumber", "Ten digits with a right check digit.");

    [Fact]
    public async Task Picture_EditedByKeyboardAlone_IsSentAsItWasLeft()
    {
        await using var visit = await OpenAsync(waits: true);
        await visit["#pictures"].SetInputFilesAsync([Repository.Sample("clinic-list-status.png")]);
        await Expect(visit[".miw-findings"]).ToContainTextAsync("Looking for patient details on this computer… 12 of 80 lines");
        await Expect(visit[".miw-mark"]).ToHaveCountAsync(1);
        await visit.EndReadingAsync();
        await Expect(visit[".miw-findings"]).ToContainTextAsync("2 words covered. Check that nothing else shows who the patient is.");
        Assert.Equal(0, await visit["#pictures"].EvaluateAsync<int>("input => input.files.length"));

        await visit["[aria-label='Zoom in']"].FocusAsync();
        await PressAsync(visit, "Tab", "Enter");
        await FocusIsOnAsync(visit, "Your cover, ");
        var before = await FocusedAsync(visit);
        await PressAsync(visit, "ArrowDown", "Shift+ArrowRight");
        Assert.NotEqual(before, await FocusedAsync(visit));
        await PressAsync(visit, "Delete");
        await Expect(visit[".miw-mark"]).ToHaveCountAsync(2);
        await PressAsync(visit, "Control+z");
        await Expect(visit[".miw-mark"]).ToHaveCountAsync(3);
        await PressAsync(visit, "Control+y");
        await Expect(visit[".miw-mark"]).ToHaveCountAsync(2);
        await visit.Button("Undo").FocusAsync();
        await PressAsync(visit, "Enter");
        await Expect(visit[".miw-mark"]).ToHaveCountAsync(3);

        await visit.Button("Add an outline").FocusAsync();
        await PressAsync(visit, "Enter");
        await FocusIsOnAsync(visit, "Outline, ");
        var outline = await visit.Page.EvaluateAsync<string>("() => document.activeElement.ariaLabel.match(/\\d+/g).slice(0, 4).join()");

        await visit["[aria-label^='Cover, NHS number, 130 by 24 pixels, at 260, 160. Press Enter to uncover.']"].FocusAsync();
        await Expect(visit[".miw-hint"]).ToContainTextAsync("NHS number: Ten digits with a right check digit. Press it to uncover.");
        await PressAsync(visit, "Enter");
        await FocusIsOnAsync(visit, "Uncovered, NHS number, ");
        await Expect(visit[".miw-findings"]).ToContainTextAsync("1 word covered, 1 uncovered by you.");
        await PressAsync(visit, "Escape");
        await Expect(visit[".miw-hint__words:focus"]).ToHaveCountAsync(1);

        var own = await visit["[aria-label^='Your cover']"].EvaluateAsync<int[]>("mark => mark.ariaLabel.match(/\\d+/g).map(Number)");
        var sent = await visit.SendAndHoldAsync();
        Assert.Equal(("picture-1.png", 1208, 772), (sent[0].Name, sent[0].Width, sent[0].Height));
        Assert.Equal(1, await visit.HeldColoursAsync(own[2], own[3], own[0], own[1]));
        Assert.Equal(1, await visit.HeldColoursAsync(Name.X, Name.Y, Name.Width, Name.Height));
        Assert.True(await visit.HeldColoursAsync(Number.X, Number.Y, Number.Width, Number.Height) > 1, "What was uncovered is still covered.");
        var notes = await visit.HeldNotesAsync();
        Assert.Equal("NhsNumber", notes.GetProperty("uncovered")[0].GetProperty("kind").GetString());
        Assert.Equal(1, notes.GetProperty("uncovered").GetArrayLength());
        var noted = notes.GetProperty("outlines")[0];
        Assert.Equal(outline, string.Join(',', new[] { "width", "height", "x", "y" }.Select(side => noted.GetProperty(side).GetInt32())));
        Assert.True(notes.GetProperty("readHere").GetBoolean());
        Assert.Equal(2, notes.GetProperty("covers").GetInt32());
        visit.Watch.HasSeenNothingWrong();
    }

    [Fact]
    public async Task Picture_EditedWithTheMouse_IsCoveredWhereItWasDrawn()
    {
        await using var visit = await OpenAsync();
        await visit["#pictures"].SetInputFilesAsync([Repository.Sample("clinic-list-status.png")]);
        await Expect(visit[".miw-findings[data-state=read]"]).ToBeVisibleAsync();
        await DragAsync(visit, (500, 300), (700, 340));
        await FocusIsOnAsync(visit, "Your cover, ");
        await DragAsync(visit, (600, 320), (600, 420));
        var moved = await FocusedNumbersAsync(visit);
        Assert.InRange(moved[3], 395, 405);
        Assert.InRange(moved[0], 198, 204);

        var handle = (await visit[".miw-mark:focus [data-handle='1 1']"].BoundingBoxAsync())!;
        await visit.Page.Mouse.MoveAsync(handle.X + 2, handle.Y + 2);
        await visit.Page.Mouse.DownAsync();
        await visit.Page.Mouse.MoveAsync(handle.X + 60, handle.Y + 40, new() { Steps = 4 });
        await visit.Page.Mouse.UpAsync();
        Assert.True((await FocusedNumbersAsync(visit))[0] > moved[0] + 40, "The corner did not follow the hand.");

        // one corner, then the opposite one: nothing has to be dragged
        await visit.Button("Point out the problem").ClickAsync();
        await PressAtAsync(visit, (100, 600));
        await Expect(visit[".miw-hint"]).ToContainTextAsync("Now press the opposite corner");
        await PressAtAsync(visit, (300, 700));
        await FocusIsOnAsync(visit, "Outline, ");

        await PressAtAsync(visit, (300, 90));
        await FocusIsOnAsync(visit, "Uncovered, name, ");
        await PressAtAsync(visit, (300, 90));
        await FocusIsOnAsync(visit, "Cover, name, ");

        await visit.SendAndHoldAsync();
        Assert.Equal(1, await visit.HeldColoursAsync(moved[2], moved[3], moved[0], moved[1]));
        Assert.Equal(1, await visit.HeldColoursAsync(Name.X, Name.Y, Name.Width, Name.Height));
        Assert.True(await visit.HeldColoursAsync(100, 600, 200, 100) > 1, "An outline hides what it points at.");
        visit.Watch.HasSeenNothingWrong();
    }

    [Fact]
    public async Task Pictures_ReorderedAndRemovedByKeyboard_KeepTheFocusAndAreSaid()
    {
        await using var visit = await OpenAsync();
        await visit["#pictures"].SetInputFilesAsync([Repository.Sample("clinic-list-status.png"), Repository.Sample("second-reader-disagreement.png")]);
        await Expect(visit["#picture-list li"]).ToHaveCountAsync(2);
        await visit["[aria-label='Move picture 2 earlier']"].FocusAsync();
        await PressAsync(visit, "Enter");
        await Expect(visit["#picture-status"]).ToHaveTextAsync("Moved. It is picture 1 of 2 now.");
        await FocusIsOnAsync(visit, "Move picture 1 later");
        await visit["#pictures"].SetInputFilesAsync([Repository.Sample("clinic-list-status.png")]);
        await Expect(visit["#picture-status"]).ToHaveTextAsync("That picture is already here.");

        await visit["[aria-label='Remove picture 2']"].FocusAsync();
        await PressAsync(visit, "Enter");
        await Expect(visit["#picture-status"]).ToHaveTextAsync("Picture 2 removed. 1 of 5 chosen.");
        await FocusIsOnAsync(visit, "Remove picture 1");
        var sent = await visit.SendAndHoldAsync();
        Assert.Equal([(761, 729)], sent.Select(picture => (picture.Width, picture.Height)));
        visit.Watch.HasSeenNothingWrong();
    }

    private async Task<Visit> OpenAsync(bool waits = false)
    {
        var visit = await site.VisitAsync();
        await visit.HoldUploadsAsync();
        await visit.ReadingFindsAsync([Name, Number], waits);
        await visit.GoToAsync("/report");
        return visit;
    }

    private static async Task PressAsync(Visit visit, params string[] keys)
    {
        foreach (var key in keys)
        {
            await visit.Page.Keyboard.PressAsync(key);
        }
    }

    private static Task<string> FocusedAsync(Visit visit) => visit.Page.EvaluateAsync<string>("() => document.activeElement.ariaLabel ?? ''");

    private static Task<int[]> FocusedNumbersAsync(Visit visit) =>
        visit.Page.EvaluateAsync<int[]>("() => document.activeElement.ariaLabel.match(/\\d+/g).map(Number)");

    private static Task FocusIsOnAsync(Visit visit, string name) =>
        Expect(visit[$":focus[aria-label^='{name}']"]).ToHaveCountAsync(1);

    /// <summary>In pixels of the picture, 1208 wide.</summary>
    private static async Task DragAsync(Visit visit, (int X, int Y) from, (int X, int Y) to)
    {
        await MoveAsync(visit, from);
        await visit.Page.Mouse.DownAsync();
        await MoveAsync(visit, to);
        await visit.Page.Mouse.UpAsync();
    }

    private static async Task PressAtAsync(Visit visit, (int X, int Y) at)
    {
        await MoveAsync(visit, at);
        await visit.Page.Mouse.DownAsync();
        await visit.Page.Mouse.UpAsync();
    }

    private static async Task MoveAsync(Visit visit, (int X, int Y) at)
    {
        var box = (await visit[".miw-stage"].BoundingBoxAsync())!;
        if (box.Y < 100 || box.Y + box.Height > 800)
        {
            await visit[".miw-stage"].EvaluateAsync("stage => scrollBy(0, stage.getBoundingClientRect().top - 120)");
            box = (await visit[".miw-stage"].BoundingBoxAsync())!;
        }
        var scale = box.Width / 1208;
        await visit.Page.Mouse.MoveAsync(box.X + (at.X * scale), box.Y + (at.Y * scale), new() { Steps = 3 });
    }
}
