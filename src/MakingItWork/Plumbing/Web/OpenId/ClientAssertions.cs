using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MakingItWork.Plumbing.Web.OpenId;

/// <summary>What proves to the issuer's token endpoint who we are: signed by our key, for that endpoint alone, once and for minutes (RFC 7523).</summary>
public sealed class ClientAssertions(ClientKeys keys, IOptions<SingleSignOnOptions> options, TimeProvider clock)
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    // issuers take five minutes at most, and our clocks may differ by two either way
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(3);

    // a key is one object of the platform, and may be used by one thread at a time
    private readonly Lock one = new();

    /// <summary>False when a secret does it.</summary>
    public bool Used => keys.Signing is not null;

    public string For(string tokenEndpoint)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var described = new SecurityTokenDescriptor
        {
            Issuer = options.Value.ClientId,
            Audience = tokenEndpoint,
            IssuedAt = now,
            Expires = now + Life,
            Claims = new Dictionary<string, object> { ["sub"] = options.Value.ClientId, ["jti"] = Guid.NewGuid().ToString("N") },
            SigningCredentials = keys.Signing,
        };
        lock (one)
        {
            // without "not before": an issuer whose clock is behind ours would refuse it
            return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(described);
        }
    }
}
