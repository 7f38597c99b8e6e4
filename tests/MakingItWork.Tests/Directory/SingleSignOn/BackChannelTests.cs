using System.Net;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Directory.SingleSignOn;

/// <summary>The issuer says that somebody signed out there: those sessions end and no other's, and nobody else can say so.</summary>
public abstract class BackChannelTests
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";
    private readonly TestApp app;
    private readonly KeyedSignOn there;
    private readonly string subject = $"s{Guid.NewGuid():N}"[..16];
    private readonly string session = $"{Guid.NewGuid()}";

    protected BackChannelTests(TestApp app, KeyedSignOn there)
    {
        (this.app, this.there) = (app, there);
        there.Behave();
    }

    [Theory]
    [InlineData(true, "logout+jwt")]
    [InlineData(true, "JWT")]
    [InlineData(false, "application/logout+jwt")]
    public async Task LogoutToken_ForASession_EndsItAtItsNextRequestAndNoOther(bool namesSubject, string type)
    {
        using var one = await there.SignedInAsync(subject, session);
        using var sameInAnotherBrowser = await there.SignedInAsync(subject, session);
        using var another = await there.SignedInAsync(subject, $"{Guid.NewGuid()}");
        using var colleague = await there.SignedInAsync($"c{subject}", $"{Guid.NewGuid()}");
        Assert.Equal((HttpStatusCode.OK, ""), await there.SignOutAsync(there.Issuer.LogoutToken(session, namesSubject ? subject : null, type: type)));
        Assert.False(await IsInAsync(one));
        Assert.False(await IsInAsync(sameInAnotherBrowser));
        Assert.True(await IsInAsync(another));
        Assert.True(await IsInAsync(colleague));
        var entry = await app.InDatabaseAsync(db => db.AuditEntries.Where(e => e.Act == "signed out by single sign-on").OrderByDescending(e => e.Sequence).FirstAsync());
        Assert.Equal(
            namesSubject ? ($"Dr {subject}", "RGT", "NHS Care Identity ended one session") : ("The system", null, "NHS Care Identity ended one session and did not say whose"),
            (entry.Who, entry.OrganisationCode, entry.Detail));
    }

    [Fact]
    public async Task LogoutToken_ForASubject_EndsAllOfTheirSessionsAndNobodyElses()
    {
        using var one = await there.SignedInAsync(subject, session);
        using var withoutName = await there.SignedInAsync(subject, null);
        using var colleague = await there.SignedInAsync($"c{subject}", session);
        Assert.Equal(HttpStatusCode.OK, (await there.SignOutAsync(there.Issuer.LogoutToken(null, subject))).Status);
        Assert.False(await IsInAsync(one));
        Assert.False(await IsInAsync(withoutName));
        Assert.True(await IsInAsync(colleague));
        Assert.True(await app.InDatabaseAsync(db => db.AuditEntries.AnyAsync(e => e.Who == $"Dr {subject}" && e.Detail == "NHS Care Identity ended every session")));
        // and they may come again
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        using var again = await there.SignedInAsync(subject, $"{Guid.NewGuid()}");
        Assert.True(await IsInAsync(again));
    }

    [Theory]
    [InlineData("wrong signature")]
    [InlineData("alg none")]
    [InlineData("public key as secret")]
    [InlineData("key of another issuer")]
    [InlineData("other issuer")]
    [InlineData("other audience")]
    [InlineData("expired")]
    [InlineData("no expiry")]
    [InlineData("good for a year")]
    [InlineData("issued later")]
    [InlineData("no time of issue")]
    [InlineData("no events")]
    [InlineData("another event")]
    [InlineData("event without an object")]
    [InlineData("nonce")]
    [InlineData("neither session nor subject")]
    [InlineData("empty session")]
    [InlineData("session as a number")]
    [InlineData("empty subject")]
    [InlineData("no number")]
    [InlineData("type of an access token")]
    [InlineData("id_token")]
    [InlineData("no token")]
    [InlineData("no token at all")]
    [InlineData("too long")]
    [InlineData("longer than any form")]
    public async Task LogoutToken_ThatIsNotAsItShouldBe_IsRefusedAndTheSessionGoesOn(string how)
    {
        using var browser = await there.SignedInAsync(subject, session);
        var idToken = there.Issuer.LastToken;
        await using var other = await TestIssuer.StartAsync();
        other.Now = app.Clock.GetUtcNow;
        var issuer = how == "key of another issuer" ? other : there.Issuer;
        issuer.WrongSignature = how == "wrong signature";
        issuer.Algorithm = how switch { "alg none" => "none", "public key as secret" => "HS256", _ => "RS256" };
        var now = app.Clock.GetUtcNow().ToUnixTimeSeconds();
        var token = issuer.LogoutToken(
            session, subject,
            claims => _ = how switch
            {
                "key of another issuer" => claims["iss"] = there.Issuer.Address.ToString().TrimEnd('/'),
                "other issuer" => claims["iss"] = "https://other.example",
                "other audience" => claims["aud"] = "another-client",
                "expired" => claims["exp"] = now - 600,
                "no expiry" => claims.Remove("exp"),
                "good for a year" => claims["exp"] = now + 31_536_000,
                "issued later" => claims["iat"] = now + 600,
                "no time of issue" => claims.Remove("iat"),
                "no events" => claims.Remove("events"),
                "another event" => claims["events"] = new Dictionary<string, object> { ["http://schemas.example/event/other"] = new { } },
                "event without an object" => claims["events"] = new Dictionary<string, object> { [Event] = true },
                "nonce" => claims["nonce"] = "1",
                "neither session nor subject" => claims.Remove("sid") | claims.Remove("sub"),
                "empty session" => claims["sid"] = "",
                "session as a number" => claims["sid"] = 7,
                "empty subject" => claims["sub"] = " ",
                "no number" => claims.Remove("jti"),
                "too long" => claims["more"] = new string('a', 30_000),
                "longer than any form" => claims["more"] = new string('a', 80_000),
                _ => (object)true,
            },
            how == "type of an access token" ? "at+jwt" : "logout+jwt");
        var (status, body) = await there.SignOutAsync(how switch { "id_token" => idToken, "no token" => "rubbish", "no token at all" => null, _ => token });
        Assert.Equal((HttpStatusCode.BadRequest, "{\"error\":\"invalid_request\"}"), (status, body));
        Assert.True(await IsInAsync(browser));
        Assert.False(await app.InDatabaseAsync(db => db.AuditEntries.AnyAsync(e => e.Act == "signed out by single sign-on" && e.Who == $"Dr {subject}")));
        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains(token.Split('.')[1], StringComparison.Ordinal));
        // the same without the fault is good
        there.Behave();
        Assert.Equal(HttpStatusCode.OK, (await there.SignOutAsync(there.Issuer.LogoutToken(session, subject))).Status);
        Assert.False(await IsInAsync(browser));
    }

    [Fact]
    public async Task LogoutToken_ForTheSecondTime_IsRefusedAndTheNewSessionGoesOn()
    {
        using var browser = await there.SignedInAsync(subject, session);
        var token = there.Issuer.LogoutToken(null, subject);
        Assert.Equal(HttpStatusCode.OK, (await there.SignOutAsync(token)).Status);
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        using var again = await there.SignedInAsync(subject, session);
        Assert.Equal(HttpStatusCode.BadRequest, (await there.SignOutAsync(token)).Status);
        // nor when what it left is cleared away by another one
        app.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(HttpStatusCode.OK, (await there.SignOutAsync(there.Issuer.LogoutToken("another", null))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await there.SignOutAsync(token)).Status);
        Assert.True(await IsInAsync(again));
    }

    [Fact]
    public async Task LogoutTokens_AtTheSameTime_CountOnceEach()
    {
        using var browser = await there.SignedInAsync(subject, session);
        var token = there.Issuer.LogoutToken(session, subject);
        var same = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => there.SignOutAsync(token)));
        Assert.Single(same, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(5, same.Count(answer => answer.Status == HttpStatusCode.BadRequest));
        var fresh = $"{Guid.NewGuid()}";
        var different = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => there.SignOutAsync(there.Issuer.LogoutToken(fresh, null))));
        Assert.All(different, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.False(await IsInAsync(browser));
    }

    [Fact]
    public async Task LogoutToken_SignedByANewKey_IsAccepted()
    {
        using var browser = await there.SignedInAsync(subject, session);
        there.Issuer.ChangeKey();
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await there.SignOutAsync(there.Issuer.LogoutToken(session, subject))).Status);
        Assert.False(await IsInAsync(browser));
    }

    /// <summary>The issuer's word can be faster than the browser on its way back.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LogoutToken_BeforeTheBrowserIsBack_LetsNobodyIn(bool ofTheSession)
    {
        using var known = await there.SignedInAsync(subject, $"{Guid.NewGuid()}");
        using var browser = there.Begin(subject, session);
        var back = await browser.ToIssuerAndBackAsync();
        // issued in the moment in which they sign out
        there.Issuer.Spoil = claims => claims["iat"] = app.Clock.GetUtcNow().ToUnixTimeSeconds() - 5;
        Assert.Equal(HttpStatusCode.OK, (await there.SignOutAsync(ofTheSession ? there.Issuer.LogoutToken(session, subject) : there.Issuer.LogoutToken(null, subject))).Status);
        var (status, _, body) = await browser.FollowAsync(back);
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("<h1>You have signed out of NHS Care Identity</h1>", body, StringComparison.Ordinal);
        Assert.False(await IsInAsync(browser));
        Assert.Equal(ofTheSession, await IsInAsync(known));
    }

    /// <summary>Whether somebody has a session here is nobody's business.</summary>
    [Fact]
    public async Task LogoutToken_ForSomebodyWhoIsNotHere_ReadsTheSame()
    {
        Assert.Equal((HttpStatusCode.OK, ""), await there.SignOutAsync(there.Issuer.LogoutToken(session, null)));
        Assert.Equal((HttpStatusCode.OK, ""), await there.SignOutAsync(there.Issuer.LogoutToken(null, subject)));
    }

    [Fact]
    public async Task LogoutToken_AtOneCopyOfTheProgram_EndsTheSessionAtAnother()
    {
        await using var second = await RealProgram.StartAsync(app, there.Settings);
        using var browser = await there.SignedInAsync(subject, session);
        var cookie = browser.Cookies.GetCookies(app.Address)["making-it-work"]!.Value;
        using var elsewhere = second.Visit();
        elsewhere.Plant("making-it-work", cookie);
        Assert.Equal("/triage", (await elsewhere.EndsAtAsync("/triage")).Path);
        Assert.Equal(HttpStatusCode.OK, (await there.SignOutAsync(there.Issuer.LogoutToken(session, subject))).Status);
        Assert.Equal("/sign-in", (await elsewhere.EndsAtAsync("/triage")).Path);
    }

    private static async Task<bool> IsInAsync(SignOnBrowser browser) => (await browser.FollowAsync("/triage")).Path == "/triage";
}

public sealed class BackChannelSqliteTests(KeyedSignOnApp app) : BackChannelTests(app, app.There), IClassFixture<KeyedSignOnApp>;

public sealed class BackChannelPostgreSqlTests(KeyedSignOnPostgreSqlApp app) : BackChannelTests(app, app.There), IClassFixture<KeyedSignOnPostgreSqlApp>;

/// <summary>With room for five requests a minute.</summary>
public sealed class BackChannelLimitTests(BackChannelLimitTests.NarrowApp app) : IClassFixture<BackChannelLimitTests.NarrowApp>
{
    public sealed class NarrowApp : SqliteApp
    {
        public KeyedSignOn There { get; private set; } = null!;

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(There.Settings) { ["Web:QuestionsAMinute"] = "5" };

        protected override async Task<string> ConnectionStringAsync()
        {
            There = await KeyedSignOn.StartAsync(this);
            return await base.ConnectionStringAsync();
        }

        protected override Task DropDatabaseAsync() => There.DisposeAsync().AsTask();
    }

    [Fact]
    public async Task LogoutTokens_WithoutEnd_AreHeldUp()
    {
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 12; i++)
        {
            answers.Add((await app.There.SignOutAsync("rubbish")).Status);
        }
        Assert.Equal(HttpStatusCode.BadRequest, answers[0]);
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
    }
}
