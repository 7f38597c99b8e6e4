using MakingItWork.Capture;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Export;

/// <summary>One run of the national export: what it took, when, and how it ended.</summary>
public sealed class ExportBatch
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; set; }
    /// <summary>Sub-folder of the export folder that holds the batch's files.</summary>
    public required string Folder { get; init; }
    public int Reports { get; set; }
    public List<ExportEntry> Entries { get; init; } = [];
}

/// <summary>The ledger: one row per report and format. Its key is what keeps a second run from sending twice.</summary>
public sealed class ExportEntry
{
    public const int NoteLength = 1000;

    public required Guid ReportId { get; init; }
    public Report? Report { get; init; }
    public required NationalFormat Format { get; init; }
    public required Guid BatchId { get; init; }
    public required ExportState State { get; set; }
    /// <summary>Path below the export folder, once written.</summary>
    public string? File { get; set; }
    /// <summary>Why it was not written, or what in it is not confirmed for a national service.</summary>
    public string? Note { get; set; }
    public DateTimeOffset? WrittenAt { get; set; }
}

public enum NationalFormat
{
    Nrls,
    Lfpse,
}

public enum ExportState
{
    Queued,
    Written,
    Refused,
}

internal sealed class ExportBatchMap : IEntityTypeConfiguration<ExportBatch>
{
    public void Configure(EntityTypeBuilder<ExportBatch> table)
    {
        table.ToTable("ExportBatches");
        table.Property(b => b.Folder).HasMaxLength(100);
        table.HasIndex(b => b.Folder).IsUnique();
        table.HasIndex(b => b.StartedAt);
        table.HasMany(b => b.Entries).WithOne().HasForeignKey(e => e.BatchId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ExportEntryMap : IEntityTypeConfiguration<ExportEntry>
{
    public void Configure(EntityTypeBuilder<ExportEntry> table)
    {
        table.ToTable("ExportEntries").HasKey(e => new { e.ReportId, e.Format });
        table.HasOne(e => e.Report).WithMany().HasForeignKey(e => e.ReportId).OnDelete(DeleteBehavior.Restrict);
        table.Property(e => e.Format).HasConversion<string>().HasMaxLength(10);
        table.Property(e => e.State).HasConversion<string>().HasMaxLength(10);
        table.Property(e => e.File).HasMaxLength(200);
        table.Property(e => e.Note).HasMaxLength(ExportEntry.NoteLength);
    }
}
