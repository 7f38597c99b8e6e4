using MakingItWork.BrowserTests.Journeys;
using MakingItWork.BrowserTests.TestHost;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Accessibility;

/// <summary>What an administrator sees of classification, and what a safety team sees of an urgent report.</summary>
[Collection(HoldingSite.Name)]
public sealed class ClassificationPagesTests(HoldingSite site)
{
    private const string Urgent = "The patient died after the wrong drug was given, because no alert was shown and the allergy list was missing. Please call us immediately.";

    [Fact]
    public async Task ClassificationPages_FromNothingDecidedToAModelChosen_AreAccessible()
    {
        await using var visit = await site.VisitAsync();
        var check = new PageCheck(visit);
        await visit.SignInAsync("administrator@example.org");
        await visit.GoToAsync("/classification");
        await check.LookAtAsync("classification");
        await visit["#models a"].First.ClickAsync();
        await Expect(visit["#state"]).ToBeVisibleAsync();
        await check.LookAtAsync("classification-model");
        await visit.GoToAsync("/classification/taxonomies");
        await visit["#crosswalk summary"].ClickAsync();
        await Expect(visit["#crosswalk table"]).ToBeVisibleAsync();
        await check.LookAtAsync("classification-taxonomies");
        await visit.GoToAsync("/classification/on-call");
        await Expect(visit["#no-default"]).ToBeVisibleAsync();
        await check.LookAtAsync("on-call");
        await visit["#save"].ClickAsync();
        await Expect(visit["#Email-error"]).ToBeVisibleAsync();
        await check.LookAtAsync("on-call-errors");
        check.FoundNothing();
    }

    [Fact]
    public async Task UrgentReport_FromTheQueueToSeenAndDecided_IsAccessible()
    {
        await using var visit = await site.VisitAsync();
        var check = new PageCheck(visit);
        var sent = await site.SendAsync(Urgent, "RJ1");
        await visit.FollowUntilAsync(sent, "Waiting for the safety team");
        await visit.SignInAsync("safety.guys@example.org");
        await visit.GoToAsync("/triage");
        await Expect(visit[$"#{sent.Reference}"]).ToContainTextAsync("Urgent");
        await check.LookAtAsync("queue-urgent");
        await visit.GoToAsync($"/triage/{sent.Reference}");
        await Expect(visit["#contradiction"]).ToBeVisibleAsync();
        await Expect(visit["#description mark"].First).ToContainTextAsync("speaks for");
        await check.LookAtAsync("triage-urgent");
        await visit["#urgent-seen"].ClickAsync();
        await Expect(visit["#UrgencyReason-error"]).ToBeVisibleAsync();
        await check.LookAtAsync("triage-urgent-error");
        await visit["#UrgencyReason"].FillAsync("The ward has been called.");
        await visit["#urgent-seen"].ClickAsync();
        await Expect(visit["#urgency-verdict"]).ToContainTextAsync("The ward has been called.");
        await check.LookAtAsync("triage-urgent-seen");

        await visit["#TypeCode"].SelectOptionAsync("3.4.4");
        await visit["#Severity"].CheckAsync();
        await visit["#Likelihood"].CheckAsync();
        await visit["#approve"].ClickAsync();
        await Expect(visit["main"]).ToContainTextAsync($"{sent.Reference} is approved for release");
        await visit.SignOutAsync();
        await visit.SignInAsync("administrator@example.org");
        await visit.GoToAsync("/classification");
        await Expect(visit["svg.miw-chart__svg"]).ToBeVisibleAsync();
        await visit["main details summary"].ClickAsync();
        await Expect(visit["#calibration-table"]).ToBeVisibleAsync();
        await check.LookAtAsync("classification-figures");
        check.FoundNothing();
    }
}
