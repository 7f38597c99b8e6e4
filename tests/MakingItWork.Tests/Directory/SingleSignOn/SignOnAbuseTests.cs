using System.Net;
using System.Text.RegularExpressions;
using MakingItWork.Plumbing;
using MakingItWork.Directory.SingleSignOn;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Directory.SingleSignOn;

/// <summary>An issuer, or somebody in between, that does not do as it should: nobody comes in, and the page says why in plain words.</summary>
public sealed class SignOnAbuseTests : IClassFixture<SignOnApp>
{
    private readonly SignOnApp app;
    private readonly string subject = $"s{Guid.NewGuid():N}"[..16];

    public SignOnAbuseTests(SignOnApp app)
    {
        this.app = app;
        app.Issuer.Behave();
        app.Issuer.Person = SignOnApp.CareStaff(subject, "RGT", "R8000");
    }

    [Theory]
    [InlineData("wrong signature", "The sign-in was not accepted")]
    [InlineData("alg none", "The sign-in was not accepted")]
    [InlineData("public key as secret", "The sign-in was not accepted")]
    [InlineData("wrong nonce", "The sign-in was not accepted")]
    [InlineData("no nonce", "The sign-in was not accepted")]
    [InlineData("wrong audience", "The sign-in was not accepted")]
    [InlineData("other issuer", "The sign-in was not accepted")]
    [InlineData("wrong at_hash", "The sign-in was not accepted")]
    [InlineData("somebody else's information", "The sign-in was not accepted")]
    [InlineData("no subject", "The sign-in was not accepted")]
    [InlineData("expired", "The clocks do not agree")]
    [InlineData("not yet valid", "The clocks do not agree")]
    [InlineData("no expiry", "The clocks do not agree")]
    [InlineData("weak sign-in", "A stronger sign-in is needed")]
    [InlineData("denied", "NHS Care Identity did not sign you in")]
    public async Task SignOn_WithAMisbehavingIssuer_OpensNothing(string how, string heading)
    {
        var now = app.Clock.GetUtcNow().ToUnixTimeSeconds();
        app.Issuer.WrongSignature = how == "wrong signature";
        app.Issuer.Algorithm = how switch { "alg none" => "none", "public key as secret" => "HS256", _ => "RS256" };
        app.Issuer.Denies = how == "denied";
        app.Issuer.TellsAbout = how == "somebody else's information" ? "somebody-else" : null;
        app.Issuer.Spoil = claims =>
        {
            _ = how switch
            {
                "wrong nonce" => claims["nonce"] = "another",
                "no nonce" => claims.Remove("nonce"),
                "wrong audience" => claims["aud"] = "another-client",
                "other issuer" => claims["iss"] = "https://other.example",
                "wrong at_hash" => claims["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA",
                "no subject" => claims.Remove("sub"),
                "expired" => claims["exp"] = now - 3600,
                "not yet valid" => claims["nbf"] = now + 3600,
                "no expiry" => claims.Remove("exp"),
                "weak sign-in" => claims["acr"] = "AAL1_USERPASS",
                _ => (object)true,
            };
        };
        using var browser = app.Browse();
        await RefusedAsync(browser, await browser.SignOnAsync(), heading);
        Assert.False(await app.InDatabaseAsync(db => db.UserLogins.AnyAsync(login => login.ProviderKey == subject)));
        await NoTokenIsKeptAsync();
    }

    [Fact]
    public async Task Return_ForTheSecondTime_OpensNothing()
    {
        using var browser = app.Browse();
        var back = await browser.ToIssuerAndBackAsync();
        Assert.Equal("/triage", (await browser.FollowAsync(back)).Path);
        using var thief = app.Browse();
        await RefusedAsync(thief, await thief.FollowAsync(back), "The sign-in took too long");
        var again = await browser.FollowAsync(back);
        Assert.Equal("/sign-in/failed?why=Expired", again.Path);
    }

    /// <summary>Somebody's own answer of the issuer, slipped to a colleague: they would work in a stranger's account.</summary>
    [Fact]
    public async Task Return_InAnotherBrowser_OpensNothing()
    {
        using var attacker = app.Browse();
        var back = await attacker.ToIssuerAndBackAsync();
        using var victim = app.Browse();
        await victim.ToIssuerAndBackAsync();
        await RefusedAsync(victim, await victim.FollowAsync(back), "The sign-in took too long");
    }

    [Fact]
    public async Task Return_WithACodeOfAnotherSignOn_OpensNothing()
    {
        using var other = app.Browse();
        var stolen = await other.ToIssuerAndBackAsync();
        using var browser = app.Browse();
        var back = await browser.ToIssuerAndBackAsync();
        var mixed = Regex.Replace(back, "code=[^&]+", Regex.Match(stolen, "code=[^&]+").Value);
        // the code was made for another challenge
        await RefusedAsync(browser, await browser.FollowAsync(mixed), "The sign-in could not be finished");
    }

    [Fact]
    public async Task Return_AfterAQuarterOfAnHour_OpensNothing()
    {
        using var browser = app.Browse();
        var back = await browser.ToIssuerAndBackAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        await RefusedAsync(browser, await browser.FollowAsync(back), "The sign-in took too long");
    }

    [Fact]
    public async Task Return_WithAStateOfNobody_OpensNothing()
    {
        using var browser = app.Browse();
        await RefusedAsync(browser, await browser.FollowAsync("/sign-in/return?code=1&state=invented"), "The sign-in took too long");
        await RefusedAsync(browser, await browser.FollowAsync("/sign-in/return"), "The sign-in took too long");
    }

    [Fact]
    public async Task Return_ThatNamesAnotherIssuer_OpensNothing()
    {
        using var browser = app.Browse();
        var back = await browser.ToIssuerAndBackAsync();
        await RefusedAsync(browser, await browser.FollowAsync(back + "&iss=https%3A%2F%2Fother.example"), "The sign-in was not accepted");
    }

    [Fact]
    public async Task SignOn_WhenTheIssuerHasChangedItsKey_FindsTheNewOne()
    {
        using var first = app.Browse();
        Assert.Equal("/triage", (await first.SignOnAsync()).Path);
        app.Issuer.ChangeKey();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        using var second = app.Browse();
        Assert.Equal("/triage", (await second.SignOnAsync()).Path);
    }

    [Fact]
    public async Task SignOn_WithAClockAMinuteAhead_IsAccepted()
    {
        app.Issuer.Spoil = claims => claims["nbf"] = app.Clock.GetUtcNow().ToUnixTimeSeconds() + 60;
        using var browser = app.Browse();
        Assert.Equal("/triage", (await browser.SignOnAsync()).Path);
    }

    [Fact]
    public async Task SignOn_WhenTheIssuerSaysItIsAnother_OpensNothing()
    {
        app.Clock.Advance(TimeSpan.FromHours(2));
        app.Issuer.NamesItself = "https://other.example";
        using var browser = app.Browse();
        var started = await browser.FollowAsync("/sign-in/single");
        await RefusedAsync(browser, started, "The sign-in was not accepted");
    }

    [Theory]
    [InlineData("R8000=NationalTriager", "national role")]
    [InlineData("R8000=Emperor", "no role")]
    [InlineData("R8000", "cannot be understood")]
    [InlineData("R8000=Guardian+Triager", "no other role")]
    [InlineData("R8000=SupplierUser", "supplier")]
    public void Roles_ThatMustNotBeGiven_StopTheStart(string setting, string why) =>
        Assert.Contains(why, Assert.Throws<CannotStartException>(() => new RoleMapping(setting)).Message, StringComparison.Ordinal);

    private async Task RefusedAsync(SignOnBrowser browser, (HttpStatusCode Status, string Path, string Body) answer, string heading)
    {
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Contains($"<h1>{heading}</h1>", answer.Body, StringComparison.Ordinal);
        Assert.Contains("You are not signed in, and nothing was changed", answer.Body, StringComparison.Ordinal);
        Assert.StartsWith("/sign-in?", (await browser.FollowAsync("/triage")).Path, StringComparison.Ordinal);
        Assert.True(await app.InDatabaseAsync(db => db.AuditEntries.AnyAsync(e => e.Act == "single sign-on failed")));
    }

    private async Task NoTokenIsKeptAsync()
    {
        var kept = await app.InDatabaseAsync(db => db.AuditEntries.Where(e => e.Detail != null).Select(e => e.Detail!).ToListAsync());
        var token = app.Issuer.LastToken;
        if (token.Length > 0)
        {
            var middle = token.Split('.')[1];
            Assert.DoesNotContain(kept.Concat(app.Logs.Lines), line => line.Contains(middle, StringComparison.Ordinal) || line.Contains("eyJ", StringComparison.Ordinal));
        }
    }
}

/// <summary>The issuer cannot be reached at all.</summary>
public sealed class SignOnWithoutIssuerTests(SignOnWithoutIssuerTests.LonelyApp app) : IClassFixture<SignOnWithoutIssuerTests.LonelyApp>
{
    public sealed class LonelyApp : SqliteApp
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["Jobs:RunHere"] = "false",
            // nobody listens on this port
            ["SingleSignOn:Issuer"] = "http://127.0.0.1:9/realm",
            ["SingleSignOn:ClientId"] = TestIssuer.Client,
            ["SingleSignOn:ClientSecret"] = TestIssuer.Secret,
        };
    }

    [Fact]
    public async Task SignOn_WhenTheIssuerIsDown_SaysSoAndPasswordsStillWork()
    {
        using var browser = new SignOnBrowser(app.Address, app.Address);
        var (status, _, body) = await browser.FollowAsync("/sign-in/single");
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("<h1>NHS Care Identity does not answer</h1>", body, StringComparison.Ordinal);
        Assert.True(await app.InDatabaseAsync(db => db.AuditEntries.AnyAsync(e => e.Act == "single sign-on failed" && e.Detail == "NHS Care Identity: Unreachable")));
        using var visitor = app.Visit();
        await visitor.SignInAsync(Acts.Cambridge, app.DemoPassword);
    }

    /// <summary>Nor does anybody learn by how long it takes, or hold others up: the issuer is not asked for each of them.</summary>
    [Fact]
    public async Task LogoutToken_WhenTheIssuerIsDown_IsRefusedLikeAnyOther()
    {
        // long after anybody else asked
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        using var http = new HttpClient { BaseAddress = app.Address };
        for (var tries = 0; tries < 3; tries++)
        {
            using var content = new FormUrlEncodedContent([new("logout_token", "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.AAAA")]);
            using var answer = await http.PostAsync(new Uri("/sign-out/back-channel", UriKind.Relative), content);
            Assert.Equal((HttpStatusCode.BadRequest, "{\"error\":\"invalid_request\"}"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        }
        var refused = app.Logs.Lines.Where(line => line.Contains("A sign-out by the issuer was refused", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, refused.Count);
        Assert.Contains("description could not be read", refused[0], StringComparison.Ordinal);
        Assert.All(refused.Skip(1), line => Assert.Contains("could not be read a moment ago", line, StringComparison.Ordinal));
    }
}
