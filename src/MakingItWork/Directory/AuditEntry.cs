using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Directory;

/// <summary>One line of the audit trail: who did what to which report, and why. Only ever added.</summary>
public sealed class AuditEntry
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required DateTimeOffset At { get; init; }
    /// <summary>Null when the program itself acted.</summary>
    public Guid? PersonId { get; init; }
    public required string Who { get; init; }
    public required string Act { get; init; }
    public Guid? ReportId { get; init; }
    /// <summary>What changed or why, in words or codes; never the reported text.</summary>
    public string? Detail { get; init; }
}

public static class Audit
{
    /// <summary>An act after which what was suggested from a report's words may point at the wrong ones.</summary>
    public const string WordsCorrected = "masks of the words corrected";

    /// <summary>Adds an entry to be saved with the act it describes, in the same transaction.</summary>
    public static void Record(this ReportsDb db, TimeProvider clock, Viewer? viewer, string act, Guid? reportId, string? detail = null) =>
        db.AuditEntries.Add(new AuditEntry
        {
            At = clock.GetUtcNow(),
            PersonId = viewer?.PersonId,
            Who = viewer?.Name ?? "The system",
            Act = act,
            ReportId = reportId,
            Detail = detail,
        });
}

internal sealed class AuditEntryMap : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> table)
    {
        table.ToTable("AuditEntries");
        table.Property(e => e.Who).HasMaxLength(200);
        table.Property(e => e.Act).HasMaxLength(60);
        table.Property(e => e.Detail).HasMaxLength(4000);
        table.HasIndex(e => new { e.ReportId, e.At });
    }
}
