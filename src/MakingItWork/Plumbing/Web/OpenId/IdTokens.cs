using System.IdentityModel.Tokens.Jwt;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace MakingItWork.Plumbing.Web.OpenId;

/// <summary>Whether an id_token is what it should be: signature, issuer, audience, times, nonce, at_hash and level of assurance.</summary>
public sealed class IdTokens(IssuedTokens issued, IOptions<SingleSignOnOptions> options)
{
    // the time in a nonce is not looked at: how old a sign-in may be is kept with its state
    private readonly OpenIdConnectProtocolValidator protocol = new() { RequireTimeStampInNonce = false, RequireState = false, RequireStateValidation = false };

    /// <exception cref="SingleSignOnException">It is not.</exception>
    public async Task<JsonWebToken> CheckAsync(string idToken, string accessToken, string nonce, CancellationToken cancel)
    {
        var token = await issued.CheckAsync(idToken, "id_token", cancel);
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
}
