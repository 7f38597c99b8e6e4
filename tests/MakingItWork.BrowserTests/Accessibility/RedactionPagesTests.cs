using MakingItWork.BrowserTests.Journeys;
using MakingItWork.BrowserTests.TestHost;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Accessibility;

/// <summary>What a redactor sees, and the safety team after it.</summary>
[Collection(HoldingSite.Name)]
public sealed class RedactionPagesTests(HoldingSite site)
{
    [Fact]
    public async Task RedactionPages_FromAnEmptyListToAPassedPicture_AreAccessible()
    {
        await using var visit = await site.VisitAsync();
        var check = new PageCheck(visit);
        await visit.SignInAsync("safety.guys@example.org");
        await visit.GoToAsync("/redact");
        await Expect(visit["#empty"]).ToBeVisibleAsync();
        await check.LookAtAsync("redact-empty");

        var sent = await site.SendAsync("The details shown are those of another participant.", "RJ1", "participant-details-flat.png");
        await visit.FollowUntilAsync(sent, "A person is checking your picture");
        await check.LookAtAsync("follow-up-held");
        await visit.GoToAsync("/redact");
        await Expect(visit["#waiting"]).ToBeVisibleAsync();
        await check.LookAtAsync("redact");

        await visit["tbody a[href^='/redact/']"].First.ClickAsync();
        await Expect(visit["#picture img"]).ToBeVisibleAsync();
        await check.LookAtAsync("redact-picture");
        await visit["#pass"].ClickAsync();
        await Expect(visit["#NothingToCover-error"]).ToBeVisibleAsync();
        await check.LookAtAsync("redact-picture-nothing-said");
        await visit["#Left"].FillAsync("many");
        await visit["#add"].ClickAsync();
        await Expect(visit["#Left-error"]).ToBeVisibleAsync();
        await check.LookAtAsync("redact-picture-errors");

        await DrawAsync(visit, from: (330, 50), to: (470, 75));
        await visit["#add"].ClickAsync();
        await Expect(visit["#covers li"]).ToHaveCountAsync(1);
        await check.LookAtAsync("redact-picture-covered");
        await visit["#pass"].ClickAsync();
        await Expect(visit["#empty"]).ToBeVisibleAsync();
        await check.LookAtAsync("redact-passed");
        await visit.FollowUntilAsync(sent, "Waiting for the safety team", seconds: 20);
        await visit.GoToAsync($"/triage/{sent.Reference}");
        await Expect(visit["#picture-1 figcaption"]).ToContainTextAsync("1 cover over patient details");
        await visit["#approve"].ClickAsync();
        await Expect(visit["#PicturesChecked-error"]).ToBeVisibleAsync();
        await check.LookAtAsync("triage-report-picture-errors");
        await visit.Button("A patient can be identified: take picture 1 out").ClickAsync();
        await Expect(visit["#confirm-take-out"]).ToBeFocusedAsync();
        await check.LookAtAsync("triage-report-take-out-asked");
        await visit["#take-out-for-good"].ClickAsync();
        await Expect(visit["#picture-1"]).ToContainTextAsync("was taken out");
        await check.LookAtAsync("triage-report-picture-taken-out");
        await OvertakeAsync(visit, sent.Reference);
        await check.LookAtAsync("triage-report-overtaken");
        check.FoundNothing();
    }

    /// <summary>A colleague decides while the page is open, and then the decision here is sent.</summary>
    private async Task OvertakeAsync(Visit visit, string reference)
    {
        await using var colleague = await site.VisitAsync();
        await colleague.SignInAsync("safety.guys@example.org");
        await colleague.GoToAsync($"/triage/{reference}");
        await colleague["#Reason"].FillAsync("It could not be seen again.");
        await colleague["#reject"].ClickAsync();
        await Expect(colleague["main"]).ToContainTextAsync($"{reference} is rejected");
        await visit["#Reason"].FillAsync("It is known already.");
        await visit["#reject"].ClickAsync();
        await Expect(visit["#decided"]).ToContainTextAsync("It could not be seen again.");
    }

    /// <summary>Draws a cover on the picture, in its own pixels.</summary>
    private static async Task DrawAsync(Visit visit, (int X, int Y) from, (int X, int Y) to)
    {
        await visit["#picture"].ScrollIntoViewIfNeededAsync();
        var box = (await visit["#picture img"].BoundingBoxAsync())!;
        var scale = box.Width / 1047;
        await visit.Page.Mouse.MoveAsync(box.X + (from.X * scale), box.Y + (from.Y * scale));
        await visit.Page.Mouse.DownAsync();
        await visit.Page.Mouse.MoveAsync(box.X + (to.X * scale), box.Y + (to.Y * scale));
        await visit.Page.Mouse.UpAsync();
    }
}
