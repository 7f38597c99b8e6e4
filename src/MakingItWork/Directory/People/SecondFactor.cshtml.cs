using System.Text;
using MakingItWork.Store;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace MakingItWork.Directory.People;

/// <summary>
/// Setting up the codes of an authenticator app (TOTP). A key that is in use is never shown again, or an open session
/// would be enough to copy it: an administrator takes it off, and then a new one is set up.
/// </summary>
[Authorize]
public sealed class SecondFactorModel(
    UserManager<Person> people, SignInManager<Person> signIn, IOptions<AccountsOptions> options, ReportsDb db, TimeProvider clock) : PageModel
{
    private const int Codes = 10;

    [BindProperty] public string? Code { get; set; }

    public bool On { get; private set; }
    public bool Required { get; private set; }
    public string Key { get; private set; } = "";
    public string Address { get; private set; } = "";
    public string Onward { get; private set; } = "/account";
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];
    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    public async Task<IActionResult> OnGetAsync()
    {
        if (await people.GetUserAsync(User) is not { } person)
        {
            return Challenge();
        }
        await ShowAsync(person);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await people.GetUserAsync(User) is not { } person)
        {
            return Challenge();
        }
        if (person.TwoFactorEnabled)
        {
            return LocalRedirect("/account");
        }
        await ShowAsync(person);
        var typed = (Code ?? "").Replace(" ", "", StringComparison.Ordinal).Trim();
        if (!await people.VerifyTwoFactorTokenAsync(person, people.Options.Tokens.AuthenticatorTokenProvider, typed))
        {
            Errors = new Dictionary<string, string> { [nameof(Code)] = typed.Length == 0 ? "Enter the code that the app shows" : "Check the code: the app shows a new one every 30 seconds" };
            return Page();
        }
        await people.SetTwoFactorEnabledAsync(person, true);
        RecoveryCodes = [.. await people.GenerateNewTwoFactorRecoveryCodesAsync(person, Codes) ?? []];
        db.Record(clock, Viewer.Of(User), "second factor set up", null);
        await db.SaveChangesAsync(cancel);
        // the stamp has changed: this session goes on, with the roles it waited for, and all others end
        await signIn.RefreshSignInAsync(person);
        Onward = Required ? FirstPlaces.For((await people.GetRolesAsync(person)).ToHashSet(StringComparer.Ordinal)) : "/account";
        return Page();
    }

    private async Task ShowAsync(Person person)
    {
        On = person.TwoFactorEnabled;
        if (On)
        {
            return;
        }
        Required = options.Value.NeedsSecondFactor(await people.GetRolesAsync(person));
        if (await people.GetAuthenticatorKeyAsync(person) is not { Length: > 0 } key)
        {
            await people.ResetAuthenticatorKeyAsync(person);
            key = await people.GetAuthenticatorKeyAsync(person) ?? "";
            // a new key changes the stamp too
            await signIn.RefreshSignInAsync(person);
        }
        Key = InFours(key);
        Address = $"otpauth://totp/MakingItWork:{Uri.EscapeDataString(person.Email ?? "")}?secret={key}&issuer=MakingItWork&digits=6";
    }

    private static string InFours(string key)
    {
        var fours = new StringBuilder();
        for (var at = 0; at < key.Length; at += 4)
        {
            fours.Append(key.AsSpan(at, Math.Min(4, key.Length - at))).Append(' ');
        }
        return fours.ToString().TrimEnd().ToLowerInvariant();
    }
}
