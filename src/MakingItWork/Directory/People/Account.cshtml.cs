using MakingItWork.Store;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Directory.People;

[Authorize]
public sealed class AccountModel(UserManager<Person> people, SignInManager<Person> signIn, DirectoryLists directory, ReportsDb db, TimeProvider clock) : PageModel
{
    public const string SaidKey = "AccountSaid";

    [TempData(Key = SaidKey)] public string? Said { get; set; }

    public IReadOnlyList<(string Key, string Value)> Facts { get; private set; } = [];
    public bool SecondFactor { get; private set; }
    /// <summary>What people call the issuer by which they come; null for those with a password.</summary>
    public string? ComesBy { get; private set; }
    public int CodesLeft { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await people.GetUserAsync(User) is not { } person)
        {
            return Challenge();
        }
        var roles = await people.GetRolesAsync(person);
        var organisation = await directory.ListedAsync(person.OrganisationCode, cancel);
        Facts =
        [
            ("Name", person.DisplayName),
            ("Email address", person.Email ?? ""),
            ("Organisation", organisation is null ? "None" : $"{organisation.Name} ({organisation.Key})"),
            ("Roles", roles.Count == 0 ? "None" : string.Join("; ", roles.Select(RoleRules.InWords))),
        ];
        ComesBy = (await people.GetLoginsAsync(person)).FirstOrDefault()?.ProviderDisplayName;
        SecondFactor = person.TwoFactorEnabled;
        CodesLeft = await people.CountRecoveryCodesAsync(person);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await people.GetUserAsync(User) is not { } person)
        {
            return Challenge();
        }
        await people.UpdateSecurityStampAsync(person);
        db.Record(clock, Viewer.Of(User), "signed out everywhere", null);
        await db.SaveChangesAsync(cancel);
        await signIn.SignOutAsync();
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return LocalRedirect("/sign-in");
    }
}
