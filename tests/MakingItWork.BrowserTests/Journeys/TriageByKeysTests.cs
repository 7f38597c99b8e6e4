using System.Diagnostics;
using System.Globalization;
using MakingItWork.BrowserTests.TestHost;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Journeys;

/// <summary>A safety team's morning without a mouse: from signing in to an empty queue.</summary>
[Collection(UndoSite.Name)]
public sealed class TriageByKeysTests(UndoSite site, ITestOutputHelper output)
{
    private const int Reports = 20;
    private const string Guys = "safety.guys@example.org";

    private static readonly string[] Problems =
    [
        "The allergy list was hidden behind a menu and there was no alert on the screen.",
        "The date of the last dose is wrong: it shows the day before.",
        "The system was down for an hour and nobody could see the drug charts.",
        "The wrong patient was selected because two rows of the list look the same.",
        "The result was not sent to the ward because the interface failed.",
    ];

    [Fact]
    public async Task TwentyReports_FromSignInToAnEmptyQueue_AreDecidedWithKeysAlone()
    {
        await SendAllAsync();
        await using var visit = await site.VisitAsync();
        await visit.GoToAsync("/sign-in");
        await visit.Page.FocusAsync("#Email");
        await TypeAsync(visit, Guys);
        await PressAsync(visit, "Tab");
        await TypeAsync(visit, site.Program.DemoPassword);
        await PressAsync(visit, "Enter");
        await Expect(visit.Button("Sign out")).ToBeVisibleAsync();
        if (!visit.Page.Url.EndsWith("/triage", StringComparison.Ordinal))
        {
            await TabToAsync(visit, "a[href='/triage']");
            await PressAsync(visit, "Enter");
        }
        await TabToAsync(visit, ".miw-queue td a");
        await PressAsync(visit, "Enter");

        var seconds = new List<double>();
        for (var number = 1; number <= Reports; number++)
        {
            await Expect(visit["#decision"]).ToBeVisibleAsync();
            var reference = await ReferenceAsync(visit);
            var watch = Stopwatch.StartNew();
            var said = number switch
            {
                4 or 13 => await RejectAsync(visit, reference, byEnter: number == 4),
                9 => await ApproveTakeBackAndApproveAsync(visit, reference),
                _ => await ApproveAsync(visit, reference, number),
            };
            await Expect(visit[".nhsuk-notification-banner--success"]).ToContainTextAsync(said);
            await Expect(visit[".nhsuk-notification-banner--success"]).ToBeFocusedAsync();
            seconds.Add(watch.Elapsed.TotalSeconds);
        }
        await Expect(visit["main"]).ToContainTextAsync("No report waits");
        Assert.Equal("/triage", new Uri(visit.Page.Url).AbsolutePath);
        seconds.Sort();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Reports} reports by keyboard: {seconds.Average():0.00} s each by the script, median {seconds[Reports / 2]:0.00} s, longest {seconds[^1]:0.00} s"));
        visit.Watch.HasSeenNothingWrong();
    }

    /// <summary>As the report asks for: the suggested type or another, another hazard when one is offered, risk, and the pictures looked at.</summary>
    private static async Task<string> ApproveAsync(Visit visit, string reference, int number)
    {
        if (number % 5 != 0 && await visit["[data-key='a']"].CountAsync() > 0)
        {
            await PressAsync(visit, "a");
            await Expect(visit[".miw-accepted"]).ToContainTextAsync("Type chosen");
        }
        else
        {
            await PressAsync(visit, "t");
            await Expect(visit["#TypeCode"]).ToBeFocusedAsync();
            await TypeAsync(visit, "1.2.1");
            await Expect(visit["#TypeCode"]).ToHaveValueAsync("1.2.1");
            await PressAsync(visit, "Escape");
        }
        if (number == 7 && await visit["[data-key='d']"].CountAsync() > 0)
        {
            await PressAsync(visit, "d");
            await Expect(visit[".nhsuk-notification-banner--success"]).ToContainTextAsync("linked");
        }
        await PressAsync(visit, "s");
        await PressAsync(visit, (1 + (number % 5)).ToString(CultureInfo.InvariantCulture));
        await PressAsync(visit, "l");
        await PressAsync(visit, "3");
        await Expect(visit["#Likelihood-Medium"]).ToBeCheckedAsync();
        if (await visit["#PicturesChecked"].CountAsync() > 0)
        {
            await PressAsync(visit, "p");
            await Expect(visit["#PicturesChecked"]).Not.ToBeCheckedAsync();
            await PressAsync(visit, "Space");
            await Expect(visit["#PicturesChecked"]).ToBeCheckedAsync();
        }
        await PressAsync(visit, "y");
        return $"{reference} is approved for release";
    }

    private static async Task<string> RejectAsync(Visit visit, string reference, bool byEnter)
    {
        await PressAsync(visit, "x");
        await Expect(visit["#Reason"]).ToBeFocusedAsync();
        await TypeAsync(visit, "This system is for training, and y, u and x are only letters here.");
        if (byEnter)
        {
            await PressAsync(visit, "Control+Enter");
        }
        else
        {
            await PressAsync(visit, "Escape");
            await PressAsync(visit, "x");
        }
        return $"{reference} is rejected";
    }

    private static async Task<string> ApproveTakeBackAndApproveAsync(Visit visit, string reference)
    {
        var said = await ApproveAsync(visit, reference, 1);
        await Expect(visit[".nhsuk-notification-banner--success"]).ToContainTextAsync(said);
        await PressAsync(visit, "u");
        await Expect(visit[".nhsuk-notification-banner--success"]).ToContainTextAsync("Your decision is taken back");
        Assert.Equal(reference, await ReferenceAsync(visit));
        await Expect(visit["#Likelihood-Medium"]).ToBeCheckedAsync();
        if (await visit["#PicturesChecked"].CountAsync() > 0)
        {
            await PressAsync(visit, "p");
            await PressAsync(visit, "Space");
        }
        await PressAsync(visit, "y");
        return said;
    }

    private async Task SendAllAsync()
    {
        var sent = new List<Sent>();
        for (var number = 0; number < Reports; number++)
        {
            sent.Add(await site.SendAsync($"{Problems[number % Problems.Length]} Seen in room {number}.", "RJ1", number == 2 ? "clinic-list-status.png" : null));
        }
        await using var visit = await site.VisitAsync();
        await visit.SignInAsync(Guys);
        await visit.PassHeldAsync();
        foreach (var one in sent)
        {
            await visit.FollowUntilAsync(one, "Waiting for the safety team");
        }
    }

    private static async Task<string> ReferenceAsync(Visit visit) => new Uri(visit.Page.Url).AbsolutePath.Split('/')[2];

    private static Task PressAsync(Visit visit, string key) => key.Length == 1 ? visit.KeyAsync(key) : visit.Page.Keyboard.PressAsync(key);

    private static Task TypeAsync(Visit visit, string text) => visit.Page.Keyboard.TypeAsync(text);

    private static async Task TabToAsync(Visit visit, string selector)
    {
        for (var presses = 0; presses < 40; presses++)
        {
            await PressAsync(visit, "Tab");
            if (await visit.Page.Locator(":focus").And(visit.Page.Locator(selector)).CountAsync() == 1)
            {
                return;
            }
        }
        Assert.Fail($"Tab does not come to {selector}.");
    }
}
