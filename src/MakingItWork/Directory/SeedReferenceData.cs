using System.Security.Cryptography;
using System.Text.Json;
using MakingItWork.Plumbing.Files;
using MakingItWork.Store;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Directory;

/// <summary>
/// Puts organisations, suppliers and products into an empty directory, and in Development the demonstration
/// accounts. What is there already is left as it is.
/// </summary>
public sealed class SeedReferenceData(ReportsDb db, UserManager<Person> people, RoleManager<IdentityRole<Guid>> roles, DataFolder data)
{
    private const string PasswordFile = "demo-password.txt";
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    private sealed record SeedSupplier(string Name, string? DigestEmail, bool Demonstration, IReadOnlyList<string> Products);

    private sealed record SeedAccount(string Email, string DisplayName, IReadOnlyList<string> Roles, string? Organisation, string? Supplier);

    public sealed record DemoAccount(string Email, string DisplayName, string Password, IReadOnlyList<string> Roles);

    /// <param name="demonstration">Whether invented suppliers and accounts are added too.</param>
    /// <returns>The demonstration accounts, for printing.</returns>
    public async Task<IReadOnlyList<DemoAccount>> RunAsync(bool demonstration, CancellationToken cancel)
    {
        foreach (var role in Roles.All)
        {
            if (!await roles.RoleExistsAsync(role))
            {
                Check(await roles.CreateAsync(new IdentityRole<Guid>(role)));
            }
        }
        await OrganisationsAsync(cancel);
        await SuppliersAsync(demonstration, cancel);
        return demonstration ? await AccountsAsync(cancel) : [];
    }

    private async Task OrganisationsAsync(CancellationToken cancel)
    {
        var known = await db.Organisations.Select(o => o.Code).ToHashSetAsync(cancel);
        db.Organisations.AddRange(Read<Organisation>("organisations.json").Where(o => !known.Contains(o.Code)));
        await db.SaveChangesAsync(cancel);
    }

    private async Task SuppliersAsync(bool demonstration, CancellationToken cancel)
    {
        var products = await db.Products.Select(p => p.Name).ToHashSetAsync(cancel);
        foreach (var seed in Read<SeedSupplier>("suppliers.json").Where(s => demonstration || !s.Demonstration))
        {
            var supplier = await db.Suppliers.SingleOrDefaultAsync(s => s.Name == seed.Name, cancel);
            if (supplier is null)
            {
                supplier = new Supplier { Id = Guid.CreateVersion7(), Name = seed.Name, DigestEmail = seed.DigestEmail };
                db.Suppliers.Add(supplier);
            }
            db.Products.AddRange(seed.Products.Where(name => !products.Contains(name))
                .Select(name => new Product { Id = Guid.CreateVersion7(), Name = name, SupplierId = supplier.Id }));
            await db.SaveChangesAsync(cancel);
        }
    }

    private async Task<IReadOnlyList<DemoAccount>> AccountsAsync(CancellationToken cancel)
    {
        var password = await PasswordAsync(cancel);
        var accounts = new List<DemoAccount>();
        foreach (var seed in Read<SeedAccount>("demo-accounts.json"))
        {
            accounts.Add(new DemoAccount(seed.Email, seed.DisplayName, password, seed.Roles));
            if (await people.FindByEmailAsync(seed.Email) is not null)
            {
                continue;
            }
            var person = new Person
            {
                Id = Guid.CreateVersion7(),
                UserName = seed.Email,
                Email = seed.Email,
                EmailConfirmed = true,
                DisplayName = seed.DisplayName,
                OrganisationCode = seed.Organisation,
                SupplierId = seed.Supplier is null ? null : await db.Suppliers.Where(s => s.Name == seed.Supplier).Select(s => s.Id).SingleAsync(cancel),
            };
            Check(await people.CreateAsync(person, password));
            Check(await people.AddToRolesAsync(person, seed.Roles));
        }
        return accounts;
    }

    /// <summary>One password for all demonstration accounts, made for this data folder and kept beside it.</summary>
    private async Task<string> PasswordAsync(CancellationToken cancel)
    {
        var path = Path.Combine(data.Path, PasswordFile);
        if (File.Exists(path))
        {
            return (await File.ReadAllTextAsync(path, cancel)).Trim();
        }
        var password = $"demo-{RandomNumberGenerator.GetString("23456789bcdfghjkmnpqrtvwxz", 10)}";
        await File.WriteAllTextAsync(path, password + "\n", cancel);
        return password;
    }

    private static List<T> Read<T>(string file)
    {
        using var stream = typeof(SeedReferenceData).Assembly.GetManifestResourceStream($"MakingItWork.Directory.{file}")
            ?? throw new InvalidOperationException($"{file} is not part of the program.");
        return JsonSerializer.Deserialize<List<T>>(stream, Json) ?? [];
    }

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(string.Join(" ", result.Errors.Select(error => error.Description)));
        }
    }
}
