using System.Security.Claims;
using System.Text.Encodings.Web;
using MakingItWork.Store;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Directory.Keys;

/// <summary>Programs sign each request with their key: "Authorization: Bearer miw_…". What a key may do stands in its scope.</summary>
public static class KeysApi
{
    public const string Scheme = "ApiKey";
    public const string ScopeClaim = "miw:scope";
    public const string ReadReports = "reports:read";

    public static void AddKeys(this IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(Scheme, null);
        services.AddAuthorizationBuilder().AddPolicy(
            Policies.ReadByKey, policy => policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser().RequireClaim(ScopeClaim, ReadReports));
    }
}

internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, ReportsDb db, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    private const string Bearer = "Bearer ";
    private static readonly TimeSpan UseNoted = TimeSpan.FromHours(1);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var sent = Request.Headers.Authorization.ToString();
        if (!sent.StartsWith(Bearer + ManageKeysHandler.Begins, StringComparison.Ordinal))
        {
            return AuthenticateResult.NoResult();
        }
        var hash = ManageKeysHandler.HashOf(sent[Bearer.Length..].Trim());
        var now = clock.GetUtcNow();
        var key = await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Hash == hash && k.RevokedAt == null && k.ExpiresAt > now);
        if (key is null)
        {
            return AuthenticateResult.Fail("The key is unknown, revoked or over its time.");
        }
        if (key.LastUsedAt is null || now - key.LastUsedAt > UseNoted)
        {
            await db.ApiKeys.Where(k => k.Id == key.Id).ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsedAt, now));
        }
        var identity = new ClaimsIdentity(Scheme.Name);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, key.Id.ToString()));
        identity.AddClaim(new Claim(Viewer.NameClaim, $"The program {key.Name}"));
        identity.AddClaim(new Claim(ClaimTypes.Role, Roles.Program));
        identity.AddClaim(new Claim(KeysApi.ScopeClaim, key.Scope));
        if (key.OrganisationCode is { } organisation)
        {
            identity.AddClaim(new Claim(Viewer.OrganisationClaim, organisation));
        }
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }
}
