using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace MakingItWork.Plumbing.Web.OpenId;

/// <summary>Whether any token is the issuer's and for us: signature, issuer, audience and times. What it may be used for is another question.</summary>
public sealed class IssuedTokens(IssuerDocument issuer, IOptions<SingleSignOnOptions> options, TimeProvider clock)
{
    // none that is made with a shared secret, or with no key at all
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <param name="name">What the token is called in the log.</param>
    /// <exception cref="SingleSignOnException">It is not.</exception>
    public async Task<JsonWebToken> CheckAsync(string text, string name, CancellationToken cancel)
    {
        var known = await issuer.ReadAsync(cancel);
        var result = await ValidateAsync(text, known);
        // keys are changed from time to time; which exception says so depends on what else is amiss
        if (!result.IsValid && await issuer.ReadAgainAsync(cancel) is var newer && newer != known)
        {
            result = await ValidateAsync(text, newer);
        }
        if (!result.IsValid)
        {
            var late = result.Exception is SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException or SecurityTokenNotYetValidException;
            throw new SingleSignOnException(late ? SignOnTrouble.Clocks : SignOnTrouble.Untrusted, $"The {name} was not accepted: {result.Exception.GetType().Name}.");
        }
        return (JsonWebToken)result.SecurityToken;
    }

    private Task<TokenValidationResult> ValidateAsync(string text, OpenIdConnectConfiguration document) =>
        new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(text, new TokenValidationParameters
        {
            ValidIssuer = document.Issuer,
            ValidAudience = options.Value.ClientId,
            IssuerSigningKeys = document.SigningKeys,
            ValidAlgorithms = Algorithms,
            LifetimeValidator = (from, until, _, _) => IsNow(from, until),
        });

    private bool IsNow(DateTime? from, DateTime? until)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var skew = TimeSpan.FromSeconds(options.Value.ClockSkewSeconds);
        return until is { } end && now - skew <= end && (from is not { } start || now + skew >= start);
    }
}
