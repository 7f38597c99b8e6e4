using MakingItWork.Directory.People;
using MakingItWork.Store;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace MakingItWork.Directory;

/// <summary>
/// Signing out, and leaving nothing on a shared computer. The token is checked by hand: whoever presses
/// the button after their time ran out is signed out already and need not read about an error.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class SignOutModel(SignInManager<Person> signIn, IAntiforgery antiforgery, ReportsDb db, TimeProvider clock, IOptions<AccountsOptions> accounts) : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/");

    public async Task<IActionResult> OnPostAsync()
    {
        if (User.Identity?.IsAuthenticated == true && !await antiforgery.IsRequestValidAsync(HttpContext))
        {
            return BadRequest();
        }
        await SessionsApi.EndAsync(HttpContext, db, clock, TimeSpan.FromHours(accounts.Value.LongestHours), HttpContext.RequestAborted);
        await signIn.SignOutAsync();
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return LocalRedirect("/");
    }
}
