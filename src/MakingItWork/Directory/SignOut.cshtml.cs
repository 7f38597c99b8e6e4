using MakingItWork.Directory.People;
using MakingItWork.Plumbing.Web.OpenId;
using MakingItWork.Store;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace MakingItWork.Directory;

/// <summary>
/// Signing out, and leaving nothing on a shared computer. The token is checked by hand: whoever presses
/// the button after their time ran out is signed out already and need not read about an error. Whoever came by single
/// sign-on is signed out of that too, by a page that goes there: a form of ours may not lead to another place.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class SignOutModel(
    SignInManager<Person> signIn, IAntiforgery antiforgery, ReportsDb db, TimeProvider clock, IOptions<AccountsOptions> accounts,
    IOptions<SingleSignOnOptions> singleSignOn, IssuerDocument issuer) : PageModel
{
    public string Name => singleSignOn.Value.Name;
    public string There { get; private set; } = "/";

    public IActionResult OnGet() => LocalRedirect("/");

    public async Task<IActionResult> OnPostAsync()
    {
        if (User.Identity?.IsAuthenticated == true && !await antiforgery.IsRequestValidAsync(HttpContext))
        {
            return BadRequest();
        }
        var there = await EndAtIssuerAsync();
        await SessionsApi.EndAsync(HttpContext, db, clock, TimeSpan.FromHours(accounts.Value.LongestHours), HttpContext.RequestAborted);
        await signIn.SignOutAsync();
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        if (there is null)
        {
            return LocalRedirect("/");
        }
        There = there;
        HttpContext.User = new System.Security.Claims.ClaimsPrincipal();
        return Page();
    }

    /// <returns>Null when nobody signed in there, or the issuer cannot be asked for it.</returns>
    private async Task<string?> EndAtIssuerAsync()
    {
        if (!singleSignOn.Value.On || await HttpContext.GetTokenAsync(IdentityConstants.ApplicationScheme, SignedOn.IdToken) is not { } token)
        {
            return null;
        }
        try
        {
            return (await issuer.ReadAsync(HttpContext.RequestAborted)).EndSessionEndpoint is { Length: > 0 } end
                ? QueryHelpers.AddQueryString(end, new Dictionary<string, string?>
                {
                    ["id_token_hint"] = token,
                    ["client_id"] = singleSignOn.Value.ClientId,
                    ["post_logout_redirect_uri"] = accounts.Value.PublicAddress.TrimEnd('/') + "/",
                })
                : null;
        }
        catch (SingleSignOnException)
        {
            // signing out here never waits for anybody
            return null;
        }
    }
}
