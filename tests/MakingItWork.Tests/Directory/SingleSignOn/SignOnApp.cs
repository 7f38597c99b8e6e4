using System.Net;
using MakingItWork.Tests.TestHost;

namespace MakingItWork.Tests.Directory.SingleSignOn;

/// <summary>With an issuer of its own, and roles as a trust would set them.</summary>
public sealed class SignOnApp : SqliteApp
{
    public TestIssuer Issuer { get; private set; } = null!;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Jobs:RunHere"] = "false",
        ["SingleSignOn:Issuer"] = Issuer.Address.ToString(),
        ["SingleSignOn:ClientId"] = TestIssuer.Client,
        ["SingleSignOn:ClientSecret"] = TestIssuer.Secret,
        ["SingleSignOn:Levels"] = "AAL2_OR_AAL3_ANY, AAL3_ANY",
        ["SingleSignOn:Roles"] = "R8000=Triager+Redactor; R8001=Redactor; R8009=Guardian; RGT/B0001=Administrator; X26/R8010=NationalTriager",
    };

    protected override async Task<string> ConnectionStringAsync()
    {
        Issuer = await TestIssuer.StartAsync();
        Issuer.Now = Clock.GetUtcNow;
        return await base.ConnectionStringAsync();
    }

    protected override Task DropDatabaseAsync() => Issuer.DisposeAsync().AsTask();

    /// <summary>Somebody with one role, as CIS2 tells it.</summary>
    public static Dictionary<string, object?> CareStaff(string subject, string organisation, string role, params string[] activities) => new()
    {
        ["sub"] = subject,
        ["name"] = $"Dr {subject}",
        ["email"] = $"{subject}@trust.example",
        ["selected_roleid"] = "1002",
        ["nhsid_nrbac_roles"] = new object[]
        {
            new { person_roleid = "1001", org_code = "RRK", role_code = "S8000:G8000:R8010", role_name = "Not selected" },
            new { person_roleid = "1002", org_code = organisation, role_code = $"S8000:G8000:{role}", role_name = "Selected", activity_codes = activities },
        },
    };

    public SignOnBrowser Browse() => new(Address, Issuer.Address);
}

/// <summary>A browser that a test leads by the hand from redirect to redirect.</summary>
public sealed class SignOnBrowser : IDisposable
{
    private readonly HttpClientHandler handler = new() { AllowAutoRedirect = false };
    private readonly HttpClient http;
    private readonly HttpClient issuer = new(new HttpClientHandler { AllowAutoRedirect = false });

    public SignOnBrowser(Uri app, Uri issuerAddress)
    {
        http = new HttpClient(handler) { BaseAddress = app };
        issuer.BaseAddress = issuerAddress;
    }

    public CookieContainer Cookies => handler.CookieContainer;

    public void Dispose()
    {
        http.Dispose();
        handler.Dispose();
        issuer.Dispose();
    }

    /// <returns>Where the issuer sends the browser back to.</returns>
    public async Task<string> ToIssuerAndBackAsync(string returnUrl = "/triage")
    {
        using var start = await http.GetAsync(new Uri($"/sign-in/single?returnUrl={returnUrl}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Found, start.StatusCode);
        using var there = await issuer.GetAsync(start.Headers.Location);
        return there.Headers.Location!.PathAndQuery;
    }

    /// <summary>Follows redirects inside the program.</summary>
    public async Task<(HttpStatusCode Status, string Path, string Body)> FollowAsync(string address)
    {
        for (var hops = 0; ; hops++)
        {
            using var answer = await http.GetAsync(new Uri(address, UriKind.Relative));
            if (hops > 5 || answer.Headers.Location is not { } next)
            {
                return (answer.StatusCode, address, await answer.Content.ReadAsStringAsync());
            }
            address = next.IsAbsoluteUri ? next.PathAndQuery : next.ToString();
        }
    }

    public async Task<(HttpStatusCode Status, string Path, string Body)> SignOnAsync(string returnUrl = "/triage") =>
        await FollowAsync(await ToIssuerAndBackAsync(returnUrl));

    public async Task<string> PostAsync(string address, IReadOnlyDictionary<string, string> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await http.PostAsync(new Uri(address, UriKind.Relative), content);
        return await answer.Content.ReadAsStringAsync();
    }
}
