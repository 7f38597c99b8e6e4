using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Directory;

/// <summary>A maker of health-record software. Without a digest address it is told nothing by mail.</summary>
public sealed class Supplier
{
    public Guid Id { get; init; }
    public required string Name { get; set; }
    public string? DigestEmail { get; set; }
}

internal sealed class SupplierMap : IEntityTypeConfiguration<Supplier>
{
    public void Configure(EntityTypeBuilder<Supplier> table)
    {
        table.ToTable("Suppliers").HasIndex(s => s.Name).IsUnique();
        table.Property(s => s.Name).HasMaxLength(200);
        table.Property(s => s.DigestEmail).HasMaxLength(254);
    }
}
