using System.Globalization;
using MakingItWork.Store;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Directory.People;

/// <summary>Where the link of an invitation, or to a new password, leads. A link that is wrong, late or used up says nothing about the account.</summary>
public sealed class ChoosePasswordModel(UserManager<Person> people, PasswordLinks links, ReportsDb db, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Person { get; set; }
    [BindProperty(SupportsGet = true)] public string? Until { get; set; }
    [BindProperty(SupportsGet = true)] public string? Signature { get; set; }
    [BindProperty] public string? Password { get; set; }

    /// <summary>Null when the link is not good.</summary>
    public string? Name { get; private set; }
    public bool Done { get; private set; }
    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    public async Task OnGetAsync() => Name = (await FindAsync())?.DisplayName;

    public async Task OnPostAsync(CancellationToken cancel)
    {
        if (await FindAsync() is not { } person)
        {
            return;
        }
        Name = person.DisplayName;
        if (string.IsNullOrEmpty(Password))
        {
            Errors = Wrong("Enter a password");
            return;
        }
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var first = person.PasswordHash is null;
        // both change the security stamp: this link, any other, and every session end
        await people.RemovePasswordAsync(person);
        var set = await people.AddPasswordAsync(person, Password);
        if (!set.Succeeded)
        {
            Errors = Wrong(set.Errors.First().Code == nameof(IdentityErrorDescriber.PasswordTooShort)
                ? "Password must be 12 characters or more"
                : set.Errors.First().Description);
            return;
        }
        person.EmailConfirmed = true;
        await people.UpdateAsync(person);
        await people.ResetAccessFailedCountAsync(person);
        await people.SetLockoutEndDateAsync(person, null);
        db.Record(clock, null, first ? "first password chosen" : "new password chosen", null, $"By {person.Email}, through a link sent there");
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        Done = true;
    }

    private async Task<Person?> FindAsync()
    {
        if (!Guid.TryParse(Person, out var id) || !long.TryParse(Until, CultureInfo.InvariantCulture, out var until))
        {
            return null;
        }
        var person = await people.FindByIdAsync(id.ToString());
        return await links.IsGoodAsync(person, until, Signature) ? person : null;
    }

    private static Dictionary<string, string> Wrong(string message) => new() { [nameof(Password)] = message };
}
