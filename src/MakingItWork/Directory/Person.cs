using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Directory;

/// <summary>
/// Someone with an account. At most one of <see cref="OrganisationCode"/> and <see cref="SupplierId"/> is set:
/// it says whose reports this person may see.
/// </summary>
public sealed class Person : IdentityUser<Guid>
{
    public required string DisplayName { get; set; }
    public string? OrganisationCode { get; set; }
    public Guid? SupplierId { get; set; }
    /// <summary>Since when this account is shut; the entries of the audit trail keep its name.</summary>
    public DateTimeOffset? DeactivatedAt { get; set; }
    /// <summary>Single keys do nothing for this person: somebody who speaks to the computer would press them by accident.</summary>
    public bool KeysOff { get; set; }
}

/// <summary>The roles a signed-in person may hold; reporters need none.</summary>
public static class Roles
{
    public const string Triager = "Triager";
    public const string Redactor = "Redactor";
    public const string NationalTriager = "NationalTriager";
    public const string Administrator = "Administrator";
    public const string SupplierUser = "SupplierUser";
    /// <summary>The only one who may learn who sent a report, and each time says why.</summary>
    public const string Guardian = "Guardian";

    /// <summary>Triages, and alone signs the final assessment of a clinical risk (DCB0129, DCB0160).</summary>
    public const string ClinicalSafetyOfficer = "ClinicalSafetyOfficer";
    /// <summary>Reads figures of every organisation and the ledger of the national export; no report's words or pictures, and decides nothing.</summary>
    public const string NationalAnalyst = "NationalAnalyst";

    /// <summary>What a program with a key is; no person holds it.</summary>
    public const string Program = "Program";

    public static readonly IReadOnlyList<string> All =
        [Triager, Redactor, NationalTriager, Administrator, SupplierUser, Guardian, ClinicalSafetyOfficer, NationalAnalyst];
}

internal sealed class PersonMap : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> table)
    {
        table.Property(p => p.DisplayName).HasMaxLength(200);
        table.Property(p => p.OrganisationCode).HasMaxLength(8);
        table.HasOne<Organisation>().WithMany().HasForeignKey(p => p.OrganisationCode).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Supplier>().WithMany().HasForeignKey(p => p.SupplierId).OnDelete(DeleteBehavior.Restrict);
    }
}
