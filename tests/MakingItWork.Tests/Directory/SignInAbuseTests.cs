using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using MakingItWork.Directory;
using MakingItWork.Tests.TestHost;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MakingItWork.Tests.Directory;

/// <summary>Counts the work that passwords cost.</summary>
public sealed class CountingHasher : IPasswordHasher<Person>
{
    private readonly PasswordHasher<Person> real = new();
    private int times;

    public int Times => times;

    public string HashPassword(Person user, string password)
    {
        Interlocked.Increment(ref times);
        return real.HashPassword(user, password);
    }

    public PasswordVerificationResult VerifyHashedPassword(Person user, string hashedPassword, string providedPassword)
    {
        Interlocked.Increment(ref times);
        return real.VerifyHashedPassword(user, hashedPassword, providedPassword);
    }
}

public sealed class SignInAbuseApp : SqliteApp
{
    public CountingHasher Hasher { get; } = new();

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Jobs:RunHere"] = "false" };

    protected override void Replace(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<Person>>(Hasher));
}

/// <summary>Who has an account cannot be learnt, and nobody can be kept out of theirs.</summary>
public sealed partial class SignInAbuseTests(SignInAbuseApp app) : IClassFixture<SignInAbuseApp>
{
    [Fact]
    public async Task SignIn_ThatFails_DoesTheSameWorkWhoeverItIs()
    {
        await app.InDatabaseAsync(db => db.Users.Where(p => p.Email == "officer.cambridge@example.org").ExecuteUpdateAsync(set => set.SetProperty(p => p.DeactivatedAt, DateTimeOffset.UtcNow)));
        await app.InDatabaseAsync(db => db.Users.Where(p => p.Email == "guardian.cambridge@example.org").ExecuteUpdateAsync(set => set.SetProperty(p => p.PasswordHash, (string?)null)));
        await app.InDatabaseAsync(db => db.Users.Where(p => p.Email == Acts.Larkfield).ExecuteUpdateAsync(set => set.SetProperty(p => p.LockoutEnd, DateTimeOffset.UtcNow.AddHours(1))));
        using var visitor = app.Visit();
        foreach (var email in (string[])["nobody@trust.example", Acts.Harbour, "officer.cambridge@example.org", "guardian.cambridge@example.org", Acts.Larkfield])
        {
            var before = app.Hasher.Times;
            await FailAsync(visitor, email);
            Assert.True(app.Hasher.Times == before + 1, $"{email} cost {app.Hasher.Times - before} computations.");
        }
    }

    /// <summary>Taken by turns, so that a slow minute of the machine hits both; the bounds are wide, since the count above is the proof.</summary>
    [Fact]
    public async Task SignIn_WithAKnownAndAnUnknownAddress_TakesAsLong()
    {
        using var visitor = app.Visit();
        var (known, unknown) = (new List<double>(), new List<double>());
        for (var round = 0; round < 4; round++)
        {
            known.Add(await TimeAsync(visitor, Acts.National));
            unknown.Add(await TimeAsync(visitor, $"nobody{round}@trust.example"));
        }
        var ratio = Median(known) / Median(unknown);
        Assert.InRange(ratio, 1 / 3.0, 3.0);
        await app.InDatabaseAsync(db => db.Users.Where(p => p.Email == Acts.National).ExecuteUpdateAsync(set => set.SetProperty(p => p.AccessFailedCount, 0)));
    }

    [Fact]
    public async Task Lock_BroughtAboutBySomebodyElse_DoesNotHoldInABrowserOfTheOwner()
    {
        using var owner = app.Visit();
        await owner.SignInAsync(Acts.Birmingham, app.DemoPassword);
        using var attacker = app.Visit();
        for (var time = 0; time < 5; time++)
        {
            await FailAsync(attacker, Acts.Birmingham);
        }
        var until = await app.InDatabaseAsync(db => db.Users.Where(p => p.Email == Acts.Birmingham).Select(p => p.LockoutEnd).SingleAsync());
        Assert.InRange(until!.Value - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(15));
        Assert.True(await app.InDatabaseAsync(db => db.AuditEntries.AnyAsync(e => e.Act == "account locked" && e.Detail!.StartsWith(Acts.Birmingham))));

        // a strange browser is kept out, with the right password too
        await Assert.ThrowsAsync<InvalidOperationException>(() => attacker.SignInAsync(Acts.Birmingham, app.DemoPassword));
        // a browser in which somebody else has signed in is strange to this account
        using var colleague = app.Visit();
        await colleague.SignInAsync("administrator.birmingham@example.org", app.DemoPassword);
        await SignOutAsync(colleague);
        await Assert.ThrowsAsync<InvalidOperationException>(() => colleague.SignInAsync(Acts.Birmingham, app.DemoPassword));
        await SignOutAsync(owner);
        await owner.SignInAsync(Acts.Birmingham, app.DemoPassword);
    }

    [Fact]
    public async Task WrongPasswords_InAKnownBrowser_MakeItAStrangeOne()
    {
        using var shared = app.Visit();
        await shared.SignInAsync("safety.guys@example.org", app.DemoPassword);
        await SignOutAsync(shared);
        for (var time = 0; time < 5; time++)
        {
            await FailAsync(shared, "safety.guys@example.org");
        }
        await Assert.ThrowsAsync<InvalidOperationException>(() => shared.SignInAsync("safety.guys@example.org", app.DemoPassword));
    }

    [Fact]
    public async Task KnownBrowser_WithAnInventedCookie_IsAStrangeOne()
    {
        using var visitor = app.Visit();
        visitor.Plant("making-it-work-known", "invented");
        await visitor.SignInAsync(Acts.Administrator, app.DemoPassword);
    }

    [Theory]
    [InlineData("Host")]
    [InlineData("X-Forwarded-Host")]
    public async Task ForgottenPassword_WithTheHostOfAnotherSite_SendsALinkToThisOne(string header)
    {
        var email = header == "Host" ? Acts.Cambridge : "administrator.cambridge@example.org";
        using var visitor = app.Visit();
        var token = (await visitor.PageAsync("/forgotten-password")).QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/forgotten-password")
        {
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("Email", email)]),
        };
        request.Headers.TryAddWithoutValidation(header, "evil.example");
        using var answer = await visitor.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("evil.example", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        string? text = null;
        await Eventually.HoldsAsync(() =>
        {
            var folder = new DirectoryInfo(Path.Combine(app.DataFolder, "mail"));
            text = folder.Exists
                ? folder.EnumerateFiles("password-*.eml").Select(file => Eml.Parse(File.ReadAllText(file.FullName))).FirstOrDefault(eml => eml.Header("To").Contains(email, StringComparison.Ordinal))?.Parts["text/plain"]
                : null;
            return text is not null;
        });
        Assert.StartsWith("http://localhost:5080/choose-password?", Link().Match(text!).Value, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", text, StringComparison.Ordinal);
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static async Task<double> TimeAsync(Visitor visitor, string email)
    {
        var began = Stopwatch.GetTimestamp();
        await FailAsync(visitor, email);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static async Task FailAsync(Visitor visitor, string email)
    {
        var page = await visitor.SendFormAsync("/sign-in", new Dictionary<string, string> { ["Email"] = email, ["Password"] = "certainly wrong" });
        Assert.StartsWith("Check your email address and password", page.QuerySelector("#Email-error")!.TextContent.Replace("Error:", "", StringComparison.Ordinal).Trim(), StringComparison.Ordinal);
    }

    private static async Task SignOutAsync(Visitor visitor)
    {
        var token = (await visitor.PageAsync("/account")).QuerySelector("form[action='/sign-out'] input")!.GetAttribute("value")!;
        await visitor.SendAsync(new Uri("/sign-out", UriKind.Relative), [new("__RequestVerificationToken", token)]);
    }

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Link();
}

/// <summary>One password tried on many accounts from one place.</summary>
public sealed class SprayTests(SprayTests.SprayedApp app) : IClassFixture<SprayTests.SprayedApp>
{
    public sealed class SprayedApp : SqliteApp
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["Jobs:RunHere"] = "false",
            ["Web:WrongSignInsAMinute"] = "3",
            ["Web:TrustedProxies"] = "127.0.0.1, ::1/128",
        };
    }

    [Fact]
    public async Task SignIn_FailingOnManyAccountsFromOnePlace_HasToWaitAndKeepsNoWardOut()
    {
        // a ward behind one address: those who sign in rightly do not count
        for (var nurse = 0; nurse < 5; nurse++)
        {
            using var colleague = From("203.0.113.7");
            await colleague.SignInAsync(Acts.Cambridge, app.DemoPassword);
        }
        using var known = From("203.0.113.7");
        await known.SignInAsync(Acts.Harbour, app.DemoPassword);
        using var attacker = From("203.0.113.7");
        foreach (var email in (string[])[Acts.Cambridge, "nobody@trust.example", Acts.Birmingham])
        {
            Assert.Equal(HttpStatusCode.OK, (await TryAsync(attacker, email, "wrong")).Status);
        }
        var answers = new List<string>();
        foreach (var email in (string[])[Acts.National, "nobody@trust.example"])
        {
            var (status, said, wait) = await TryAsync(attacker, email, app.DemoPassword);
            Assert.Equal(HttpStatusCode.TooManyRequests, status);
            Assert.InRange(wait, 1, 60);
            answers.Add(said);
        }
        Assert.All(answers, said => Assert.Contains("Too many sign-ins from your network have failed just now. Try again in", said, StringComparison.Ordinal));

        // in a browser in which they signed in before, and from elsewhere, people get in all the same
        Assert.Equal(HttpStatusCode.OK, (await TryAsync(known, Acts.Harbour, app.DemoPassword)).Status);
        using var elsewhere = From("203.0.113.8");
        await elsewhere.SignInAsync(Acts.National, app.DemoPassword);
    }

    private Visitor From(string address)
    {
        var visitor = app.Visit();
        visitor.Http.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return visitor;
    }

    private static async Task<(HttpStatusCode Status, string Said, int Wait)> TryAsync(Visitor visitor, string email, string password)
    {
        var home = await visitor.PageAsync("/forgotten-password");
        var token = home.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("Email", email), new("Password", password)]);
        using var answer = await visitor.Http.PostAsync(new Uri("/sign-in", UriKind.Relative), content);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), (int)(answer.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0));
    }
}
