using MakingItWork.Capture;
using MakingItWork.Directory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Feedback;

/// <summary>One digest to one supplier for one window of time. Its unique key makes a second run harmless.</summary>
public sealed class Digest
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid SupplierId { get; init; }
    public Supplier? Supplier { get; init; }
    /// <summary>The moment up to which approved reports are in it.</summary>
    public required DateTimeOffset Until { get; init; }
    public required DigestState State { get; set; }
    public required string SentTo { get; set; }
    public int Reports { get; set; }
    public int Hazards { get; set; }
    public DateTimeOffset? SentAt { get; set; }
    /// <summary>The message identifier given to the mail server, so that a doubt can be settled there.</summary>
    public required string MessageId { get; init; }
    public string? Trouble { get; set; }
    public List<DigestItem> Items { get; init; } = [];
}

public enum DigestState
{
    Queued,
    Sent,
}

/// <summary>That a report was in a digest. The report is the key: none is in two.</summary>
public sealed class DigestItem
{
    public required Guid ReportId { get; init; }
    public Guid DigestId { get; init; }
    public required Guid HazardId { get; init; }
}

internal sealed class DigestMap : IEntityTypeConfiguration<Digest>
{
    public void Configure(EntityTypeBuilder<Digest> table)
    {
        table.ToTable("Digests");
        table.HasIndex(d => new { d.SupplierId, d.Until }).IsUnique();
        table.HasOne(d => d.Supplier).WithMany().HasForeignKey(d => d.SupplierId).OnDelete(DeleteBehavior.Restrict);
        table.Property(d => d.State).HasConversion<string>().HasMaxLength(10);
        table.Property(d => d.SentTo).HasMaxLength(254);
        table.Property(d => d.MessageId).HasMaxLength(100);
        table.Property(d => d.Trouble).HasMaxLength(500);
        table.HasMany(d => d.Items).WithOne().HasForeignKey(i => i.DigestId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DigestItemMap : IEntityTypeConfiguration<DigestItem>
{
    public void Configure(EntityTypeBuilder<DigestItem> table)
    {
        table.ToTable("DigestItems").HasKey(i => i.ReportId);
        table.HasOne<Report>().WithOne().HasForeignKey<DigestItem>(i => i.ReportId).OnDelete(DeleteBehavior.Restrict);
    }
}
