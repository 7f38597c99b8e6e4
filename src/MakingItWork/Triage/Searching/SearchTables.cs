using MakingItWork.Capture;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Triage.Searching;

/// <summary>A report that can be found by its masked words, under a number that grows with the time it was sent.</summary>
public sealed class SearchedReport
{
    public required long Number { get; init; }
    public required Guid ReportId { get; init; }
    /// <summary>The rules that cut its words.</summary>
    public required int Rules { get; set; }
    /// <summary>The numbers of its words, so that they can be taken out again.</summary>
    public required byte[] Words { get; set; }
}

/// <summary>One entry: a word of an organisation, or of all, and the report that has it. The table is its own index, in the order in which it is read.</summary>
public sealed class SearchEntry
{
    public required long Id { get; init; }
}

/// <summary>A word by its first letters, for those who type only the beginning of one.</summary>
public sealed class SearchBeginning
{
    public required long Letters { get; init; }
    public required long Word { get; init; }
}

/// <summary>How far the round has come that looks whether every report can be found by the words it has now.</summary>
public sealed class SearchRound
{
    public required int Rules { get; init; }
    /// <summary>The reference of the report looked at last; empty at the beginning.</summary>
    public required string At { get; set; }
    /// <summary>When a round first reached the end: from then on it may take its time.</summary>
    public DateTimeOffset? AllFoundAt { get; set; }
}

internal sealed class SearchedReportMap : IEntityTypeConfiguration<SearchedReport>
{
    public void Configure(EntityTypeBuilder<SearchedReport> table)
    {
        table.ToTable("SearchedReports").HasKey(r => r.Number);
        table.Property(r => r.Number).ValueGeneratedNever();
        table.HasIndex(r => r.ReportId).IsUnique();
        table.HasOne<Report>().WithMany().HasForeignKey(r => r.ReportId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SearchEntryMap : IEntityTypeConfiguration<SearchEntry>
{
    public void Configure(EntityTypeBuilder<SearchEntry> table)
    {
        table.ToTable("SearchEntries").HasKey(e => e.Id);
        table.Property(e => e.Id).ValueGeneratedNever();
    }
}

internal sealed class SearchBeginningMap : IEntityTypeConfiguration<SearchBeginning>
{
    public void Configure(EntityTypeBuilder<SearchBeginning> table)
    {
        table.ToTable("SearchBeginnings").HasKey(b => new { b.Letters, b.Word });
        table.HasIndex(b => b.Word);
    }
}

internal sealed class SearchRoundMap : IEntityTypeConfiguration<SearchRound>
{
    public void Configure(EntityTypeBuilder<SearchRound> table)
    {
        table.ToTable("SearchRounds").HasKey(r => r.Rules);
        table.Property(r => r.Rules).ValueGeneratedNever();
        table.Property(r => r.At).HasMaxLength(20);
    }
}
