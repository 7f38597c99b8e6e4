using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using MakingItWork.Directory.SingleSignOn;
using MakingItWork.Plumbing;
using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Web.OpenId;
using MakingItWork.Tests.TestHost;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MakingItWork.Tests.Directory.SingleSignOn;

/// <summary>The program proves to the issuer who it is by a key whose public half it publishes.</summary>
public sealed class ClientKeyTests : IClassFixture<KeyedSignOnApp>
{
    private readonly KeyedSignOnApp app;

    public ClientKeyTests(KeyedSignOnApp app)
    {
        this.app = app;
        app.There.Behave();
    }

    [Fact]
    public async Task SignOn_WithAKey_SendsAnAssertionAndNoSecret()
    {
        using var browser = await app.There.SignedInAsync($"s{Guid.NewGuid():N}"[..16], null);
        var form = app.There.Issuer.LastForm;
        Assert.Equal(["client_assertion", "client_assertion_type", "client_id", "code", "code_verifier", "grant_type", "redirect_uri"], form.Keys.Order(StringComparer.Ordinal));
        var first = new JsonWebToken(form["client_assertion"]);
        Assert.Equal(("RS512", "cis2-2", "JWT"), (first.Alg, first.Kid, first.Typ));
        Assert.Equal(["aud", "exp", "iat", "iss", "jti", "sub"], first.Claims.Select(claim => claim.Type).Order(StringComparer.Ordinal));
        Assert.Equal(
            (TestIssuer.Client, TestIssuer.Client, $"{app.There.Issuer.Address}token", TimeSpan.FromMinutes(3)),
            (first.Issuer, first.Subject, Assert.Single(first.Audiences), first.ValidTo - first.IssuedAt));
        using var second = await app.There.SignedInAsync($"s{Guid.NewGuid():N}"[..16], null);
        Assert.NotEqual(first.Id, new JsonWebToken(app.There.Issuer.LastForm["client_assertion"]).Id);
    }

    [Fact]
    public async Task Keys_AtTheirAddress_AreThePublicHalvesOfAll()
    {
        using var http = new HttpClient { BaseAddress = app.Address };
        using var answer = await http.GetAsync(new Uri("/.well-known/jwks.json", UriKind.Relative));
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(TimeSpan.FromMinutes(5), answer.Headers.CacheControl?.MaxAge);
        using var published = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var keys = published.RootElement.GetProperty("keys").EnumerateArray().ToList();
        Assert.Equal(
            ["kty=RSA use=sig alg=RS512 kid=cis2-2 n e=AQAB", "kty=EC use=sig kid=cis2-1 crv=P-256 x y"],
            keys.Select(key => string.Join(' ', key.EnumerateObject().Select(member => member.Name is "n" or "x" or "y" ? member.Name : $"{member.Name}={member.Value}"))));
    }

    [Fact]
    public async Task SignOn_WithAKeyThatTheIssuerDoesNotKnow_OpensNothingAndTellsNothing()
    {
        app.There.Issuer.ClientKeys = () => new Uri(app.There.Issuer.Address, "/jwks");
        using var browser = app.There.Begin($"s{Guid.NewGuid():N}"[..16], null);
        var (status, _, body) = await browser.SignOnAsync();
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("The sign-in could not be finished", body, StringComparison.Ordinal);
        var secrets = app.There.Key.Split('\n').Where(line => line.Length > 40).Append(app.There.Issuer.LastForm["client_assertion"].Split('.')[1]).ToList();
        Assert.True(secrets.Count > 5);
        Assert.DoesNotContain(app.Logs.Lines, line => secrets.Exists(secret => line.Contains(secret, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    [InlineData("PS384")]
    [InlineData("PS512")]
    [InlineData("ES256")]
    [InlineData("ES384")]
    [InlineData("ES512")]
    public async Task Assertion_ByEachAlgorithm_HoldsAgainstThePublishedKeys(string algorithm)
    {
        using var files = new KeyFiles();
        using AsymmetricAlgorithm key = algorithm[0] == 'E' ? ECDsa.Create(CurveOf(algorithm)) : RSA.Create(2048);
        using var next = RSA.Create(3072);
        var options = Options.Create(new SingleSignOnOptions
        {
            ClientId = "client", KeyAlgorithm = algorithm, KeyFiles = $"{files.Add("now", key.ExportPkcs8PrivateKeyPem())},{files.Add("next", next.ExportRSAPrivateKeyPem())}",
        });
        var keys = ClientKeys.Read(options.Value, files.Data);
        var text = JsonSerializer.Serialize(new { keys = keys.Published });
        Assert.DoesNotContain(keys.Published.SelectMany(one => one.Keys), name => name is "d" or "p" or "q" or "dp" or "dq" or "qi" or "oth" or "k");
        var published = new JsonWebKeySet(text);
        Assert.Equal(2, published.Keys.Count);
        // without a name of its own, a key has that which anybody can work out from it (RFC 7638)
        Assert.All(published.Keys, one => Assert.Equal(one.Kid, Base64UrlEncoder.Encode(one.ComputeJwkThumbprint())));
        var made = new ClientAssertions(keys, options, TimeProvider.System).For("https://issuer.example/token");
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(made, new TokenValidationParameters
        {
            ValidIssuer = "client", ValidAudience = "https://issuer.example/token", IssuerSigningKeys = published.GetSigningKeys(), TryAllIssuerSigningKeys = false, ValidAlgorithms = [algorithm],
        });
        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal(published.Keys[0].Kid, ((JsonWebToken)result.SecurityToken).Kid);
        published.Keys.RemoveAt(0);
        Assert.False((await new JsonWebTokenHandler().ValidateTokenAsync(made, new TokenValidationParameters
        {
            ValidIssuer = "client", ValidAudience = "https://issuer.example/token", IssuerSigningKeys = published.GetSigningKeys(),
        })).IsValid);
    }

    [Theory]
    [InlineData("nothing", "SingleSignOn:KeyFiles (a private key of ours) or SingleSignOn:ClientSecret")]
    [InlineData("both", "not both")]
    [InlineData("no client id", "SingleSignOn:ClientId is needed")]
    [InlineData("missing", "is not there")]
    [InlineData("folder", "is a folder")]
    [InlineData("rubbish", "holds no private key in PEM")]
    [InlineData("public", "holds a public key")]
    [InlineData("password", "locked with a password")]
    [InlineData("weak", "holds a key of 1024 bits, which is too weak")]
    [InlineData("odd curve", "on a curve that cannot be used")]
    [InlineData("other kind", "is not one for SingleSignOn:KeyAlgorithm RS512")]
    [InlineData("other curve", "is not one for SingleSignOn:KeyAlgorithm ES384")]
    [InlineData("unknown algorithm", "SingleSignOn:KeyAlgorithm is \"HS256\"")]
    [InlineData("same twice", "have the same key id")]
    [InlineData("key itself", "holds a key itself")]
    [InlineData("key without its lines", "a file is not there")]
    [InlineData("in the data folder", "lies in the data folder")]
    [InlineData("commas only", "names no file")]
    public void Start_WithAKeyThatCannotBeUsed_SaysWhatIsWrongAndNothingOfTheKey(string how, string why)
    {
        using var files = new KeyFiles();
        using var rsa = RSA.Create(how == "weak" ? 1024 : 2048);
        using var ec = ECDsa.Create(how == "odd curve" ? ECCurve.CreateFromFriendlyName("secp256k1") : ECCurve.NamedCurves.nistP256);
        var good = rsa.ExportPkcs8PrivateKeyPem();
        var bare = string.Concat(good.Split('\n').Where(line => !line.StartsWith('-')));
        var settings = new Dictionary<string, string?>
        {
            ["Storage:DataFolder"] = files.Data.Path,
            ["SingleSignOn:Issuer"] = "https://issuer.example",
            ["SingleSignOn:ClientId"] = how == "no client id" ? "" : "client",
            ["SingleSignOn:ClientSecret"] = how == "both" ? "secret" : "",
            ["SingleSignOn:KeyAlgorithm"] = how switch { "other curve" => "ES384", "unknown algorithm" => "HS256", _ => "RS512" },
            ["SingleSignOn:KeyFiles"] = how switch
            {
                "nothing" => "",
                "missing" => files.PathOf("missing"),
                "folder" => files.Data.Path + "/../",
                "rubbish" => files.Add("rubbish", "-----BEGIN NOTHING-----\nAAAA\n-----END NOTHING-----"),
                "public" => files.Add("public", rsa.ExportSubjectPublicKeyInfoPem()),
                "password" => files.Add("locked", rsa.ExportEncryptedPkcs8PrivateKeyPem("password", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1))),
                "odd curve" or "other kind" or "other curve" => files.Add("ec", ec.ExportPkcs8PrivateKeyPem()),
                "same twice" => $"{files.Add("one", good)},{files.Add("two", rsa.ExportRSAPrivateKeyPem())}",
                "key itself" => good,
                "key without its lines" => bare,
                "in the data folder" => files.Add("data/key", good),
                "commas only" => ", ,",
                _ => files.Add("good", good),
            },
        };
        var trouble = Assert.Throws<CannotStartException>(() => new ServiceCollection().AddSingleSignOn(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));
        Assert.Contains(why, trouble.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(good.Split('\n')[3], trouble.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(bare[..60], trouble.ToString(), StringComparison.Ordinal);
    }

    private static ECCurve CurveOf(string algorithm) => algorithm switch
    {
        "ES256" => ECCurve.NamedCurves.nistP256,
        "ES384" => ECCurve.NamedCurves.nistP384,
        _ => ECCurve.NamedCurves.nistP521,
    };

    private sealed class KeyFiles : IDisposable
    {
        private readonly string folder = System.IO.Directory.CreateTempSubdirectory("making-it-work-keys-").FullName;

        public DataFolder Data => new(Path.Combine(folder, "data"));

        public string PathOf(string name) => Path.Combine(folder, name + ".pem");

        public string Add(string name, string text)
        {
            _ = Data;
            File.WriteAllText(PathOf(name), text);
            return PathOf(name);
        }

        public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);
    }
}
