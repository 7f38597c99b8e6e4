using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace MakingItWork.Tests.TestHost;

/// <summary>An OpenID Connect issuer with a key of its own, on a real port, that can be told to misbehave.</summary>
public sealed partial class TestIssuer : IAsyncDisposable
{
    public const string Client = "making-it-work-test";
    public const string Secret = "not-a-secret-only-a-test";

    private readonly ConcurrentDictionary<string, Dictionary<string, string?>> codes = new();
    private readonly ConcurrentDictionary<string, bool> accessTokens = new();
    private readonly WebApplication web;
    private RSA key = RSA.Create(2048);
    private string keyId = "first";

    private TestIssuer(WebApplication web) => this.web = web;

    public Uri Address { get; private set; } = null!;

    /// <summary>What is told about the person who signs in next.</summary>
    public Dictionary<string, object?> Person { get; set; } = [];

    /// <summary>The time that goes into tokens.</summary>
    public Func<DateTimeOffset> Now { get; set; } = () => DateTimeOffset.UtcNow;

    /// <summary>Changes the id_token before it is signed.</summary>
    public Action<Dictionary<string, object?>>? Spoil { get; set; }

    public string Algorithm { get; set; } = "RS256";
    public bool WrongSignature { get; set; }
    public bool Denies { get; set; }
    public string? NamesItself { get; set; }
    public string? TellsAbout { get; set; }
    public IReadOnlyDictionary<string, string?> Asked { get; private set; } = new Dictionary<string, string?>();
    public string LastToken { get; private set; } = "";

    public static async Task<TestIssuer> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var issuer = new TestIssuer(builder.Build());
        issuer.Map();
        await issuer.web.StartAsync();
        issuer.Address = new Uri(issuer.web.Urls.First());
        return issuer;
    }

    /// <summary>As it was before any test changed it.</summary>
    public void Behave()
    {
        (Spoil, Algorithm, WrongSignature, Denies, NamesItself, TellsAbout, Session) = (null, "RS256", false, false, null, null, null);
    }

    public void ChangeKey()
    {
        key = RSA.Create(2048);
        keyId = Guid.NewGuid().ToString("N");
    }

    public async ValueTask DisposeAsync() => await web.DisposeAsync();

    private string Self => Address.ToString().TrimEnd('/');

    private void Map()
    {
        web.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = NamesItself ?? Self,
            ["authorization_endpoint"] = Self + "/authorize",
            ["token_endpoint"] = Self + "/token",
            ["userinfo_endpoint"] = Self + "/userinfo",
            ["jwks_uri"] = Self + "/jwks",
            ["end_session_endpoint"] = Self + "/end",
            ["response_types_supported"] = new[] { "code" },
            ["subject_types_supported"] = new[] { "public" },
            ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        }));
        web.MapGet("/jwks", () =>
        {
            var open = key.ExportParameters(false);
            return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = keyId, n = Base64Url.EncodeToString(open.Modulus), e = Base64Url.EncodeToString(open.Exponent) } } });
        });
        web.MapGet("/authorize", (HttpRequest request) =>
        {
            Asked = request.Query.ToDictionary(pair => pair.Key, pair => (string?)pair.Value.ToString());
            var code = Guid.NewGuid().ToString("N");
            codes[code] = new Dictionary<string, string?>(Asked);
            return Results.Redirect(QueryHelpers.AddQueryString(Asked["redirect_uri"]!, Denies
                ? new Dictionary<string, string?> { ["error"] = "access_denied", ["state"] = Asked["state"] }
                : new Dictionary<string, string?> { ["code"] = code, ["state"] = Asked["state"] }));
        });
        web.MapPost("/token", TokenAsync).DisableAntiforgery();
        web.MapGet("/userinfo", (HttpRequest request) =>
            accessTokens.ContainsKey(request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal))
                ? Results.Json(new Dictionary<string, object?>(Person) { ["sub"] = TellsAbout ?? Person["sub"] })
                : Results.Unauthorized());
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        LastForm = form.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        if (!await IsClientAsync(form))
        {
            return Results.Json(new { error = "invalid_client", error_description = "This client is another one" }, statusCode: 401);
        }
        if (!codes.TryRemove(form["code"].ToString(), out var asked) || form["redirect_uri"] != asked["redirect_uri"]
            || Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != asked["code_challenge"])
        {
            return Results.Json(new { error = "invalid_grant", error_description = "This code is not good" }, statusCode: 400);
        }
        var access = Guid.NewGuid().ToString("N");
        accessTokens[access] = true;
        var now = Now().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object?>
        {
            ["iss"] = Self,
            ["aud"] = Client,
            ["sub"] = Person["sub"],
            ["nonce"] = asked["nonce"],
            ["iat"] = now,
            ["exp"] = now + 300,
            ["acr"] = "AAL2_OR_AAL3_ANY",
            ["at_hash"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(access)).AsSpan(0, 16)),
        };
        if (Session is { } session)
        {
            claims["sid"] = session;
        }
        Spoil?.Invoke(claims);
        LastToken = Sign(claims, "JWT");
        return Results.Json(new { access_token = access, token_type = "Bearer", expires_in = 300, id_token = LastToken });
    }

    private string Sign(Dictionary<string, object?> claims, string type)
    {
        var content = Part(new { alg = Algorithm, typ = type, kid = keyId }) + "." + Part(claims);
        var bytes = Encoding.ASCII.GetBytes(content);
        var signature = Algorithm switch
        {
            "none" => [],
            // what a checker must not fall for: the public key taken as a shared secret
            "HS256" => HMACSHA256.HashData(key.ExportSubjectPublicKeyInfo(), bytes),
            _ => key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };
        if (WrongSignature)
        {
            signature[20] ^= 1;
        }
        return content + "." + Base64Url.EncodeToString(signature);
    }

    private static string Part<T>(T value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
