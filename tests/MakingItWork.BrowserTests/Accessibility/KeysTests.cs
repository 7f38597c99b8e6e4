using MakingItWork.BrowserTests.Journeys;
using MakingItWork.BrowserTests.TestHost;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Accessibility;

/// <summary>Single keys as a person meets them: their list, their switch, where they are silent, and who else is there.</summary>
[Collection(UndoSite.Name)]
public sealed class KeysTests(UndoSite site)
{
    private const string Cambridge = "safety.cambridge@example.org";
    private const string Officer = "officer.cambridge@example.org";
    private static readonly LocatorAssertionsToContainTextOptions Patient = new() { Timeout = 60_000 };

    [Fact]
    public async Task Help_OpenedByItsKey_ListsThePagesKeysAndGivesTheFocusBack()
    {
        await using var visit = await site.VisitAsync();
        var check = new PageCheck(visit);
        await OpenAsync(visit, Cambridge, await WaitingAsync(visit, "The amber list is hidden behind a menu and there was no alert."));
        await PressAsync(visit, "t");
        await PressAsync(visit, "Escape");
        await PressAsync(visit, "s");
        await PressAsync(visit, "?");
        await Expect(visit["dialog.miw-keys h2"]).ToBeFocusedAsync();
        foreach (var name in (string[])["Next report", "Accept the first suggested type", "Approve for release", "Severity, then 1 to 5", "Open or close this list"])
        {
            await Expect(visit["dialog.miw-keys"]).ToContainTextAsync(name);
        }
        await check.LookAtAsync("keys-help");
        await PressAsync(visit, "y");
        await Expect(visit["dialog.miw-keys"]).ToBeVisibleAsync();
        await PressAsync(visit, "Escape");
        await Expect(visit["dialog.miw-keys"]).ToHaveCountAsync(0);
        await Expect(visit["#Severity"]).ToBeFocusedAsync();
        check.FoundNothing();
    }

    [Fact]
    public async Task Keys_InAFieldOrWithCtrlOrTurnedOff_DoNothing()
    {
        await using var visit = await site.VisitAsync();
        await OpenAsync(visit, Officer, await WaitingAsync(visit, "The grey list is hidden behind a menu and there was no alert."));
        var address = visit.Page.Url;
        await PressAsync(visit, "m");
        await visit.Page.Keyboard.TypeAsync("yjxu?1");
        await Expect(visit["#Message"]).ToHaveValueAsync("yjxu?1");
        await PressAsync(visit, "Escape");
        await PressAsync(visit, "Control+y");
        await PressAsync(visit, "Alt+j");
        await PressAsync(visit, "Shift+Y");
        await Expect(visit[".nhsuk-error-summary"]).ToHaveCountAsync(0);

        await PressAsync(visit, "?");
        await visit["#keys-switch"].PressAsync("Enter");
        await Expect(visit["#keys-status"]).ToContainTextAsync("Shortcuts are off");
        await PressAsync(visit, "Escape");
        foreach (var reload in (bool[])[false, true])
        {
            if (reload)
            {
                await visit.Page.ReloadAsync();
            }
            foreach (var key in (string[])["?", "y", "j", "s"])
            {
                await PressAsync(visit, key);
            }
            await Expect(visit["dialog.miw-keys"]).ToHaveCountAsync(0);
            await Expect(visit["#Severity"]).Not.ToBeFocusedAsync();
            Assert.Equal(address, visit.Page.Url);
            Assert.Equal(0, await visit["[aria-keyshortcuts]"].CountAsync());
        }
        await visit["#keys-open"].PressAsync("Enter");
        await visit["#keys-switch"].PressAsync("Enter");
        await Expect(visit["#keys-status"]).ToHaveTextAsync("Shortcuts are on.");
        await PressAsync(visit, "Escape");
        await PressAsync(visit, "y");
        await Expect(visit[".nhsuk-error-summary"]).ToBeFocusedAsync();
        visit.Watch.HasSeenNothingWrong();
    }

    [Fact]
    public async Task TwoPeople_OnOneReport_SeeEachOtherUntilOneLeaves()
    {
        await using var one = await site.VisitAsync();
        var check = new PageCheck(one);
        var reference = await WaitingAsync(one, "The white list is hidden behind a menu and there was no alert.");
        await OpenAsync(one, Cambridge, reference);
        await using (var other = await site.VisitAsync())
        {
            await OpenAsync(other, Officer, reference);
            await Expect(other["#others-here"]).ToContainTextAsync("Cambridge patient safety team has this report open since", Patient);
            await Expect(one["#others-here"]).ToContainTextAsync("Cambridge clinical safety officer has this report open since", Patient);
            await check.LookAtAsync("keys-two-people");
            await other.GoToAsync("/triage");
        }
        await Expect(one["#others-here"]).ToBeEmptyAsync(new() { Timeout = 60_000 });
        check.FoundNothing();
    }

    [Fact]
    public async Task StaleDecision_AndTheUndoOfTheNext_AreAccessibleAndLoseNothing()
    {
        await using var visit = await site.VisitAsync();
        var check = new PageCheck(visit);
        var reference = await WaitingAsync(visit, "Please call us: the black pump shows the wrong rate and is running right now.");
        await OpenAsync(visit, Cambridge, reference);
        await PressAsync(visit, "t");
        await visit.Page.Keyboard.TypeAsync("1.2.1");
        await PressAsync(visit, "Escape");
        foreach (var key in (string[])["s", "2", "l", "2"])
        {
            await PressAsync(visit, key);
        }
        await using (var other = await site.VisitAsync())
        {
            await OpenAsync(other, "safety.national@example.org", reference);
            await other["#UrgencyReason"].FillAsync("The ward changes the pump.");
            await other["#urgent-seen"].ClickAsync();
            await Expect(other[".nhsuk-notification-banner--success"]).ToContainTextAsync("You have taken this urgent report on");
        }
        await PressAsync(visit, "y");
        await Expect(visit["#changed"]).ToContainTextAsync("Whether it is urgent: National safety team");
        await Expect(visit["#changed"]).ToBeFocusedAsync();
        await Expect(visit["#TypeCode"]).ToHaveValueAsync("1.2.1");
        await check.LookAtAsync("keys-stale");
        await visit["#go-on"].PressAsync("Enter");
        await Expect(visit[".nhsuk-notification-banner--success"]).ToContainTextAsync($"{reference} is approved for release");
        await Expect(visit[".miw-seconds"]).ToBeVisibleAsync();
        await check.LookAtAsync("keys-undo-countdown");
        await Expect(visit[".miw-seconds"]).ToHaveCountAsync(0);
        await visit.GoToAsync($"/triage/{reference}");
        await check.LookAtAsync("keys-decided");
        await PressAsync(visit, "u");
        await Expect(visit[".nhsuk-notification-banner--success"]).ToContainTextAsync("Your decision is taken back");
        await check.LookAtAsync("keys-taken-back");
        check.FoundNothing();
    }

    [Fact]
    public async Task SessionThatEnds_WhileSomebodyTypes_LosesNothingForThemAndShowsNothingToOthers()
    {
        await using var visit = await site.VisitAsync();
        var reference = await WaitingAsync(visit, "The pink list is hidden behind a menu and there was no alert.");
        await OpenAsync(visit, Cambridge, reference);
        await visit.Page.RunAndWaitForResponseAsync(
            () => visit["#Reason"].FillAsync("The reason that must not be lost."),
            answer => answer.Url.EndsWith($"/triage/{reference}/draft", StringComparison.Ordinal) && answer.Status == 204);
        await visit.Page.Context.ClearCookiesAsync();
        await visit["#reject"].ClickAsync();
        await Expect(visit["#Password"]).ToBeVisibleAsync();
        await using (var other = await site.VisitAsync())
        {
            await OpenAsync(other, Officer, reference);
            await Expect(other["#Reason"]).ToHaveValueAsync("");
        }
        await OpenAsync(visit, Cambridge, reference);
        await Expect(visit["#draft"]).ToBeVisibleAsync();
        await Expect(visit["#Reason"]).ToHaveValueAsync("The reason that must not be lost.");
    }

    private async Task<string> WaitingAsync(Visit visit, string words)
    {
        var sent = await site.SendAsync(words, "RGT");
        await visit.FollowUntilAsync(sent, "Waiting for the safety team");
        return sent.Reference;
    }

    private static async Task OpenAsync(Visit visit, string email, string reference)
    {
        await visit.SignInAsync(email);
        await visit.GoToAsync($"/triage/{reference}");
    }

    private static Task PressAsync(Visit visit, string key) => key.Length == 1 ? visit.KeyAsync(key) : visit.Page.Keyboard.PressAsync(key);
}
