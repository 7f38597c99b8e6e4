using MakingItWork.BrowserTests.Journeys;
using MakingItWork.BrowserTests.Reports;
using MakingItWork.BrowserTests.TestHost;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Accessibility;

/// <summary>What anybody can open without an account.</summary>
[Collection(ReadingSite.Name)]
public sealed class PublicPagesTests(ReadingSite site)
{
    [Theory]
    [InlineData("start", "/", 200)]
    [InlineData("privacy", "/privacy", 200)]
    [InlineData("accessibility", "/accessibility", 200)]
    [InlineData("follow-up-unknown", "/follow-up/nothing-belongs-to-this-link", 404)]
    [InlineData("sorry-404", "/no-such-page", 404)]
    public async Task Page_OpenedByAnybody_IsAccessible(string name, string address, int status)
    {
        await using var visit = await site.VisitAsync();
        var check = new PageCheck(visit);
        await visit.GoToAsync(address, status);
        await check.LookAtAsync(name);
        check.FoundNothing();
    }

    [Fact]
    public async Task ReportPage_InEachOfItsStates_IsAccessible()
    {
        await using var visit = await site.VisitAsync();
        var check = new PageCheck(visit);
        await visit.GoToAsync("/report");
        await check.LookAtAsync("report");

        await visit["#pictures"].SetInputFilesAsync([Repository.Sample("clinic-list-status.png"), Repository.Sample("prior-images-requested.png")]);
        await Expect(visit.Pictures()).ToHaveCountAsync(2);
        await check.LookAtAsync("report-pictures-chosen");

        await visit.DraftHoldsPictureAsync();
        await visit.GoToAsync("/report");
        await Expect(visit["#draft"]).ToBeVisibleAsync();
        await check.LookAtAsync("report-draft-is-back");
        await visit.Button("Discard it").ClickAsync();
        await Expect(visit.Pictures()).ToHaveCountAsync(0);

        await visit["#Product"].ClickAsync();
        await visit.Page.Keyboard.TypeAsync("lark");
        await Expect(visit["#Product-options"]).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await check.LookAtAsync("report-suggestions");
        await visit["#Product"].FillAsync("");

        await visit["#more summary"].ClickAsync();
        await visit["#send"].ClickAsync();
        await Expect(visit[".nhsuk-error-summary:focus"]).ToBeVisibleAsync();
        await Expect(visit["#Description-error"]).ToBeVisibleAsync();
        await Expect(visit["#Product-error"]).ToBeVisibleAsync();
        await check.LookAtAsync("report-errors");

        // as without a script: the server's own page keeps the picture
        await visit.Page.RouteAsync("**/assets/report.js", route => route.AbortAsync());
        await visit.GoToAsync("/report");
        await visit["#more summary"].ClickAsync();
        await visit["#pictures"].SetInputFilesAsync([Repository.Sample("clinic-list-status.png")]);
        await visit["#OccurredOn"].FillAsync("yesterday");
        await visit["#Screen"].FillAsync(string.Concat(Enumerable.Repeat("growth chart ", 8)));
        await visit["#send"].ClickAsync();
        await Expect(visit["#kept-pictures"]).ToBeVisibleAsync();
        await Expect(visit["#OccurredOn-error"]).ToBeVisibleAsync();
        await Expect(visit["#Screen-error"]).ToContainTextAsync("must be 100 characters or fewer");
        await Expect(visit["#Screen"]).ToHaveValueAsync(string.Concat(Enumerable.Repeat("growth chart ", 8)));
        await check.LookAtAsync("report-pictures-kept");
        await visit.Page.UnrouteAsync("**/assets/report.js");

        await visit.GoToAsync("/report");
        await visit["#Description"].FillAsync("The day view shows the week after it was printed.");
        await visit["#more summary"].ClickAsync();
        await visit["#Product"].FillAsync("A system that nobody has heard of");
        await visit["#Organisation"].FillAsync("RGT");
        await visit.Page.Context.SetOfflineAsync(true);
        await visit["#send"].ClickAsync();
        await Expect(visit["#try-again"]).ToBeVisibleAsync();
        await check.LookAtAsync("report-not-sent-yet");
        await visit.Page.Context.SetOfflineAsync(false);
        await visit.SentAsync();
        await Expect(visit["#known[data-settled=true]"]).ToBeVisibleAsync();
        await check.LookAtAsync("report-sent");
        await visit["#report-another"].ClickAsync();
        await Expect(visit["#remembered"]).ToBeVisibleAsync();
        await check.LookAtAsync("report-remembered");
        await visit.GoToAsync("/report/sent?org=RGT");
        await Expect(visit.Heading("This page is shown once")).ToBeVisibleAsync();
        await check.LookAtAsync("report-sent-again");
        await visit.GoToAsync("/report?org=RGT");
        await Expect(visit["#void-link"]).ToBeVisibleAsync();
        await check.LookAtAsync("report-void-link");
        check.FoundNothing();
    }

    [Fact]
    public async Task LinksAndPoster_InEachOfTheirStates_AreAccessible()
    {
        await using var visit = await site.VisitAsync();
        var check = new PageCheck(visit);
        await visit.SignInAsync("safety.national@example.org");
        await visit.GoToAsync("/links");
        await visit["#make"].ClickAsync();
        await Expect(visit["#Organisation-error"]).ToBeVisibleAsync();
        await check.LookAtAsync("links-errors");
        await visit["#Organisation"].FillAsync("RGT");
        await visit["#Unit"].FillAsync("Ward N3");
        await visit["#make"].ClickAsync();
        await Expect(visit["#link"]).ToBeVisibleAsync();
        await check.LookAtAsync("links-made");
        await visit["#poster"].ClickAsync();
        await Expect(visit.Button("Print this page (A4)")).ToBeVisibleAsync();
        await check.LookAtAsync("poster");
        check.FoundNothing();
    }

    [Fact]
    public async Task SignInPage_InEachOfItsStates_IsAccessible()
    {
        await using var visit = await site.VisitAsync();
        var check = new PageCheck(visit);
        await visit.GoToAsync("/sign-in");
        await check.LookAtAsync("sign-in");
        await visit["#sign-in"].ClickAsync();
        await Expect(visit["#Password-error"]).ToBeVisibleAsync();
        await check.LookAtAsync("sign-in-errors");

        await visit.SignInAsync("larkfield@example.org");
        await visit.Page.GotoAsync("/triage");
        await Expect(visit.Heading("You cannot see this page")).ToBeVisibleAsync();
        await check.LookAtAsync("not-allowed");
        check.FoundNothing();
    }

    [Fact]
    public async Task SorryPage_AfterAFormThatCannotBeTaken_IsAccessible()
    {
        await using var visit = await site.VisitAsync();
        var check = new PageCheck(visit);
        await visit.GoToAsync("/sign-in");
        await visit.Page.Context.ClearCookiesAsync();
        await visit["#Email"].FillAsync("larkfield@example.org");
        await visit["#Password"].FillAsync("the token of this form is void");
        await visit["#sign-in"].ClickAsync();
        await Expect(visit.Heading("This page was open for too long")).ToBeVisibleAsync();
        await check.LookAtAsync("sorry-400");

        await visit.GoToAsync("/report");
        await visit["#report"].EvaluateAsync("form => { form.elements.IdempotencyKey.name = 'Remove'; form.submit(); }");
        await Expect(visit.Heading("What you sent could not be read")).ToBeVisibleAsync();
        await check.LookAtAsync("sorry-422");
        check.FoundNothing();
    }
}
