using System.Diagnostics;
using System.Globalization;
using MakingItWork.Directory.People;
using MakingItWork.Plumbing.Web;
using MakingItWork.Plumbing.Web.OpenId;
using MakingItWork.Store;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using SignInResult = Microsoft.AspNetCore.Identity.SignInResult;

namespace MakingItWork.Directory;

/// <summary>
/// Signing in. Every failure looks alike and takes as long: nobody learns here who has an account,
/// or that one is locked.
/// </summary>
public sealed class SignInModel(SignInManager<Person> signIn, UserManager<Person> people, IPasswordHasher<Person> hasher,
    IOptions<AccountsOptions> accounts, IOptions<SingleSignOnOptions> singleSignOn, KnownBrowsers browsers, SignInLimit limit, ReportsDb db, TimeProvider clock) : PageModel
{
    private const string Failure = "Check your email address and password. After 5 wrong passwords, wait 15 minutes";

    private static readonly TimeSpan ShortestFailure = TimeSpan.FromMilliseconds(600);
    private static readonly Person Nobody = new() { DisplayName = "Nobody" };

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public int IdleMinutes => accounts.Value.IdleMinutes;

    /// <summary>What people call it; null when there is none.</summary>
    public string? SingleSignOn => singleSignOn.Value.On ? singleSignOn.Value.Name : null;

    public string SingleSignOnAddress => Url.IsLocalUrl(ReturnUrl) ? QueryHelpers.AddQueryString("/sign-in/single", "returnUrl", ReturnUrl) : "/sign-in/single";

    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? Onward(Viewer.Of(User).Roles) : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        var began = Stopwatch.GetTimestamp();
        Errors = Missing();
        if (Errors.Count > 0)
        {
            return Page();
        }
        var person = await people.FindByEmailAsync(Email!.Trim());
        var known = person is not null && browsers.Knows(Request, person.Id);
        if (!known && limit.Wait(HttpContext) is { } seconds)
        {
            return Later(seconds);
        }
        switch (await TryAsync(person, known))
        {
            case { Succeeded: true }:
                return await SignedInAsync(person!);
            case { RequiresTwoFactor: true }:
                browsers.Remember(Request, Response, person!.Id);
                return LocalRedirect(QueryHelpers.AddQueryString("/sign-in/code", "returnUrl", ReturnUrl ?? ""));
        }
        limit.Failed(HttpContext);
        // what a failure costs depends on its cause: it is answered no sooner than the slowest of them
        while (ShortestFailure - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } left)
        {
            // again and again: a delay may end some milliseconds early, and those would tell the causes apart
            await Task.Delay(left + TimeSpan.FromMilliseconds(1), HttpContext.RequestAborted);
        }
        Errors = new Dictionary<string, string> { [nameof(Email)] = Failure };
        return Page();
    }

    private async Task<SignInResult> TryAsync(Person? person, bool known)
    {
        var usable = person is { DeactivatedAt: null, PasswordHash: not null };
        if (usable && known && await people.IsLockedOutAsync(person!) && await people.CheckPasswordAsync(person!, Password!))
        {
            // the right password in a browser of theirs: others locked the account, elsewhere
            await people.SetLockoutEndDateAsync(person!, null);
            await people.ResetAccessFailedCountAsync(person!);
        }
        if (!usable || await people.IsLockedOutAsync(person!))
        {
            // the work that a wrong password costs
            hasher.HashPassword(Nobody, Password!);
            if (person is not null)
            {
                browsers.WrongPassword(Request, person.Id);
            }
            return SignInResult.Failed;
        }
        var result = await signIn.PasswordSignInAsync(person!, Password!, isPersistent: false, lockoutOnFailure: true);
        if (result is { Succeeded: false, RequiresTwoFactor: false })
        {
            browsers.WrongPassword(Request, person!.Id);
        }
        if (result.IsLockedOut)
        {
            db.Record(clock, null, "account locked", null, $"{person!.Email}, for 15 minutes, after 5 wrong passwords");
            await db.SaveChangesAsync();
        }
        return result;
    }

    private PageResult Later(int seconds)
    {
        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        Errors = new Dictionary<string, string> { [nameof(Email)] = $"Too many sign-ins from your network have failed just now. Try again in {seconds} seconds" };
        return Page();
    }

    private async Task<IActionResult> SignedInAsync(Person person)
    {
        browsers.Remember(Request, Response, person.Id);
        var roles = (await people.GetRolesAsync(person)).ToHashSet(StringComparer.Ordinal);
        db.Record(clock, new Viewer(person.Id, person.DisplayName, person.OrganisationCode, person.SupplierId, roles), "signed in", null);
        await db.SaveChangesAsync();
        return accounts.Value.NeedsSecondFactor(roles) ? LocalRedirect("/account/second-factor") : Onward(roles);
    }

    private Dictionary<string, string> Missing()
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        if (string.IsNullOrWhiteSpace(Email))
        {
            errors[nameof(Email)] = "Enter your email address";
        }
        if (string.IsNullOrEmpty(Password))
        {
            errors[nameof(Password)] = "Enter your password";
        }
        return errors;
    }

    private LocalRedirectResult Onward(IReadOnlySet<string> roles) =>
        Url.IsLocalUrl(ReturnUrl) ? LocalRedirect(ReturnUrl) : LocalRedirect(FirstPlaces.For(roles));
}
