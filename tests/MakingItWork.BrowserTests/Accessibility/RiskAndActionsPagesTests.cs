using MakingItWork.BrowserTests.Journeys;
using MakingItWork.BrowserTests.TestHost;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Accessibility;

/// <summary>Clinical risk, actions and absences, in each of their states.</summary>
[Collection(HoldingSite.Name)]
public sealed class RiskAndActionsPagesTests(HoldingSite site)
{
    [Fact]
    public async Task RiskAndActions_FromNothingToSignedAndDone_AreAccessible()
    {
        await using var visit = await site.VisitAsync();
        var check = new PageCheck(visit);
        var report = await site.SendAsync("The consent form of the day surgery shows the operation of the patient before.", "RGT");
        await visit.FollowUntilAsync(report, "Waiting for the safety team");
        await visit.SignInAsync("officer.cambridge@example.org");
        await visit.GoToAsync($"/triage/{report.Reference}/risk");
        await Expect(visit["#assess"]).ToBeVisibleAsync();
        await visit.Page.GetByText("How the risk rating follows from the two").ClickAsync();
        await visit.Page.GetByText("What each risk rating means").ClickAsync();
        await check.LookAtAsync("risk-empty");
        await visit["#sign"].ClickAsync();
        await Expect(visit["#Justification-error"]).ToBeVisibleAsync();
        await check.LookAtAsync("risk-errors");
        await visit["#Name"].FillAsync("Consent form of another patient");
        await visit["#InitialSeverity-Major"].CheckAsync();
        await visit["#InitialLikelihood-High"].CheckAsync();
        await Expect(visit["#initial-rating"]).ToHaveTextAsync("Risk rating 4: Mandatory elimination of hazard or addition of control measure to reduce risk to an acceptable level");
        await visit["#ResidualSeverity-Major"].CheckAsync();
        await visit["#ResidualLikelihood"].CheckAsync();
        await visit["#Justification"].FillAsync("One report in two years of use.");
        await visit["#Accepted"].CheckAsync();
        await visit["#propose"].ClickAsync();
        await Expect(visit["#proposed"]).ToBeVisibleAsync();
        await check.LookAtAsync("risk-proposed");
        await visit.GoToAsync("/risk");
        await Expect(visit["#waiting"]).ToBeVisibleAsync();
        await check.LookAtAsync("risk-waiting");
        await visit.GoToAsync($"/triage/{report.Reference}/risk");
        await visit["#sign"].ClickAsync();
        await Expect(visit["#final"]).ToBeVisibleAsync();
        await check.LookAtAsync("risk-final");

        await visit.GoToAsync($"/triage/{report.Reference}/actions");
        await visit["#save"].ClickAsync();
        await Expect(visit["#What-error"]).ToBeVisibleAsync();
        await check.LookAtAsync("action-errors");
        await visit["#What"].FillAsync("Ask the supplier when the form is mended");
        await visit["#save"].ClickAsync();
        await Expect(visit["#action"]).ToBeVisibleAsync();
        await check.LookAtAsync("action");
        await visit.GoToAsync("/actions");
        await check.LookAtAsync("actions");
        await visit.GoToAsync($"/triage/{report.Reference}");
        await Expect(visit["#actions"]).ToBeVisibleAsync();
        await check.LookAtAsync("triage-report-with-risk-and-actions");

        await visit.GoToAsync("/account/away");
        await visit["#save"].ClickAsync();
        await Expect(visit["#CoverId-error"]).ToBeVisibleAsync();
        await check.LookAtAsync("away-errors");
        var day = DateTime.UtcNow.AddDays(10);
        foreach (var part in (string[])["From", "Until"])
        {
            await visit[$"#{part}Day"].FillAsync($"{day.Day}");
            await visit[$"#{part}Month"].FillAsync($"{day.Month}");
            await visit[$"#{part}Year"].FillAsync($"{day.Year}");
        }
        await visit["#CoverId"].SelectOptionAsync("Cambridge patient safety team");
        await visit["#save"].ClickAsync();
        await Expect(visit["#absence"]).ToBeVisibleAsync();
        await check.LookAtAsync("away");

        await visit.GoToAsync("/actions?show=Closed");
        await check.LookAtAsync("actions-closed-none");
        await visit.GoToAsync("/actions");
        await visit.Page.GetByText("Ask the supplier when the form is mended").ClickAsync();
        await visit["#Reason"].FillAsync("The supplier has mended the form in version 2026.3, and the ward has tried it.");
        await visit["#done"].ClickAsync();
        await Expect(visit[".nhsuk-notification-banner--success"]).ToContainTextAsync("The action is done");
        await visit.GoToAsync("/actions?show=Closed");
        await Expect(visit["main"]).ToContainTextAsync("Closed on");
        await check.LookAtAsync("actions-closed");
        check.FoundNothing();
    }
}
