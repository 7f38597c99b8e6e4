using MakingItWork.Store;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Directory.People;

/// <summary>The second step of signing in. Wrong codes count as wrong passwords do, and a code of the app opens once only.</summary>
public sealed class SignInCodeModel(SignInManager<Person> signIn, UserManager<Person> people, ReportsDb db, TimeProvider clock) : PageModel
{
    private const string Ours = "[MakingItWork]";
    private const string LastCode = "LastCode";
    private const int Digits = 6;

    [BindProperty(SupportsGet = true)] public string? ReturnUrl { get; set; }
    [BindProperty] public string? Code { get; set; }

    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    public async Task<IActionResult> OnGetAsync() =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is null ? LocalRedirect("/sign-in") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        // nobody, or the five minutes after the password are over
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } person)
        {
            return LocalRedirect("/sign-in");
        }
        var typed = (Code ?? "").Replace(" ", "", StringComparison.Ordinal).Trim();
        if (typed.Length == 0)
        {
            return Wrong("Enter the code");
        }
        if (!await IsRightAsync(person, typed))
        {
            return Wrong("Check the code. After 5 wrong codes, wait 15 minutes");
        }
        var roles = await people.GetRolesAsync(person);
        db.Record(clock, new Viewer(person.Id, person.DisplayName, person.OrganisationCode, person.SupplierId, roles.ToHashSet()), "signed in", null, typed.Length == Digits ? "With a second factor" : "With a recovery code");
        await db.SaveChangesAsync(cancel);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : FirstPlaces.For(roles.ToHashSet(StringComparer.Ordinal)));
    }

    private async Task<bool> IsRightAsync(Person person, string typed)
    {
        if (person.DeactivatedAt is not null || await people.IsLockedOutAsync(person))
        {
            return false;
        }
        if (typed.Length != Digits)
        {
            if ((await signIn.TwoFactorRecoveryCodeSignInAsync(typed)).Succeeded)
            {
                return true;
            }
            await people.AccessFailedAsync(person);
            return false;
        }
        if (await people.GetAuthenticationTokenAsync(person, Ours, LastCode) == typed)
        {
            // somebody looked over a shoulder: each code opens once
            await people.AccessFailedAsync(person);
            return false;
        }
        if (!(await signIn.TwoFactorAuthenticatorSignInAsync(typed, isPersistent: false, rememberClient: false)).Succeeded)
        {
            return false;
        }
        await people.SetAuthenticationTokenAsync(person, Ours, LastCode, typed);
        return true;
    }

    private PageResult Wrong(string message)
    {
        Errors = new Dictionary<string, string> { [nameof(Code)] = message };
        return Page();
    }
}
