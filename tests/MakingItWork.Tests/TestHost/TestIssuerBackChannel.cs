using System.Collections.Concurrent;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MakingItWork.Tests.TestHost;

/// <summary>What goes between the issuer's servers and ours: a client that proves itself by a key, and word of sign-outs.</summary>
public sealed partial class TestIssuer
{
    private readonly ConcurrentDictionary<string, bool> assertions = new();

    /// <summary>Where the client publishes its keys; null: it is known by its secret.</summary>
    public Func<Uri>? ClientKeys { get; set; }

    /// <summary>The session here that the next id_token names.</summary>
    public string? Session { get; set; }

    /// <summary>What the client sent to the token endpoint last.</summary>
    public IReadOnlyDictionary<string, string> LastForm { get; private set; } = new Dictionary<string, string>();

    /// <summary>A logout token as it should be.</summary>
    /// <param name="spoil">Makes it another one before it is signed.</param>
    public string LogoutToken(string? session, string? subject, Action<Dictionary<string, object?>>? spoil = null, string type = "logout+jwt")
    {
        var now = Now().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object?>
        {
            ["iss"] = Self,
            ["aud"] = Client,
            ["iat"] = now,
            ["exp"] = now + 120,
            ["jti"] = Guid.NewGuid().ToString("N"),
            ["events"] = new Dictionary<string, object> { ["http://schemas.openid.net/event/backchannel-logout"] = new { } },
            ["sid"] = session,
            ["sub"] = subject,
        };
        foreach (var absent in claims.Where(claim => claim.Value is null).Select(claim => claim.Key).ToList())
        {
            claims.Remove(absent);
        }
        spoil?.Invoke(claims);
        return Sign(claims, type);
    }

    /// <summary>As strict as an issuer may be: by the published keys, for this endpoint, once, for five minutes at most, and in no second way beside it.</summary>
    private async Task<bool> IsClientAsync(IFormCollection form)
    {
        if (ClientKeys is null)
        {
            return form["client_id"] == Client && form["client_secret"] == Secret;
        }
        using var http = new HttpClient();
        var keys = new JsonWebKeySet(await http.GetStringAsync(ClientKeys()));
        var result = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(form["client_assertion"], new TokenValidationParameters
        {
            ValidIssuer = Client,
            ValidAudience = Self + "/token",
            IssuerSigningKeys = keys.GetSigningKeys(),
            TryAllIssuerSigningKeys = false,
            ClockSkew = TimeSpan.Zero,
            LifetimeValidator = (_, until, _, _) => until is { } end && end > Now() && end <= Now() + TimeSpan.FromMinutes(5),
        });
        return result.IsValid && !form.ContainsKey("client_secret")
            && form["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
            && Equals(result.Claims["sub"], Client) && assertions.TryAdd((string)result.Claims["jti"], true);
    }
}
