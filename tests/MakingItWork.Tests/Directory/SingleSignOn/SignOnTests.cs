using System.Net;
using AngleSharp.Html.Parser;
using MakingItWork.Directory;
using MakingItWork.Directory.People;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Directory.SingleSignOn;

/// <summary>Who comes in by single sign-on, as whom, and with which rights.</summary>
public sealed class SignOnTests : IClassFixture<SignOnApp>
{
    private readonly SignOnApp app;

    public SignOnTests(SignOnApp app)
    {
        this.app = app;
        app.Issuer.Behave();
    }

    [Fact]
    public async Task SignOn_WithASelectedRole_ComesInWithItAndNothingElse()
    {
        var subject = Someone(out var browser, "RGT", "R8000");
        using var closed = browser;
        var (status, path, _) = await browser.SignOnAsync();
        Assert.Equal((HttpStatusCode.OK, "/triage"), (status, path));
        var viewer = await app.ViewerAsync($"{subject}@trust.example");
        Assert.Equal("RGT", viewer.OrganisationCode);
        Assert.Equal([Roles.Redactor, Roles.Triager], viewer.Roles.Order());
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.FollowAsync("/people")).Status);
        var asked = app.Issuer.Asked;
        Assert.Equal("S256", asked["code_challenge_method"]);
        Assert.Equal("AAL2_OR_AAL3_ANY AAL3_ANY", asked["acr_values"]);
        Assert.Equal("http://localhost:5080/sign-in/return", asked["redirect_uri"]);
        Assert.Contains("selectedrole", asked["scope"], StringComparison.Ordinal);
        Assert.True(await AuditedAsync("signed in", "By NHS Care Identity: Redactor, Triager at RGT"));
    }

    [Fact]
    public async Task SignOn_ByActivityAtOneOrganisation_CountsThereOnly()
    {
        Someone(out var cambridge, "RGT", "R9999", "B0001");
        using var one = cambridge;
        Assert.Equal("/people", (await cambridge.SignOnAsync("")).Path);
        Someone(out var guys, "RJ1", "R9999", "B0001");
        using var two = guys;
        var (status, _, body) = await guys.SignOnAsync();
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("Your role opens nothing here", body, StringComparison.Ordinal);
        Assert.Contains("S8000:G8000:R9999 at RJ1", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignOn_WithANationalRole_NeedsTheOrganisationThatTheSettingNames()
    {
        var national = Someone(out var browser, "X26", "R8010");
        using var closed = browser;
        Assert.Equal("/triage", (await browser.SignOnAsync()).Path);
        Assert.True((await app.ViewerAsync($"{national}@trust.example")).IsNational);
        Someone(out var elsewhere, "RGT", "R8010");
        using var closedToo = elsewhere;
        Assert.Contains("Your role opens nothing here", (await elsewhere.SignOnAsync()).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ZZZ", "R8000", "Your organisation is not listed here")]
    [InlineData("RGT", "R7777", "Your role opens nothing here")]
    public async Task SignOn_ThatNobodyHereKnows_SaysWhatIsMissing(string organisation, string role, string heading)
    {
        Someone(out var browser, organisation, role);
        using var closed = browser;
        var (status, _, body) = await browser.SignOnAsync();
        var page = await new HtmlParser().ParseDocumentAsync(body);
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal(heading, page.QuerySelector("h1")!.TextContent);
        Assert.Contains(role == "R7777" ? role : organisation, page.QuerySelector("#missing")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("administrator of this service", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/sign-in?returnUrl=%2Ftriage", (await browser.FollowAsync("/triage")).Path);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("9999")]
    public async Task SignOn_WithoutASelectedRole_IsRefused(string? selected)
    {
        Someone(out var browser, "RGT", "R8000");
        using var closed = browser;
        app.Issuer.Person["selected_roleid"] = selected;
        Assert.Contains("No role was selected", (await browser.SignOnAsync()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignOn_WithAnotherRoleThanLastTime_FollowsItAndEndsTheOldSession()
    {
        var subject = Someone(out var first, "RGT", "R8000");
        using var one = first;
        await first.SignOnAsync();
        app.Issuer.Person = SignOnApp.CareStaff(subject, "RRK", "R8001");
        using var second = app.Browse();
        Assert.Equal("/redact", (await second.SignOnAsync("")).Path);
        var viewer = await app.ViewerAsync($"{subject}@trust.example");
        Assert.Equal("RRK", viewer.OrganisationCode);
        Assert.Equal([Roles.Redactor], viewer.Roles);
        // what was open with the old rights is shut
        Assert.StartsWith("/sign-in", (await first.FollowAsync("/triage")).Path, StringComparison.Ordinal);
        Assert.True(await AuditedAsync("roles changed", $"{subject}@trust.example, by the role selected at NHS Care Identity: Redactor, Triager at RGT became Redactor at RRK"));
    }

    [Fact]
    public async Task SignOn_AfterTheAccountWasShut_IsRefused()
    {
        var subject = Someone(out var browser, "RGT", "R8000");
        using var closed = browser;
        await browser.SignOnAsync();
        await ShutAsync(subject);
        Assert.Contains("Your account is shut", (await browser.SignOnAsync()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignOn_WithTheAddressOfAnAccountThatIsInUse_NeverOpensIt()
    {
        Someone(out var browser, "RGT", "R8000");
        using var closed = browser;
        app.Issuer.Person["email"] = Acts.Cambridge;
        app.Issuer.Person["email_verified"] = true;
        Assert.Contains("There is an account with your email address already", (await browser.SignOnAsync()).Body, StringComparison.Ordinal);
        Assert.False(await app.InDatabaseAsync(db => db.UserLogins.AnyAsync(login => db.Users.Any(p => p.Id == login.UserId && p.Email == Acts.Cambridge))));
    }

    [Theory]
    [InlineData(true, "RGT", "R8000", "")]
    [InlineData(false, "RGT", "R8000", "There is an account with your email address already")]
    [InlineData(true, "RRK", "R8000", "You were invited by another organisation")]
    public async Task SignOn_WithAnInvitedAddress_OpensItWhenCheckedAndAtTheSameOrganisation(bool verified, string organisation, string role, string refusal)
    {
        var subject = Someone(out var browser, organisation, role);
        using var closed = browser;
        var email = $"{subject}@trust.example";
        app.Issuer.Person["email_verified"] = verified;
        Assert.Empty(await app.SendAsync(new InvitePerson(await app.ViewerAsync("administrator.cambridge@example.org"), email, "Invited", null, null, [Roles.Guardian])));
        var (_, path, body) = await browser.SignOnAsync();
        var person = await app.InDatabaseAsync(db => db.Users.SingleAsync(p => p.Email == email));
        Assert.Equal(refusal.Length == 0, await app.InDatabaseAsync(db => db.UserLogins.AnyAsync(login => login.UserId == person.Id)));
        if (refusal.Length > 0)
        {
            Assert.Contains(refusal, body, StringComparison.Ordinal);
            return;
        }
        Assert.Equal("/triage", path);
        // neither a new password nor other roles go past the issuer
        var administrator = await app.ViewerAsync("administrator.cambridge@example.org");
        Assert.NotNull((await app.SendAsync(new ChangePerson(administrator, person.Id, PersonChange.InviteAgain, []))).Error);
        Assert.NotNull((await app.SendAsync(new ChangePerson(administrator, person.Id, PersonChange.Roles, [Roles.Administrator]))).Error);
        Assert.DoesNotContain(Roles.Administrator, (await app.ViewerAsync(email)).Roles);
    }

    [Fact]
    public async Task HandOver_OfAnAccountWithAPassword_LetsTheFirstSignOnHaveIt()
    {
        var subject = Someone(out var browser, "RJ1", "R8000");
        using var closed = browser;
        app.Issuer.Person["email"] = "safety.guys@example.org";
        app.Issuer.Person["email_verified"] = true;
        var id = await app.InDatabaseAsync(db => db.Users.Where(p => p.Email == "safety.guys@example.org").Select(p => p.Id).SingleAsync());
        Assert.Null((await app.SendAsync(new ChangePerson(await app.ViewerAsync(Acts.Administrator), id, PersonChange.HandOver, []))).Error);
        Assert.Equal("/triage", (await browser.SignOnAsync()).Path);
        Assert.Equal(id, await app.InDatabaseAsync(db => db.UserLogins.Where(l => l.ProviderKey == subject).Select(l => l.UserId).SingleAsync()));
        using var visitor = app.Visit();
        await Assert.ThrowsAsync<InvalidOperationException>(() => visitor.SignInAsync("safety.guys@example.org", app.DemoPassword));
    }

    [Fact]
    public async Task SignOut_AfterSignOn_EndsTheSessionHereAndGoesToTheIssuer()
    {
        Someone(out var browser, "RGT", "R8000");
        using var closed = browser;
        var (_, _, body) = await browser.SignOnAsync();
        var token = (await new HtmlParser().ParseDocumentAsync(body)).QuerySelector("form[action='/sign-out'] input")!.GetAttribute("value")!;
        var page = await new HtmlParser().ParseDocumentAsync(await browser.PostAsync("/sign-out", new Dictionary<string, string> { ["__RequestVerificationToken"] = token }));
        var there = page.QuerySelector("#there")!.GetAttribute("href")!;
        Assert.StartsWith($"{app.Issuer.Address}end?id_token_hint={app.Issuer.LastToken}", there, StringComparison.Ordinal);
        Assert.Contains("post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A5080%2F", there, StringComparison.Ordinal);
        Assert.StartsWith("/sign-in", (await browser.FollowAsync("/triage")).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignOn_ToAnotherSite_StaysHere()
    {
        Someone(out var browser, "RGT", "R8000");
        using var closed = browser;
        Assert.Equal("/triage", (await browser.SignOnAsync("https://elsewhere.example/")).Path);
    }

    [Fact]
    public async Task SignIn_WithAnIssuer_ShowsTheButton()
    {
        using var visitor = app.Visit();
        Assert.NotNull((await visitor.PageAsync("/sign-in")).QuerySelector("#single-sign-on"));
    }

    /// <summary>Somebody new, about whom the issuer speaks next.</summary>
    private string Someone(out SignOnBrowser browser, string organisation, string role, params string[] activities)
    {
        var subject = $"s{Guid.NewGuid():N}"[..16];
        app.Issuer.Person = SignOnApp.CareStaff(subject, organisation, role, activities);
        browser = app.Browse();
        return subject;
    }

    private Task<bool> AuditedAsync(string act, string detail) => app.InDatabaseAsync(db => db.AuditEntries.AnyAsync(e => e.Act == act && e.Detail == detail));

    private Task<int> ShutAsync(string subject) => app.InDatabaseAsync(db =>
        db.Users.Where(p => p.Email == $"{subject}@trust.example").ExecuteUpdateAsync(set => set.SetProperty(p => p.DeactivatedAt, DateTimeOffset.UtcNow)));
}

/// <summary>The default: no issuer is named.</summary>
[Collection(Apps.QuietSqlite)]
public sealed class NoSignOnTests(QuietSqliteApp app)
{
    [Fact]
    public async Task SignIn_WithoutAnIssuer_ShowsNoButtonAndLeadsNowhere()
    {
        using var visitor = app.Visit();
        Assert.Null((await visitor.PageAsync("/sign-in")).QuerySelector("#single-sign-on"));
        Assert.Equal(HttpStatusCode.NotFound, await visitor.StatusAsync("/sign-in/single"));
        Assert.Equal(HttpStatusCode.NotFound, await visitor.StatusAsync("/sign-in/failed"));
        Assert.Equal("/sign-in", (await visitor.EndsAtAsync("/sign-in/arrived")).Path);
        Assert.Equal(HttpStatusCode.NotFound, await visitor.StatusAsync("/.well-known/jwks.json"));
        using var content = new FormUrlEncodedContent([new("logout_token", "any")]);
        using var answer = await visitor.Http.PostAsync(new Uri("/sign-out/back-channel", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
