using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Deduplicate;

/// <summary>
/// A row that a matching transaction updates first, so that two reports about the same product are never
/// matched at the same moment and found to be each other's first.
/// </summary>
public sealed class MatchGate
{
    public required string Name { get; init; }
    public long Passed { get; set; }
}

internal sealed class MatchGateMap : IEntityTypeConfiguration<MatchGate>
{
    public void Configure(EntityTypeBuilder<MatchGate> table)
    {
        table.ToTable("MatchGates").HasKey(g => g.Name);
        table.Property(g => g.Name).HasMaxLength(60);
    }
}
