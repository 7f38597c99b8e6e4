using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using AngleSharp.Dom;
using MakingItWork.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Tests.Directory;

/// <summary>Triagers must have a second factor here.</summary>
public sealed class SecondFactorApp : SqliteApp
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Jobs:RunHere"] = "false",
        ["Accounts:SecondFactorRoles"] = "Triager",
    };
}

public sealed class SecondFactorSqliteTests(SecondFactorApp app) : IClassFixture<SecondFactorApp>
{
    [Fact]
    public async Task SecondFactor_AskedOfARole_OpensNothingUntilItIsSetUp()
    {
        using var visitor = app.Visit();
        await visitor.SignInAsync(Acts.Birmingham, app.DemoPassword);
        Assert.Equal(HttpStatusCode.Forbidden, await visitor.StatusAsync("/triage"));
        Assert.Equal(HttpStatusCode.Forbidden, await visitor.StatusAsync("/redact"));
        var (page, _) = await SetUpAsync(visitor);
        Assert.Equal(10, page.QuerySelectorAll("#recovery-codes li").Length);
        Assert.Equal(HttpStatusCode.OK, await visitor.StatusAsync("/triage"));
        // a key in use is not shown again
        Assert.NotNull((await visitor.PageAsync("/account/second-factor")).QuerySelector("#on"));
        // others need none
        using var supplier = app.Visit();
        await supplier.SignInAsync(Acts.Harbour, app.DemoPassword);
        Assert.Equal(HttpStatusCode.OK, await supplier.StatusAsync("/supplier"));
    }

    [Fact]
    public async Task SignIn_WithASecondFactor_NeedsACodeThatOpensOnce()
    {
        using var owner = app.Visit();
        await owner.SignInAsync(Acts.Cambridge, app.DemoPassword);
        var (page, key) = await SetUpAsync(owner);
        var recovery = page.QuerySelectorAll("#recovery-codes li").Select(item => item.TextContent.Trim()).ToList();

        using var visitor = app.Visit();
        await PasswordAsync(visitor, Acts.Cambridge);
        Assert.Equal("/sign-in", (await visitor.EndsAtAsync("/triage")).Path);
        Assert.NotNull((await CodeAsync(visitor, "000000")).QuerySelector("#Code-error"));
        var code = Totp(key, 0);
        await CodeAsync(visitor, code);
        Assert.Equal(HttpStatusCode.OK, await visitor.StatusAsync("/triage"));

        using var second = app.Visit();
        await PasswordAsync(second, Acts.Cambridge);
        Assert.NotNull((await CodeAsync(second, code)).QuerySelector("#Code-error"));
        await CodeAsync(second, recovery[0]);
        Assert.Equal("/triage", (await second.EndsAtAsync("/triage")).Path);

        using var third = app.Visit();
        await PasswordAsync(third, Acts.Cambridge);
        Assert.NotNull((await CodeAsync(third, recovery[0])).QuerySelector("#Code-error"));

        // neither the key nor a code lies readable in the database
        var stored = await app.InDatabaseAsync(db => db.UserTokens.Select(token => token.Value).ToListAsync());
        Assert.DoesNotContain(stored, value => value!.Contains(key, StringComparison.OrdinalIgnoreCase) || recovery.Any(one => value.Contains(one, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task SignIn_WithFiveWrongCodes_IsLockedForTheRightOne()
    {
        using var owner = app.Visit();
        await owner.SignInAsync("safety.guys@example.org", app.DemoPassword);
        var (_, key) = await SetUpAsync(owner);
        using var visitor = app.Visit();
        await PasswordAsync(visitor, "safety.guys@example.org");
        for (var tries = 0; tries < 5; tries++)
        {
            await CodeAsync(visitor, $"00000{tries}");
        }
        await CodeAsync(visitor, Totp(key, 0));
        Assert.Equal("/sign-in", (await visitor.EndsAtAsync("/triage")).Path);
    }

    private static async Task<(IDocument Page, string Key)> SetUpAsync(Visitor visitor)
    {
        var shown = await visitor.PageAsync("/account/second-factor");
        Assert.NotNull(shown.QuerySelector("svg.miw-qr"));
        var key = shown.QuerySelector("#key")!.TextContent.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        var wrong = await visitor.SendFormAsync("/account/second-factor", new Dictionary<string, string> { ["Code"] = "" });
        Assert.NotNull(wrong.QuerySelector("#Code-error"));
        var page = await visitor.SendFormAsync("/account/second-factor", new Dictionary<string, string> { ["Code"] = Totp(key, -1) });
        Assert.NotNull(page.QuerySelector("#recovery-codes"));
        return (page, key);
    }

    private async Task PasswordAsync(Visitor visitor, string email)
    {
        var page = await visitor.SendFormAsync("/sign-in", new Dictionary<string, string> { ["Email"] = email, ["Password"] = app.DemoPassword });
        Assert.NotNull(page.QuerySelector("#send-code"));
    }

    private static Task<IDocument> CodeAsync(Visitor visitor, string code) =>
        visitor.SendFormAsync("/sign-in/code", new Dictionary<string, string> { ["Code"] = code });

    /// <summary>RFC 6238, as an authenticator app reckons it.</summary>
    private static string Totp(string key, int steps)
    {
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(key.Select(letter => Convert.ToString(Letters.IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var secret = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, (DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30) + steps);
#pragma warning disable CA5350 // the algorithm that every authenticator app uses
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var at = hash[^1] & 15;
        return ((BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(at)) & 0x7fffffff) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
