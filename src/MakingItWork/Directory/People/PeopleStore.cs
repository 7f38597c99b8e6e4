using System.Security.Cryptography;
using System.Text;
using MakingItWork.Store;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace MakingItWork.Directory.People;

/// <summary>People in the database; the key of a second factor lies there encrypted, and of recovery codes only the hashes.</summary>
internal sealed class PeopleStore(ReportsDb db, IDataProtectionProvider protection, IdentityErrorDescriber? describer = null)
    : UserStore<Person, IdentityRole<Guid>, ReportsDb, Guid>(db, describer)
{
    private readonly IDataProtector protector = protection.CreateProtector("MakingItWork.SecondFactor.v1");

    public override Task SetAuthenticatorKeyAsync(Person user, string key, CancellationToken cancellationToken) =>
        base.SetAuthenticatorKeyAsync(user, protector.Protect(key), cancellationToken);

    public override async Task<string?> GetAuthenticatorKeyAsync(Person user, CancellationToken cancellationToken) =>
        await base.GetAuthenticatorKeyAsync(user, cancellationToken) is { } stored ? protector.Unprotect(stored) : null;

    public override Task ReplaceCodesAsync(Person user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, [.. recoveryCodes.Select(code => HashOf(user, code))], cancellationToken);

    public override Task<bool> RedeemCodeAsync(Person user, string code, CancellationToken cancellationToken) =>
        base.RedeemCodeAsync(user, HashOf(user, code), cancellationToken);

    /// <summary>Made by the machine and long enough to be hashed without salt or work; the person's id keeps them apart.</summary>
    private static string HashOf(Person user, string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{user.Id:N} {code.Trim().ToUpperInvariant()}")));
}
