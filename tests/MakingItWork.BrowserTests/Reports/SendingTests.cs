using System.Text.RegularExpressions;
using MakingItWork.BrowserTests.Journeys;
using MakingItWork.BrowserTests.TestHost;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Reports;

/// <summary>A report leaves the page only when the server has it, and the server has it once.</summary>
[Collection(HoldingSite.Name)]
public sealed partial class SendingTests(HoldingSite site)
{
    [Fact]
    public async Task Send_WithoutANetwork_GoesByItselfWhenItIsBack()
    {
        await using var clinician = await site.VisitAsync();
        await FillAsync(clinician, "The network test loses the order when the cable is pulled.");
        await clinician.Page.Context.SetOfflineAsync(true);
        await clinician["#send"].ClickAsync();
        await Expect(clinician["#sending-said"]).ToContainTextAsync("Not sent yet: no connection. We keep trying");
        await Expect(clinician.Button("Try again")).ToBeVisibleAsync();
        // meanwhile nothing in it can be changed
        Assert.True(await clinician["#fields"].EvaluateAsync<bool>("fields => fields.inert"));
        await clinician.Page.Context.SetOfflineAsync(false);
        await clinician.SentAsync();
        clinician.Watch.HasSeenNothingWrong();
    }

    [Fact]
    public async Task Send_WhoseAnswerIsLost_IsRepeatedAndCountedOnce()
    {
        const string words = "The order set was signed twice because the first answer never came back.";
        await using var clinician = await site.VisitAsync();
        await FillAsync(clinician, words);
        var accepted = 0;
        await clinician.Page.RouteAsync(Report(), async route =>
        {
            if (route.Request.Method != "POST" || accepted++ > 0)
            {
                await route.ContinueAsync();
                return;
            }
            // the server takes it, and the connection breaks before it can say so
            await route.FetchAsync();
            await route.AbortAsync("connectionreset");
        });
        await clinician["#send"].ClickAsync();
        var sent = await clinician.SentAsync();
        Assert.Equal(2, accepted);
        await clinician.FollowUntilAsync(sent, "Waiting for the safety team", seconds: 20);

        await using var safetyTeam = await site.VisitAsync();
        await safetyTeam.SignInAsync("safety.cambridge@example.org");
        await Expect(safetyTeam["main"].GetByText(words)).ToHaveCountAsync(1);
        clinician.Watch.HasSeenNothingWrong();
    }

    [Fact]
    public async Task Send_ToAServiceThatIsBusy_CanBeStoppedChangedAndSent()
    {
        await using var clinician = await site.VisitAsync();
        await FillAsync(clinician, "The results list is empty while the service restarts.");
        var busy = true;
        await clinician.Page.RouteAsync(Report(), route => busy && route.Request.Method == "POST"
            ? route.FulfillAsync(new() { Status = 200, ContentType = "text/html", Body = "<p>Sign on to the hospital's network</p>" })
            : route.ContinueAsync());
        await clinician["#send"].ClickAsync();
        await Expect(clinician["#sending-said"]).ToContainTextAsync("Not sent yet: the service is busy");
        var key = await clinician["#IdempotencyKey"].InputValueAsync();
        await clinician.Button("Change the report").ClickAsync();
        await Expect(clinician["#sending"]).ToBeHiddenAsync();
        await clinician["#Unit"].FillAsync("Ward 11");
        Assert.NotEqual(key, await clinician["#IdempotencyKey"].InputValueAsync());
        busy = false;
        await clinician.SendAsync();
    }

    [Fact]
    public async Task Send_OfWhatTheServerRefuses_KeepsEverythingAndSaysWhy()
    {
        await using var clinician = await site.VisitAsync();
        await FillAsync(clinician, "The calendar shows the day before for half of the wards.");
        await clinician["#OccurredOn"].FillAsync("yesterday");
        await clinician["#Screen"].FillAsync(new string('x', 101));
        await clinician["#more summary"].ClickAsync();
        await clinician["#send"].ClickAsync();
        await Expect(clinician[".nhsuk-error-summary:focus"]).ToContainTextAsync("Date must be a real date");
        await Expect(clinician[".nhsuk-error-summary"]).ToContainTextAsync("Screen or part of the system must be 100 characters or fewer");
        await Expect(clinician["#Screen"]).ToHaveValueAsync(new string('x', 101));
        await Expect(clinician["#OccurredOn"]).ToBeVisibleAsync();
        await Expect(clinician["#OccurredOn"]).ToHaveAttributeAsync("aria-describedby", AboutItsError());
        await Expect(clinician.Page).ToHaveTitleAsync("Error: Report an unsafe screen – MakingItWork");
        await Expect(clinician["#Product"]).ToHaveValueAsync("Larkfield Screening");
        await clinician[".nhsuk-error-summary a[href='#OccurredOn']"].ClickAsync();
        await Expect(clinician["#OccurredOn:focus"]).ToHaveCountAsync(1);
        await clinician["#OccurredOn"].FillAsync("");
        await clinician["#Screen"].FillAsync("Calendar");
        await clinician.SendAsync();
        clinician.Watch.HasSeenNothingWrong();
    }

    [Fact]
    public async Task SecondReport_FromTheSameComputer_NeedsOnlyWhatHappened()
    {
        await using var clinician = await site.VisitAsync();
        await FillAsync(clinician, "The first report from this computer names everything.");
        await clinician["#Role"].SelectOptionAsync("Nurse");
        await clinician["#ProductVersion"].FillAsync("2026.2");
        await clinician["#Screen"].FillAsync("Results list");
        await clinician.SendAsync();
        await clinician.Page.GetByRole(AriaRole.Link, new() { Name = "Report another screen" }).ClickAsync();
        await Expect(clinician["#place-name"]).ToHaveTextAsync("Cambridge University Hospitals NHS Foundation Trust (RGT)");
        await Expect(clinician["#remembered-what"]).ToHaveTextAsync("Nurse, Ward 4, Larkfield Screening, version 2026.2, Cambridge University Hospitals NHS Foundation Trust (RGT)");
        await Expect(clinician["#version-line"]).ToBeVisibleAsync();
        // another report is mostly about another screen
        await Expect(clinician["#Screen"]).ToHaveValueAsync("");
        await clinician["#Description"].FillAsync("The second report from this computer names nothing but this.");
        await clinician.SendAsync();

        await clinician.Page.GetByRole(AriaRole.Link, new() { Name = "Report another screen" }).ClickAsync();
        // another system has another version
        await clinician["#Product"].FillAsync("Harbour Supplies");
        await clinician["#Unit"].FocusAsync();
        await Expect(clinician["#ProductVersion"]).ToHaveValueAsync("");
        await clinician["#Product"].FillAsync("Larkfield Screening");
        await clinician.Button("Forget these").ClickAsync();
        await Expect(clinician["#forgotten:focus"]).ToContainTextAsync("Forgotten");
        await Expect(clinician["#Product"]).ToHaveValueAsync("");
        await Expect(clinician["#place-name"]).ToHaveTextAsync("the national safety team");
        Assert.Empty((await clinician.LeftAsync()).Local);
        clinician.Watch.HasSeenNothingWrong();
    }

    private static async Task FillAsync(Visit clinician, string words)
    {
        await clinician.GoToAsync("/report");
        await clinician["#Description"].FillAsync(words);
        await clinician["#Product"].FillAsync("Larkfield Screening");
        await clinician["#Unit"].FillAsync("Ward 4");
        await clinician["#more summary"].ClickAsync();
        await clinician["#Organisation"].FillAsync("cambridge");
        await clinician["#Organisation-options [role=option]"].First.ClickAsync();
    }

    [GeneratedRegex("/report(\\?.*)?$")]
    private static partial Regex Report();

    [GeneratedRegex("OccurredOn-error")]
    private static partial Regex AboutItsError();
}
