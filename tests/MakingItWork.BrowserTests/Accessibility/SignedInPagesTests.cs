using MakingItWork.BrowserTests.Journeys;
using MakingItWork.BrowserTests.TestHost;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Accessibility;

/// <summary>What safety teams, redactors, suppliers and administrators see, in each state that their work goes through.</summary>
[Collection(HoldingSite.Name)]
public sealed class SignedInPagesTests(HoldingSite site)
{
    private const string Hidden = "The allergy list was hidden behind a menu and I nearly gave penicillin. There was no alert on the screen at all.";
    private const string Same = "The allergy list was hidden behind a menu and I almost gave penicillin. There was no alert on the screen.";

    [Fact]
    public async Task TriagePages_FromAnEmptyQueueToARejectedReport_AreAccessible()
    {
        await using var visit = await site.VisitAsync();
        var check = new PageCheck(visit);
        await visit.SignInAsync("safety.birmingham@example.org");
        await Expect(visit["#empty"]).ToBeVisibleAsync();
        await check.LookAtAsync("queue-empty");

        var first = await site.SendAsync(Hidden, "RRK");
        var second = await site.SendAsync(Same, "RRK");
        await visit.FollowUntilAsync(first, "Waiting for the safety team");
        await check.LookAtAsync("follow-up-waiting");
        await visit.FollowUntilAsync(second, "Waiting for the safety team");
        await visit.GoToAsync("/triage");
        await Expect(visit["#waiting"]).ToBeVisibleAsync();
        await check.LookAtAsync("queue");

        await visit[$"#{second.Reference} a"].ClickAsync();
        await Expect(visit["#decision"]).ToBeVisibleAsync();
        await check.LookAtAsync("triage-report");
        await visit["#TypeCode"].SelectOptionAsync("");
        await visit["#approve"].ClickAsync();
        await Expect(visit["#Severity-error"]).ToBeVisibleAsync();
        await check.LookAtAsync("triage-report-approve-errors");
        await visit["#reject"].ClickAsync();
        await Expect(visit["#Reason-error"]).ToBeVisibleAsync();
        await check.LookAtAsync("triage-report-reject-errors");

        await visit["#Reason"].FillAsync("This list is hidden on purpose while the record is being merged.");
        await visit["#reject"].ClickAsync();
        await Expect(visit["main"]).ToContainTextAsync($"{second.Reference} is rejected");
        await check.LookAtAsync("queue-after-a-decision");
        await visit.GoToAsync($"/triage/{second.Reference}");
        await Expect(visit["#decided"]).ToBeVisibleAsync();
        await check.LookAtAsync("triage-report-rejected");
        await visit.FollowUntilAsync(second, "Closed by the safety team", seconds: 5);
        await check.LookAtAsync("follow-up-rejected");
        check.FoundNothing();
    }

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

        await visit["tbody a"].ClickAsync();
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
        check.FoundNothing();
    }

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
        await national.FollowUntilAsync(sent, "Accepted by the safety team", seconds: 5);
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
        await national.FollowUntilAsync(sent, "Passed on", seconds: 5);
        await Expect(national["main"]).ToContainTextAsync("The supplier describes a way round the problem");
        await check.LookAtAsync("follow-up-answered");
        check.FoundNothing();
    }

    [Fact]
    public async Task ParkedPage_FromEmptyToAReportThatMayTryAgain_IsAccessible()
    {
        await using var visit = await site.VisitAsync();
        var check = new PageCheck(visit);
        await visit.SignInAsync("administrator@example.org");
        await visit.GoToAsync("/parked");
        await Expect(visit["#empty"]).ToBeVisibleAsync();
        await check.LookAtAsync("parked-empty");

        Sent sent;
        using (new BlockedArea(site.Program.DataFolder))
        {
            sent = await site.SendAsync("The waiting list shows the same patient twice.", "RGT", "clinic-list-status.png");
            await visit.FollowUntilAsync(sent, "We are looking into a problem with your report", seconds: 20);
        }
        await check.LookAtAsync("follow-up-parked");
        await visit.GoToAsync("/parked");
        await Expect(visit["#parked"]).ToContainTextAsync(sent.Reference);
        await check.LookAtAsync("parked");
        await visit.Button($"Try again with {sent.Reference}").ClickAsync();
        await Expect(visit["#parked"].Filter(new() { HasText = sent.Reference })).ToHaveCountAsync(0);
        await check.LookAtAsync("parked-resumed");
        await visit.FollowUntilAsync(sent, "A person is checking your picture", seconds: 20);
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
