using MakingItWork.BrowserTests.Journeys;
using MakingItWork.BrowserTests.TestHost;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Accessibility;

/// <summary>What a reporter may do by the private link, what the team sees of it, and the guardian's page.</summary>
[Collection(HoldingSite.Name)]
public sealed class FollowUpPagesTests(HoldingSite site)
{
    [Fact]
    public async Task FollowUpPages_FromAQuestionToATakenBackReport_AreAccessible()
    {
        await using var team = await site.VisitAsync();
        var check = new PageCheck(team);
        var sent = await site.SendAsync("The letter of the clinic shows the old address of the practice.", "RRK", reporter: "Ottilie Quillfeather, bleep 4471");
        await team.FollowUntilAsync(sent, "Waiting for the safety team");
        await team.SignInAsync("safety.birmingham@example.org");
        await team.GoToAsync($"/triage/{sent.Reference}");
        await team["#send-message"].ClickAsync();
        await Expect(team["#Message-error"]).ToBeVisibleAsync();
        await check.LookAtAsync("triage-message-error");
        await team["#Message"].FillAsync("Which letter was it, and does it happen with every patient?");
        await team["#send-message"].ClickAsync();
        await Expect(team[".miw-messages"]).ToContainTextAsync("Not opened yet");
        await check.LookAtAsync("triage-message-sent");

        await using var reporter = await site.VisitAsync();
        var theirs = new PageCheck(reporter);
        await reporter.GoToAsync(sent.Link);
        await Expect(reporter[".miw-messages"]).ToContainTextAsync("Which letter was it");
        await theirs.LookAtAsync("follow-up-question");
        await reporter["#send-message"].ClickAsync();
        await Expect(reporter["#Message-error"]).ToBeVisibleAsync();
        await reporter["#Message"].FillAsync("The letter to the practice, yes, with every patient.");
        await reporter["#send-message"].ClickAsync();
        await Expect(reporter["main"]).ToContainTextAsync("Your message is sent");
        await reporter["#withdraw-report summary"].ClickAsync();
        await theirs.LookAtAsync("follow-up-answered");
        await team.GoToAsync("/triage");
        await Expect(team["#answered"]).ToContainTextAsync(sent.Reference);
        await check.LookAtAsync("queue-answered");

        await reporter["#forget-name"].ClickAsync();
        await Expect(reporter["main"]).ToContainTextAsync("Your name is deleted");
        await reporter["#withdraw-report summary"].ClickAsync();
        await reporter["#withdraw"].ClickAsync();
        await Expect(reporter["main"]).ToContainTextAsync("You took this report back");
        await theirs.LookAtAsync("follow-up-taken-back");
        await team.GoToAsync($"/triage/{sent.Reference}");
        await Expect(team["main"]).ToContainTextAsync("there is nothing to decide");
        await check.LookAtAsync("triage-report-taken-back");
        check.FoundNothing();
        theirs.FoundNothing();
    }

    [Fact]
    public async Task GuardianPage_FromErrorsToAName_IsAccessible()
    {
        await using var visit = await site.VisitAsync();
        var check = new PageCheck(visit);
        var sent = await site.SendAsync("The menu of the clinic list does not open at all.", "RGT", reporter: "Ottilie Quillfeather, bleep 4471");
        await visit.SignInAsync("guardian.cambridge@example.org");
        await Expect(visit.Heading("Who sent a report")).ToBeVisibleAsync();
        await check.LookAtAsync("guardian");
        await visit["#look"].ClickAsync();
        await Expect(visit["#Reason-error"]).ToBeVisibleAsync();
        await check.LookAtAsync("guardian-errors");
        await visit["#Reference"].FillAsync(sent.Reference);
        await visit["#Reason"].FillAsync("The reporter has to be protected from a complaint.");
        await visit["#look"].ClickAsync();
        await Expect(visit["#opened-name"]).ToContainTextAsync("Ottilie Quillfeather");
        await check.LookAtAsync("guardian-name");
        check.FoundNothing();
    }
}
