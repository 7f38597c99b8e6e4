using MakingItWork.BrowserTests.Journeys;
using MakingItWork.BrowserTests.TestHost;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Accessibility;

/// <summary>What the national team and suppliers see. The one place here that approves: figures, batches and digests begin empty.</summary>
[Collection(HoldingSite.Name)]
public sealed class ExportAndSupplierPagesTests(HoldingSite site)
{
    private const string Hidden = "The allergy list was hidden behind a menu and I nearly gave penicillin. There was no alert on the screen at all.";

    [Fact]
    public async Task ExportDigestAndSupplierPages_FromNothingToAnAnswer_AreAccessible()
    {
        await using var national = await site.VisitAsync();
        var check = new PageCheck(national);
        await national.GoToAsync("/insight");
        await Expect(national["#no-figures"]).ToBeVisibleAsync();
        await check.LookAtAsync("insight-empty");
        await national.SignInAsync("safety.national@example.org");
        await national.GoToAsync("/export");
        await Expect(national["#empty"]).ToBeVisibleAsync();
        await check.LookAtAsync("export-empty");
        await national.GoToAsync("/digests");
        await Expect(national["#empty"]).ToBeVisibleAsync();
        await check.LookAtAsync("digests-empty");

        var sent = await site.SendAsync(Hidden, "RGT", product: "Northlight School Health");
        await national.FollowUntilAsync(sent, "Waiting for the safety team");
        await national.ApproveAsync(sent.Reference);
        await national.GoToAsync($"/triage/{sent.Reference}");
        await check.LookAtAsync("triage-report-approved");
        await national.FollowUntilAsync(sent, "Accepted by the safety team", seconds: 20);
        await check.LookAtAsync("follow-up-approved");

        await national.GoToAsync("/export");
        await check.LookAtAsync("export-waiting");
        await national["#run-export"].ClickAsync();
        await Expect(national["tbody a"]).ToHaveCountAsync(1);
        await check.LookAtAsync("export");
        await national["tbody a"].ClickAsync();
        await Expect(national["#ledger"]).ToBeVisibleAsync();
        await check.LookAtAsync("export-batch");
        await national.GoToAsync("/digests");
        await national["#send-digests"].ClickAsync();
        await Expect(national["#digests"]).ToBeVisibleAsync();
        await check.LookAtAsync("digests");
        await national.GoToAsync("/insight");
        await Expect(national["#figures"]).ToBeVisibleAsync();
        await check.LookAtAsync("insight");

        await SupplierAnswersAsync(sent);
        await national.FollowUntilAsync(sent, "Passed on", seconds: 20);
        await Expect(national["main"]).ToContainTextAsync("The supplier describes a way round the problem");
        await check.LookAtAsync("follow-up-answered");
        check.FoundNothing();
    }

    private async Task SupplierAnswersAsync(Sent sent)
    {
        await using var supplier = await site.VisitAsync();
        var check = new PageCheck(supplier);
        await supplier.SignInAsync("harbour@example.org");
        await Expect(supplier["#empty"]).ToBeVisibleAsync();
        await check.LookAtAsync("supplier-empty");
        await supplier.SignOutAsync();

        await supplier.SignInAsync("northlight@example.org");
        await Expect(supplier["#hazards tbody tr"]).ToHaveCountAsync(1);
        await check.LookAtAsync("supplier");
        await supplier["#hazards tbody a"].ClickAsync();
        await Expect(supplier[$"#{sent.Reference}"]).ToBeVisibleAsync();
        await check.LookAtAsync("supplier-hazard");
        await supplier.Page.GetByLabel("There is a work-around").CheckAsync();
        await supplier["#send-answer"].ClickAsync();
        await Expect(supplier["#Words-error"]).ToBeVisibleAsync();
        await check.LookAtAsync("supplier-hazard-errors");
        await supplier["#Words"].FillAsync("Open the menu once after signing in: the list then stays open.");
        await supplier["#send-answer"].ClickAsync();
        await Expect(supplier["main"]).ToContainTextAsync("Your answer is saved");
        await check.LookAtAsync("supplier-hazard-answered");
        check.FoundNothing();
    }
}
