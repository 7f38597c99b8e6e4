using System.Net;
using System.Security.Cryptography;
using MakingItWork.Tests.TestHost;

namespace MakingItWork.Tests.Directory.SingleSignOn;

/// <summary>An issuer that knows the program by its key, and the files of that key and of the one before it.</summary>
public sealed class KeyedSignOn : IAsyncDisposable
{
    private readonly TestApp app;
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("making-it-work-keys-").FullName;

    private KeyedSignOn(TestApp app, TestIssuer issuer) => (this.app, Issuer) = (app, issuer);

    public TestIssuer Issuer { get; }

    /// <summary>The text of the key that signs.</summary>
    public string Key { get; private set; } = "";

    public static async Task<KeyedSignOn> StartAsync(TestApp app)
    {
        var there = new KeyedSignOn(app, await TestIssuer.StartAsync());
        there.Issuer.Now = app.Clock.GetUtcNow;
        using var signs = RSA.Create(2048);
        using var before = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        there.Key = signs.ExportPkcs8PrivateKeyPem();
        await File.WriteAllTextAsync(there.FileOf("signs"), there.Key);
        await File.WriteAllTextAsync(there.FileOf("before"), before.ExportSubjectPublicKeyInfoPem());
        there.Behave();
        return there;
    }

    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Jobs:RunHere"] = "false",
        ["SingleSignOn:Issuer"] = Issuer.Address.ToString(),
        ["SingleSignOn:ClientId"] = TestIssuer.Client,
        ["SingleSignOn:KeyFiles"] = $"cis2-2={FileOf("signs")}, cis2-1={FileOf("before")}",
        ["SingleSignOn:Roles"] = "R8000=Triager+Redactor",
    };

    public void Behave()
    {
        Issuer.Behave();
        Issuer.ClientKeys = () => new Uri(app.Address, "/.well-known/jwks.json");
    }

    /// <summary>Somebody signs in; the session at the issuer has this name.</summary>
    public async Task<SignOnBrowser> SignedInAsync(string subject, string? session)
    {
        var browser = Begin(subject, session);
        Assert.Equal("/triage", (await browser.SignOnAsync()).Path);
        return browser;
    }

    /// <summary>Somebody about whom the issuer speaks next.</summary>
    public SignOnBrowser Begin(string subject, string? session)
    {
        Issuer.Person = SignOnApp.CareStaff(subject, "RGT", "R8000");
        Issuer.Session = session;
        return new SignOnBrowser(app.Address, Issuer.Address);
    }

    public async Task<(HttpStatusCode Status, string Body)> SignOutAsync(string? token)
    {
        using var http = new HttpClient { BaseAddress = app.Address };
        using var content = new FormUrlEncodedContent(token is null ? [] : [new("logout_token", token)]);
        using var answer = await http.PostAsync(new Uri("/sign-out/back-channel", UriKind.Relative), content);
        Assert.True(answer.StatusCode == HttpStatusCode.TooManyRequests || answer.Headers.CacheControl is { NoStore: true });
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await Issuer.DisposeAsync();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    private string FileOf(string name) => Path.Combine(folder, name + ".pem");
}

public sealed class KeyedSignOnApp : SqliteApp
{
    public KeyedSignOn There { get; private set; } = null!;

    protected override IReadOnlyDictionary<string, string> Settings => There.Settings;

    protected override async Task<string> ConnectionStringAsync()
    {
        There = await KeyedSignOn.StartAsync(this);
        return await base.ConnectionStringAsync();
    }

    protected override Task DropDatabaseAsync() => There.DisposeAsync().AsTask();
}

public sealed class KeyedSignOnPostgreSqlApp : PostgreSqlApp
{
    public KeyedSignOn There { get; private set; } = null!;

    protected override IReadOnlyDictionary<string, string> Settings => There.Settings;

    protected override async Task<string> ConnectionStringAsync()
    {
        There = await KeyedSignOn.StartAsync(this);
        return await base.ConnectionStringAsync();
    }

    protected override async Task DropDatabaseAsync()
    {
        await There.DisposeAsync();
        await base.DropDatabaseAsync();
    }
}
