using System.IdentityModel.Tokens.Jwt;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace MakingItWork.Plumbing.Web.OpenId;

/// <summary>Whether an id_token is what it should be: signature, issuer, audience, times, nonce, at_hash and level of assurance.</summary>
public sealed class IdTokens(IssuerDocument issuer, IOptions<SingleSignOnOptions> options, TimeProvider clock)
{
    // none that is made with a shared secret, or with no key at all
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    // the time in a nonce is not looked at: how old a sign-in may be is kept with its state
    private readonly OpenIdConnectProtocolValidator protocol = new() { RequireTimeStampInNonce = false, RequireState = false, RequireStateValidation = false };

    /// <exception cref="SingleSignOnException">It is not.</exception>
    public async Task<JsonWebToken> CheckAsync(string idToken, string accessToken, string nonce, CancellationToken cancel)
    {
        var known = await issuer.ReadAsync(cancel);
        var result = await ValidateAsync(idToken, known);
        // keys are changed from time to time; which exception says so depends on what else is amiss
        if (!result.IsValid && await issuer.ReadAgainAsync(cancel) is var newer && newer != known)
        {
            result = await ValidateAsync(idToken, newer);
        }
        if (!result.IsValid)
        {
            var late = result.Exception is SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException or SecurityTokenNotYetValidException;
            throw new SingleSignOnException(late ? SignOnTrouble.Clocks : SignOnTrouble.Untrusted, $"The id_token was not accepted: {result.Exception.GetType().Name}.");
        }
        var token = (JsonWebToken)result.SecurityToken;
        try
        {
            protocol.ValidateTokenResponse(new OpenIdConnectProtocolValidationContext
            {
                ClientId = options.Value.ClientId,
                Nonce = nonce,
                ProtocolMessage = new OpenIdConnectMessage { IdToken = idToken, AccessToken = accessToken },
                ValidatedIdToken = new JwtSecurityToken(idToken),
            });
        }
        catch (OpenIdConnectProtocolException failed)
        {
            throw new SingleSignOnException(SignOnTrouble.Untrusted, $"The id_token was not accepted: {failed.GetType().Name}.");
        }
        var levels = options.Value.LevelList;
        if (levels.Count > 0 && !(token.TryGetPayloadValue("acr", out string level) && levels.Contains(level, StringComparer.Ordinal)))
        {
            throw new SingleSignOnException(SignOnTrouble.Level, "The sign-in had another level of assurance than those asked for.");
        }
        return token;
    }

    private Task<TokenValidationResult> ValidateAsync(string idToken, OpenIdConnectConfiguration document) =>
        new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(idToken, new TokenValidationParameters
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
        return until is { } end && now <= end + skew && (from is not { } start || now >= start - skew);
    }
}
