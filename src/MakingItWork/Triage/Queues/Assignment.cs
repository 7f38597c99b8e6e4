using MakingItWork.Capture;
using MakingItWork.Directory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Triage.Queues;

/// <summary>Who of the safety team deals with a report; no row when nobody does.</summary>
public sealed class Assignment
{
    public required Guid ReportId { get; init; }
    public required Guid PersonId { get; set; }
    public required Guid AssignedBy { get; set; }
    public required DateTimeOffset At { get; set; }
}

/// <summary>That a person has opened a report; without it the queue marks it as unread for them.</summary>
public sealed class ReportOpened
{
    public required Guid PersonId { get; init; }
    public required Guid ReportId { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>A way of looking at the queue that a person has named.</summary>
public sealed class SavedFilter
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid PersonId { get; init; }
    public required string Name { get; set; }
    /// <summary>As it stands in the address.</summary>
    public required string Query { get; init; }
    /// <summary>What the queue opens with.</summary>
    public bool IsDefault { get; set; }
}

/// <summary>How far the keeping of the rows has come.</summary>
public sealed class QueueMark
{
    public required string Name { get; init; }
    public long Number { get; set; }
    public DateTimeOffset At { get; set; }
    public Guid? LastId { get; set; }
}

internal sealed class AssignmentMap : IEntityTypeConfiguration<Assignment>
{
    public void Configure(EntityTypeBuilder<Assignment> table)
    {
        table.ToTable("Assignments").HasKey(a => a.ReportId);
        table.HasOne<Report>().WithOne().HasForeignKey<Assignment>(a => a.ReportId).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ReportOpenedMap : IEntityTypeConfiguration<ReportOpened>
{
    public void Configure(EntityTypeBuilder<ReportOpened> table)
    {
        table.ToTable("ReportsOpened").HasKey(o => new { o.PersonId, o.ReportId });
        table.HasOne<Report>().WithMany().HasForeignKey(o => o.ReportId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SavedFilterMap : IEntityTypeConfiguration<SavedFilter>
{
    public void Configure(EntityTypeBuilder<SavedFilter> table)
    {
        table.ToTable("SavedFilters");
        table.HasOne<Person>().WithMany().HasForeignKey(f => f.PersonId).OnDelete(DeleteBehavior.Cascade);
        table.Property(f => f.Name).HasMaxLength(60);
        table.Property(f => f.Query).HasMaxLength(1000);
        table.HasIndex(f => new { f.PersonId, f.Name }).IsUnique();
    }
}

internal sealed class QueueMarkMap : IEntityTypeConfiguration<QueueMark>
{
    public void Configure(EntityTypeBuilder<QueueMark> table)
    {
        table.ToTable("QueueMarks").HasKey(m => m.Name);
        table.Property(m => m.Name).HasMaxLength(40);
    }
}
