using System.Buffers.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace MakingItWork.Plumbing.Web.OpenId;

/// <summary>The issuer says that a sign-in has ended there.</summary>
/// <param name="Id">Its number at this issuer: it counts once.</param>
/// <param name="Session">The session that ended; null: all of the subject.</param>
/// <param name="Subject">Never null when the session is.</param>
public sealed record LogoutToken(string Issuer, string Id, string? Session, string? Subject, DateTimeOffset IssuedAt, DateTimeOffset Expires);

/// <summary>Whether a logout_token is what OpenID Connect Back-Channel Logout 1.0 asks of one. That it comes once is for whoever keeps the numbers.</summary>
public sealed class LogoutTokens(IssuedTokens issued, IssuerDocument issuer, IOptions<SingleSignOnOptions> options, TimeProvider clock)
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    /// <summary>For so long the numbers are kept; a token that lives longer could come a second time.</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(1);

    /// <exception cref="SingleSignOnException">It is not.</exception>
    public async Task<LogoutToken> CheckAsync(string text, CancellationToken cancel)
    {
        if (issuer.FailedJustNow)
        {
            throw new SingleSignOnException(SignOnTrouble.Unreachable, "The issuer's keys could not be read a moment ago.");
        }
        var token = await issued.CheckAsync(text, "logout_token", cancel);
        using var content = JsonDocument.Parse(Base64Url.DecodeFromChars(token.EncodedPayload));
        var claims = content.RootElement;
        Check(IsKind(token), "its type is another one");
        Check(token.IssuedAt != default, "it does not say when it was made");
        var now = clock.GetUtcNow().UtcDateTime;
        var skew = TimeSpan.FromSeconds(options.Value.ClockSkewSeconds);
        Check(token.IssuedAt <= now + skew, "it was made later than now");
        Check(token.ValidTo <= now + skew + LongestLife, "it is good for too long");
        Check(
            claims.TryGetProperty("events", out var events) && events.ValueKind == JsonValueKind.Object && events.TryGetProperty(Event, out var signOut) && signOut.ValueKind == JsonValueKind.Object,
            "it is about something else");
        // an id_token has one: neither may stand in for the other
        Check(!claims.TryGetProperty("nonce", out _), "it has a nonce");
        var session = Text(claims, "sid");
        var subject = Text(claims, "sub");
        Check(session is not null || subject is not null, "it names neither session nor subject");
        var id = Text(claims, "jti");
        Check(id is not null, "it has no number");
        return new LogoutToken(token.Issuer, id!, session, subject, Utc(token.IssuedAt), Utc(token.ValidTo));
    }

    /// <summary>The type should be there, but issuers from before the final text write none, or that of any token.</summary>
    private static bool IsKind(JsonWebToken token)
    {
        var type = token.Typ ?? "";
        return (type.StartsWith("application/", StringComparison.OrdinalIgnoreCase) ? type["application/".Length..] : type).ToUpperInvariant() is "" or "JWT" or "LOGOUT+JWT";
    }

    /// <returns>Null when it is not there. One that is there and says nothing must not widen what ends.</returns>
    private static string? Text(JsonElement claims, string name)
    {
        if (!claims.TryGetProperty(name, out var value))
        {
            return null;
        }
        Check(value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString()), $"its {name} is no text");
        return value.GetString();
    }

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));

    private static void Check(bool good, string otherwise)
    {
        if (!good)
        {
            throw new SingleSignOnException(SignOnTrouble.Untrusted, $"The logout_token was not accepted: {otherwise}.");
        }
    }
}
