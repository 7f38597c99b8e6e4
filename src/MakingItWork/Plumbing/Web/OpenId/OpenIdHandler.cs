using System.Buffers.Text;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace MakingItWork.Plumbing.Web.OpenId;

/// <summary>How the handler is reached; what the issuer is, is in <see cref="SingleSignOnOptions"/>.</summary>
public sealed class OpenIdOptions : OAuthOptions
{
    /// <summary>By which address people reach this service.</summary>
    public string PublicAddress { get; set; } = "";

    /// <summary>The endpoints come from the issuer's own description, when they are first needed; all else was checked at the start.</summary>
    public override void Validate()
    {
    }
}

/// <summary>
/// OpenID Connect's authorization code flow on the framework's OAuth handler, which keeps state, PKCE and the browser's
/// correlation cookie. Here is what OpenID Connect adds: discovery, nonce, the checked id_token and the user's information.
/// </summary>
internal sealed class OpenIdHandler(
    IOptionsMonitor<OpenIdOptions> options, ILoggerFactory log, UrlEncoder encoder, IssuerDocument issuer, IdTokens tokens, ClientAssertions assertions, IOptions<SingleSignOnOptions> settings)
    : OAuthHandler<OpenIdOptions>(options, log, encoder)
{
    private const string NonceItem = "nonce";
    private const string BeganItem = "began";
    private static readonly string[] RefusalCodes = ["invalid_client", "invalid_grant", "invalid_request", "unauthorized_client", "unsupported_grant_type", "invalid_scope"];

    private string Return => Options.PublicAddress.TrimEnd('/') + Options.CallbackPath;

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        try
        {
            await DiscoverAsync();
        }
        catch (SingleSignOnException failed)
        {
            await Events.RemoteFailure(new RemoteFailureContext(Context, Scheme, Options, failed));
            return;
        }
        properties.Items[NonceItem] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        properties.Items[BeganItem] = TimeProvider.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        GenerateCorrelationId(properties);
        var address = BuildChallengeUrl(properties, Return);
        address = QueryHelpers.AddQueryString(address, "nonce", properties.Items[NonceItem]!);
        if (settings.Value.LevelList is { Count: > 0 } levels)
        {
            address = QueryHelpers.AddQueryString(address, "acr_values", string.Join(' ', levels));
        }
        Response.Redirect(address);
    }

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        var properties = Options.StateDataFormat.Unprotect(Request.Query["state"]);
        if (properties is null
            || !DateTimeOffset.TryParse(properties.Items.TryGetValue(BeganItem, out var text) ? text : null, CultureInfo.InvariantCulture, out var began)
            || TimeProvider.GetUtcNow() - began > Options.RemoteAuthenticationTimeout)
        {
            return HandleRequestResult.Fail(new SingleSignOnException(SignOnTrouble.Expired, "The state is not ours, or too old."));
        }
        var document = await DiscoverAsync();
        // RFC 9207: an answer of another issuer than the one that was asked
        if (Request.Query["iss"] is { Count: > 0 } said && said != document.Issuer)
        {
            return HandleRequestResult.Fail(new SingleSignOnException(SignOnTrouble.Untrusted, "The answer came from another issuer."), properties);
        }
        return await base.HandleRemoteAuthenticateAsync();
    }

    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        var answer = assertions.Used
            ? await ExchangeByKeyAsync(context)
            : await base.ExchangeCodeAsync(new OAuthCodeExchangeContext(context.Properties, context.Code, Return));
        // its message holds what the issuer wrote: that is not for our log
        return answer.Error is null ? answer : throw new SingleSignOnException(SignOnTrouble.CodeRefused, "The issuer did not take the code.");
    }

    /// <summary>The framework would send a secret beside it, if only an empty one: an issuer refuses who proves itself in two ways.</summary>
    private async Task<OAuthTokenResponse> ExchangeByKeyAsync(OAuthCodeExchangeContext context)
    {
        using var content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = context.Code,
            ["redirect_uri"] = Return,
            ["client_id"] = Options.ClientId,
            ["client_assertion_type"] = ClientAssertions.Type,
            ["client_assertion"] = assertions.For(Options.TokenEndpoint),
            ["code_verifier"] = context.Properties.Items[OAuthConstants.CodeVerifierKey]!,
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, Options.TokenEndpoint) { Content = content };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var answer = await Backchannel.SendAsync(request, Context.RequestAborted);
        var text = await answer.Content.ReadAsStringAsync(Context.RequestAborted);
        return answer.IsSuccessStatusCode
            ? OAuthTokenResponse.Success(JsonDocument.Parse(text))
            // a code of the standard alone: it tells a key that is not registered from a code that was used
            : throw new SingleSignOnException(SignOnTrouble.CodeRefused, $"The issuer did not take the code: {RefusalCodes.FirstOrDefault(code => text.Contains($"\"{code}\"", StringComparison.Ordinal)) ?? "no reason"}.");
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokenResponse)
    {
        var idToken = tokenResponse.Response!.RootElement.TryGetProperty("id_token", out var found) && found.ValueKind == JsonValueKind.String
            ? found.GetString()!
            : throw new SingleSignOnException(SignOnTrouble.Untrusted, "The issuer gave no id_token.");
        var token = await tokens.CheckAsync(idToken, tokenResponse.AccessToken!, properties.Items[NonceItem]!, Context.RequestAborted);
        using var signed = JsonDocument.Parse(Base64Url.DecodeFromChars(token.EncodedPayload));
        using var information = await InformationAsync(tokenResponse.AccessToken!, token);
        IReadOnlyList<JsonElement> claims = information is null ? [signed.RootElement] : [signed.RootElement, information.RootElement];
        var role = SelectedRole.Of(settings.Value, claims);
        void Add(string name, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                identity.AddClaim(new Claim(name, value));
            }
        }
        string? Said(string name) => SelectedRole.Find(claims, name) is { ValueKind: JsonValueKind.String } text ? text.GetString()?.Trim() : null;
        Add(SignedOn.Issuer, token.Issuer);
        Add(SignedOn.Subject, token.Subject);
        Add(SignedOn.Session, token.TryGetPayloadValue("sid", out string session) ? session : null);
        Add(SignedOn.IssuedAt, new DateTimeOffset(token.IssuedAt).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        Add(SignedOn.Name, Said("name") ?? Said("display_name"));
        Add(SignedOn.Email, Said("email"));
        Add(SignedOn.EmailVerified, settings.Value.TrustEmail || SelectedRole.Find(claims, "email_verified") is { ValueKind: JsonValueKind.True } ? "true" : null);
        Add(SignedOn.Organisation, role.Organisation);
        role.Codes.ToList().ForEach(code => Add(SignedOn.Code, code));
        // for signing out there too; it lies encrypted in the cookie, and nowhere else
        properties.StoreTokens([new AuthenticationToken { Name = SignedOn.IdToken, Value = idToken }]);
        return new AuthenticationTicket(new ClaimsPrincipal(identity), properties, Scheme.Name);
    }

    private async Task<Microsoft.IdentityModel.Protocols.OpenIdConnect.OpenIdConnectConfiguration> DiscoverAsync()
    {
        var document = await issuer.ReadAsync(Context.RequestAborted);
        Options.AuthorizationEndpoint = document.AuthorizationEndpoint;
        Options.TokenEndpoint = document.TokenEndpoint;
        Options.UserInformationEndpoint = document.UserInfoEndpoint ?? "";
        return document;
    }

    /// <summary>What the issuer tells beside the token; only about the same person.</summary>
    private async Task<JsonDocument?> InformationAsync(string accessToken, JsonWebToken token)
    {
        if (Options.UserInformationEndpoint.Length == 0)
        {
            return null;
        }
        using var request = new HttpRequestMessage(HttpMethod.Get, Options.UserInformationEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var answer = await Backchannel.SendAsync(request, Context.RequestAborted);
        answer.EnsureSuccessStatusCode();
        var information = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Context.RequestAborted));
        return SelectedRole.Find([information.RootElement], "sub")?.ToString() == token.Subject
            ? information
            : throw new SingleSignOnException(SignOnTrouble.Untrusted, "The user's information is about somebody else.");
    }
}

/// <summary>Names of what the handler passes on.</summary>
public static class SignedOn
{
    public const string Scheme = "single-sign-on";
    public const string Issuer = "iss";
    public const string Subject = "sub";
    public const string Session = "sid";
    public const string IssuedAt = "iat";
    public const string Name = "name";
    public const string Email = "email";
    public const string EmailVerified = "email_verified";
    public const string Organisation = "organisation";
    public const string Code = "code";
    public const string IdToken = "id_token";
}
