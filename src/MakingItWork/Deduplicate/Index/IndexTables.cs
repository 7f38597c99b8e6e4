using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Deduplicate.Index;

/// <summary>What of a report is compared with others, under a small number of its own. No word can be read back from it.</summary>
public sealed class IndexedReport
{
    public long Number { get; init; }
    public required Guid ReportId { get; init; }
    /// <summary>The rules that made the print; older ones are made anew.</summary>
    public required int Rules { get; init; }
    /// <summary>0 when it is not known.</summary>
    public required long Product { get; init; }
    public required byte[] Print { get; init; }
}

/// <summary>One entry: a key and the number of a report in one number. The table is its own index, in the order in which it is read.</summary>
public sealed class IndexEntry
{
    public required long Id { get; init; }
}

/// <summary>In how many indexed reports a word occurs: rare words tell more.</summary>
public sealed class WordCount
{
    public required long Word { get; init; }
    public required long Reports { get; set; }
}

/// <summary>A report that could not be indexed: it is left alone until its time has come, and holds up no other.</summary>
public sealed class IndexTrouble
{
    public required Guid ReportId { get; init; }
    public int Attempts { get; set; }
    public DateTimeOffset NextAt { get; set; }
}

/// <summary>How far a job of the index has come.</summary>
public sealed class IndexMark
{
    public const string CountedTo = "counted-to";
    public const string CountedReports = "counted-reports";

    public required string Name { get; init; }
    public required long Value { get; set; }
}

internal sealed class IndexedReportMap : IEntityTypeConfiguration<IndexedReport>
{
    public void Configure(EntityTypeBuilder<IndexedReport> table)
    {
        table.ToTable("IndexedReports").HasKey(r => r.Number);
        table.Property(r => r.Number).ValueGeneratedOnAdd();
        table.HasIndex(r => r.ReportId).IsUnique();
        table.HasIndex(r => new { r.Product, r.Number });
        table.HasIndex(r => new { r.Rules, r.Number });
    }
}

internal sealed class IndexEntryMap : IEntityTypeConfiguration<IndexEntry>
{
    public void Configure(EntityTypeBuilder<IndexEntry> table)
    {
        table.ToTable("IndexEntries").HasKey(e => e.Id);
        table.Property(e => e.Id).ValueGeneratedNever();
    }
}

internal sealed class WordCountMap : IEntityTypeConfiguration<WordCount>
{
    public void Configure(EntityTypeBuilder<WordCount> table)
    {
        table.ToTable("WordCounts").HasKey(w => w.Word);
        table.Property(w => w.Word).ValueGeneratedNever();
        table.HasIndex(w => w.Reports);
    }
}

internal sealed class IndexTroubleMap : IEntityTypeConfiguration<IndexTrouble>
{
    public void Configure(EntityTypeBuilder<IndexTrouble> table)
    {
        table.ToTable("IndexTroubles").HasKey(t => t.ReportId);
        table.HasOne<Capture.Report>().WithOne().HasForeignKey<IndexTrouble>(t => t.ReportId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class IndexMarkMap : IEntityTypeConfiguration<IndexMark>
{
    public void Configure(EntityTypeBuilder<IndexMark> table)
    {
        table.ToTable("IndexMarks").HasKey(m => m.Name);
        table.Property(m => m.Name).HasMaxLength(40);
    }
}
