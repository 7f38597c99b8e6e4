using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Directory.Trail;

/// <summary>
/// The end of the chain, in one row. Whoever appends locks it first, so that two can never follow the same entry, and a
/// chain from which the last entries were cut does not fit it any more.
/// </summary>
public sealed class AuditHead
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;
    public long Sequence { get; set; }
    public string Hash { get; set; } = Empty;
    /// <summary>Set once, when the entries from before the chain have been sealed: from then on an entry outside it is a fault.</summary>
    public bool EarlierSealed { get; set; }

    public DateTimeOffset? CheckedAt { get; set; }
    public long CheckedTo { get; set; }
    public int Faults { get; set; }
    public string? FirstFault { get; set; }

    /// <summary>What the first entry follows.</summary>
    public static string Empty { get; } = new('0', 64);
}

internal sealed class AuditHeadMap : IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditHead> table)
    {
        table.ToTable("AuditHead");
        table.Property(h => h.Id).ValueGeneratedNever();
        table.Property(h => h.Hash).HasMaxLength(64);
        table.Property(h => h.FirstFault).HasMaxLength(400);
        table.HasData(new AuditHead());
    }
}
