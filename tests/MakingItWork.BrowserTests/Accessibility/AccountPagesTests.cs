using MakingItWork.BrowserTests.TestHost;
using static Microsoft.Playwright.Assertions;

namespace MakingItWork.BrowserTests.Accessibility;

/// <summary>Accounts, keys and the audit trail, in each of their states; and what a page does when nobody is there.</summary>
[Collection(HoldingSite.Name)]
public sealed class AccountPagesTests(HoldingSite site)
{
    [Fact]
    public async Task AdministratorsPages_FromErrorsToDone_AreAccessible()
    {
        await using var visit = await site.VisitAsync();
        var check = new PageCheck(visit);
        await visit.SignInAsync("administrator@example.org");
        await visit.GoToAsync("/people");
        await Expect(visit["#people"]).ToBeVisibleAsync();
        await check.LookAtAsync("people");
        await visit.GoToAsync("/people/invite");
        await visit["#send"].ClickAsync();
        await Expect(visit["#Roles-error"]).ToBeVisibleAsync();
        await check.LookAtAsync("people-invite-errors");
        await visit["#Name"].FillAsync("Ottilie Quillfeather");
        await visit["#Email"].FillAsync("o.quillfeather@trust.example");
        await visit["#Organisation"].FillAsync("RJ1");
        await visit.Page.GetByLabel("Redactor").CheckAsync();
        await visit["#send"].ClickAsync();
        await Expect(visit["main"]).ToContainTextAsync("An invitation is on its way");
        await check.LookAtAsync("people-invited");
        await visit.Page.GetByText("Ottilie Quillfeather").ClickAsync();
        await Expect(visit["#Deactivate"]).ToBeVisibleAsync();
        await check.LookAtAsync("person");

        await visit.GoToAsync("/keys");
        await visit["#make"].ClickAsync();
        await Expect(visit["#Name-error"]).ToBeVisibleAsync();
        await check.LookAtAsync("keys-errors");
        await visit["#Name"].FillAsync("Risk system of the trust");
        await visit["#make"].ClickAsync();
        await Expect(visit["#key"]).ToBeVisibleAsync();
        await check.LookAtAsync("keys-made");

        await visit.GoToAsync("/audit");
        await check.LookAtAsync("audit");
        await visit["#check"].ClickAsync();
        await Expect(visit["#chain"]).ToContainTextAsync("The trail holds");
        await check.LookAtAsync("audit-checked");
        await visit.GoToAsync("/audit?From=tomorrow&Who=nobody");
        await Expect(visit["#empty"]).ToBeVisibleAsync();
        await check.LookAtAsync("audit-errors");
        check.FoundNothing();
    }

    [Fact]
    public async Task OwnAccountPages_FromPasswordToSecondFactor_AreAccessible()
    {
        await using var visit = await site.VisitAsync();
        var check = new PageCheck(visit);
        await visit.GoToAsync("/forgotten-password");
        await visit["#send"].ClickAsync();
        await Expect(visit["#Email-error"]).ToBeVisibleAsync();
        await check.LookAtAsync("forgotten-password-errors");
        await visit["#Email"].FillAsync("nobody@trust.example");
        await visit["#send"].ClickAsync();
        await Expect(visit["#sent"]).ToBeVisibleAsync();
        await check.LookAtAsync("forgotten-password-sent");
        await visit.GoToAsync("/choose-password?person=1&until=1&signature=1");
        await Expect(visit["#used-up"]).ToBeVisibleAsync();
        await check.LookAtAsync("choose-password-used-up");
        await visit.SignInAsync("analyst@example.org");
        await visit.GoToAsync("/account");
        await check.LookAtAsync("account");
        await visit.GoToAsync("/account/second-factor");
        await visit["#turn-on"].ClickAsync();
        await Expect(visit["#Code-error"]).ToBeVisibleAsync();
        await check.LookAtAsync("second-factor-errors");
        check.FoundNothing();
    }

    [Fact]
    public async Task Session_LeftAlone_WarnsCoversThePageAndKeepsWhatWasTyped()
    {
        await using var visit = await site.VisitAsync();
        var check = new PageCheck(visit);
        await visit.Page.Clock.InstallAsync();
        await visit.SignInAsync("guardian.cambridge@example.org");
        await visit.GoToAsync("/guardian");
        await visit["#Reason"].FillAsync("The reporter has to be protected.");
        await visit.Page.Clock.FastForwardAsync("28:30");
        await Expect(visit["dialog"]).ToContainTextAsync("You will be signed out soon");
        await check.LookAtAsync("session-warning");
        await visit["#session-go-on"].ClickAsync();
        await Expect(visit["dialog"]).ToHaveCountAsync(0);

        await visit.Page.Clock.FastForwardAsync("30:30");
        await Expect(visit["dialog"]).ToContainTextAsync("You have been signed out");
        await Expect(visit["#Reason"]).ToBeHiddenAsync();
        await check.LookAtAsync("session-over");
        // here the server has kept the session: going on shows the page as it was
        await visit["#session-go-on"].ClickAsync();
        await Expect(visit["#Reason"]).ToBeVisibleAsync();
        await Expect(visit["#Reason"]).ToHaveValueAsync("The reporter has to be protected.");
        check.FoundNothing();
    }
}
