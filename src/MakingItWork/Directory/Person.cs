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

    public static readonly IReadOnlyList<string> All = [Triager, Redactor, NationalTriager, Administrator, SupplierUser, Guardian];
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
