using MakingItWork.Plumbing.Web;
using MakingItWork.Plumbing.Web.OpenId;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace MakingItWork.Directory.SingleSignOn;

/// <summary>
/// What the issuer's servers ask of ours, without a browser: our public keys, and to end sessions (OpenID Connect Back-Channel
/// Logout 1.0). Nobody but the issuer can sign a logout token, so neither a cookie nor a token of a form is asked for; every
/// refusal reads the same, and nobody learns whether there was a session.
/// </summary>
public static class BackChannelApi
{
    /// <summary>Registered at the issuer.</summary>
    public const string KeysPath = "/.well-known/jwks.json";
    public const string LogoutPath = "/sign-out/back-channel";

    private const int LongestForm = 64_000;
    private const int LongestToken = 32_000;

    public static void MapBackChannelApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(KeysPath, (HttpContext http, ClientKeys keys) =>
            {
                if (keys.Published.Count == 0)
                {
                    return Results.NotFound();
                }
                // a new key is published for longer than this before it signs
                http.Response.Headers.CacheControl = "public, max-age=300";
                return Results.Json(new { keys = keys.Published });
            })
            .AllowAnonymous()
            .ExcludeFromDescription();
        routes.MapPost(LogoutPath, LogOutAsync)
            .AllowAnonymous()
            .DisableAntiforgery()
            .RequireRateLimiting(SendingLimits.SignOuts)
            .WithMetadata(new RequestSizeLimitAttribute(LongestForm))
            .ExcludeFromDescription();
    }

    private static async Task<IResult> LogOutAsync(
        HttpContext http, IOptions<SingleSignOnOptions> options, LogoutTokens tokens, IMediator sender, ILogger<EndByIssuer> log, CancellationToken cancel)
    {
        if (!options.Value.On)
        {
            return Results.NotFound();
        }
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            if (await SentAsync(http.Request, cancel) is { } text && await sender.Send(new EndByIssuer(await tokens.CheckAsync(text, cancel)), cancel))
            {
                return Results.Ok();
            }
            log.LogWarning("A sign-out by the issuer was refused: there was no logout_token, or it came for the second time.");
        }
        catch (SingleSignOnException refused)
        {
            log.LogWarning("A sign-out by the issuer was refused: {Reason}", refused.Message);
        }
        return Results.Json(new { error = "invalid_request" }, statusCode: StatusCodes.Status400BadRequest);
    }

    /// <returns>Null when it is no form with one token.</returns>
    private static async Task<string?> SentAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
        {
            return null;
        }
        try
        {
            return (await request.ReadFormAsync(cancel))["logout_token"] is [{ Length: > 0 and <= LongestToken } token] ? token : null;
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }
}
