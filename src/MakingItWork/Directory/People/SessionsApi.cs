using System.Globalization;
using System.Security.Claims;
using MakingItWork.Store;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Directory.People;

/// <summary>
/// When a sign-in ends: after a time without use, after the longest time in any case, by signing out here, everywhere or at
/// the issuer of single sign-on, and at once when the account is shut or its rights change. One query a request looks after the last four.
/// </summary>
internal sealed class Sessions(IOptions<AccountsOptions> options, TimeProvider clock) : CookieAuthenticationEvents
{
    /// <summary>A page that asks by itself, without anybody there, sends this header; such requests keep nobody signed in.</summary>
    public const string Background = "Background";

    private const string SessionItem = "session";
    private const string SessionThereItem = "session-there";
    private const string BeganItem = "began";
    private static readonly TimeSpan RenewAfter = TimeSpan.FromMinutes(1);

    public static Guid? SessionOf(AuthenticationProperties? properties) =>
        properties?.Items.TryGetValue(SessionItem, out var id) == true && Guid.TryParse(id, out var session) ? session : null;

    /// <summary>A session that also ends when this one ends at the issuer who vouched for it.</summary>
    public static void BelongsTo(Guid? sessionThere, AuthenticationProperties properties) =>
        properties.Items[SessionThereItem] = sessionThere?.ToString();

    public override Task SigningIn(CookieSigningInContext context)
    {
        context.Properties.Items.TryAdd(SessionItem, Guid.CreateVersion7().ToString());
        context.Properties.Items.TryAdd(BeganItem, clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
        return Task.CompletedTask;
    }

    /// <summary>By the minute: with the framework's half of the time, somebody could be signed out after 15 minutes of 30.</summary>
    public override Task CheckSlidingExpiration(CookieSlidingExpirationContext context)
    {
        context.ShouldRenew = context.ElapsedTime >= RenewAfter && !context.Request.Headers.ContainsKey(Background);
        return Task.CompletedTask;
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (!await IsGoodAsync(context))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        }
    }

    private async Task<bool> IsGoodAsync(CookieValidatePrincipalContext context)
    {
        var began = context.Properties.Items.TryGetValue(BeganItem, out var text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var at) ? at : DateTimeOffset.MinValue;
        if (clock.GetUtcNow() - began > TimeSpan.FromHours(options.Value.LongestHours)
            || SessionOf(context.Properties) is not { } session
            || !Guid.TryParse(context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var id))
        {
            return false;
        }
        var there = context.Properties.Items.TryGetValue(SessionThereItem, out var named) && Guid.TryParse(named, out var known) ? known : session;
        var services = context.HttpContext.RequestServices;
        var stampClaim = services.GetRequiredService<IOptions<IdentityOptions>>().Value.ClaimsIdentity.SecurityStampClaimType;
        var stamp = context.Principal.FindFirstValue(stampClaim);
        var db = services.GetRequiredService<ReportsDb>();
        return await db.Users.AnyAsync(
            person => person.Id == id && person.SecurityStamp == stamp && person.DeactivatedAt == null && !db.EndedSessions.Any(ended => ended.Id == session || ended.Id == there),
            context.HttpContext.RequestAborted);
    }
}

public static class SessionsApi
{
    /// <summary>Asked by the script while somebody types, and when they say that they are still there. Says whose session it is.</summary>
    public static void MapSessionsApi(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/account/stay", (HttpContext http) => Results.Text(Viewer.Of(http.User).PersonId.ToString())).RequireAuthorization().ExcludeFromDescription();

    /// <summary>Ends this session for good: a copy of its cookie opens nothing.</summary>
    public static async Task EndAsync(HttpContext http, ReportsDb db, TimeProvider clock, TimeSpan longest, CancellationToken cancel)
    {
        var signedIn = await http.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        if (!signedIn.Succeeded || Sessions.SessionOf(signedIn.Properties) is not { } session)
        {
            return;
        }
        var now = clock.GetUtcNow();
        await db.EndedSessions.Where(ended => ended.Until < now).ExecuteDeleteAsync(cancel);
        db.EndedSessions.Add(new EndedSession { Id = session, Until = now + longest });
        db.Record(clock, Viewer.Of(signedIn.Principal), "signed out", null);
        await db.SaveChangesAsync(cancel);
    }
}
