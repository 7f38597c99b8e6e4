using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Directory;

/// <summary>An organisation that gives care, known by its ODS code.</summary>
public sealed class Organisation
{
    public required string Code { get; init; }
    public required string Name { get; set; }
}

internal sealed class OrganisationMap : IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> table)
    {
        table.ToTable("Organisations").HasKey(o => o.Code);
        table.Property(o => o.Code).HasMaxLength(8);
        table.Property(o => o.Name).HasMaxLength(200);
    }
}
