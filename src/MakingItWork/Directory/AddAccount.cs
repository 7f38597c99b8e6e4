using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using MakingItWork.Directory.People;
using MakingItWork.Store;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Directory;

/// <summary>
/// ./run.sh add-account: how the first accounts of an installation come about, by whoever may start the program.
/// The password is made here and shown once.
/// </summary>
public sealed class AddAccount(ReportsDb db, UserManager<Person> people)
{
    private const string Letters = "23456789bcdfghjkmnpqrtvwxz";

    /// <param name="Roles">Names of <see cref="Directory.Roles"/>, separated by commas.</param>
    /// <param name="Organisation">ODS code; for triagers and redactors.</param>
    /// <param name="Supplier">Name; for supplier users.</param>
    public sealed record Wish(string? Email, string? Name, string? Roles, string? Organisation, string? Supplier);

    /// <returns>0 when the account was made, 1 with the reasons when not.</returns>
    public static async Task<int> FromCommandLineAsync(WebApplication app)
    {
        var settings = app.Configuration;
        await using var scope = app.Services.CreateAsyncScope();
        var (errors, password) = await scope.ServiceProvider.GetRequiredService<AddAccount>().RunAsync(
            new Wish(settings["email"], settings["name"], settings["roles"], settings["organisation"], settings["supplier"]), CancellationToken.None);
        foreach (var error in errors)
        {
            Console.Error.WriteLine(error);
        }
        if (errors.Count > 0)
        {
            Console.Error.WriteLine("For example: ./run.sh add-account --email a.nurse@trust.example --name \"A Nurse\" --roles Triager,Redactor --organisation RGT");
            return 1;
        }
        Console.WriteLine($"{settings["email"]} can now sign in at /sign-in. Password, shown only here: {password}");
        return 0;
    }

    public async Task<(IReadOnlyList<string> Errors, string Password)> RunAsync(Wish wish, CancellationToken cancel)
    {
        var roles = (wish.Roles ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var supplier = wish.Supplier is null ? null : await db.Suppliers.Where(s => s.Name == wish.Supplier).Select(s => (Guid?)s.Id).SingleOrDefaultAsync(cancel);
        var errors = await ErrorsAsync(wish, roles, supplier, cancel);
        if (errors.Count > 0)
        {
            return (errors, "");
        }
        var person = new Person
        {
            Id = Guid.CreateVersion7(),
            UserName = wish.Email,
            Email = wish.Email,
            EmailConfirmed = true,
            DisplayName = wish.Name!.Trim(),
            OrganisationCode = wish.Organisation,
            SupplierId = supplier,
        };
        var password = RandomNumberGenerator.GetString(Letters, 20);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var made = await people.CreateAsync(person, password);
        if (made.Succeeded)
        {
            made = await people.AddToRolesAsync(person, roles);
        }
        if (!made.Succeeded)
        {
            return ([.. made.Errors.Select(error => error.Description)], "");
        }
        await transaction.CommitAsync(cancel);
        return ([], password);
    }

    private async Task<IReadOnlyList<string>> ErrorsAsync(Wish wish, string[] roles, Guid? supplier, CancellationToken cancel)
    {
        var errors = new List<string>();
        if (wish.Email is null || !new EmailAddressAttribute().IsValid(wish.Email))
        {
            errors.Add("--email must be an e-mail address.");
        }
        if (string.IsNullOrWhiteSpace(wish.Name))
        {
            errors.Add("--name must say who it is.");
        }
        if (roles.Length == 0 || !roles.All(Roles.All.Contains))
        {
            errors.Add($"--roles must be one or more of {string.Join(", ", Roles.All)}, separated by commas.");
        }
        if (wish.Organisation is not null && !await db.Organisations.AnyAsync(o => o.Code == wish.Organisation, cancel))
        {
            errors.Add($"--organisation {wish.Organisation} is not an ODS code of this directory.");
        }
        if (wish.Supplier is not null && supplier is null)
        {
            errors.Add($"--supplier \"{wish.Supplier}\" is not a supplier of this directory.");
        }
        errors.AddRange(RoleRules.Errors(roles, wish.Organisation, wish.Supplier is not null));
        return errors;
    }
}
