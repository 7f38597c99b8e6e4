using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Directory;

/// <summary>A health-record product of one supplier. The version in use belongs to a deployment or a report.</summary>
public sealed class Product
{
    public Guid Id { get; init; }
    public required string Name { get; set; }
    public Guid SupplierId { get; init; }
    public Supplier? Supplier { get; init; }
}

internal sealed class ProductMap : IEntityTypeConfiguration<Product>
{
    public void Configure(EntityTypeBuilder<Product> table)
    {
        table.ToTable("Products").HasIndex(p => p.Name).IsUnique();
        table.Property(p => p.Name).HasMaxLength(200);
        table.HasOne(p => p.Supplier).WithMany().HasForeignKey(p => p.SupplierId).OnDelete(DeleteBehavior.Restrict);
    }
}
