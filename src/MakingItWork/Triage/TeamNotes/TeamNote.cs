using MakingItWork.Capture;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Triage;

/// <summary>
/// A note that a safety team keeps on a report for itself: neither the reporter nor a supplier ever reads it. Masked before it is
/// stored; only ever added.
/// </summary>
public sealed class TeamNote
{
    public const int Length = 2000;
    public const int Most = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ReportId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid PersonId { get; init; }
    public required string Who { get; init; }
    public required string Words { get; init; }
}

internal sealed class TeamNoteMap : IEntityTypeConfiguration<TeamNote>
{
    public void Configure(EntityTypeBuilder<TeamNote> table)
    {
        table.ToTable("TeamNotes");
        table.Property(n => n.Who).HasMaxLength(200);
        // a mask may be longer than what it hides
        table.Property(n => n.Words).HasMaxLength(TeamNote.Length * 2);
        table.HasOne<Report>().WithMany().HasForeignKey(n => n.ReportId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(n => new { n.ReportId, n.At });
    }
}
