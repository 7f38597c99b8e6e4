using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Deduplicate;

/// <summary>
/// One change to a hazard, by a person or by the program, with what is needed to take it back. The audit trail holds the same
/// act for ever; this is what a page shows and what an undo reads.
/// </summary>
public sealed class HazardChange
{
    public const int ReasonLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    /// <summary>Changes made by one act have one number, and are taken back together.</summary>
    public required Guid ActId { get; init; }
    public required HazardChangeKind Kind { get; init; }
    /// <summary>The hazard it is about; of a report that was moved, the one it went to.</summary>
    public required Guid HazardId { get; init; }
    /// <summary>Of a report that was moved, where it was before.</summary>
    public Guid? FromHazardId { get; init; }
    public Guid? ReportId { get; init; }
    /// <summary>The report that leads from now on, or that tells of the same event.</summary>
    public Guid? OtherReportId { get; init; }

    // the link, or the suggestion, as it was before
    public LinkedBy? FromBy { get; init; }
    public double? FromScore { get; init; }
    public Guid? FromLikeReportId { get; init; }
    public string? FromWhy { get; init; }
    /// <summary>The report that told of the same event, or that led, before.</summary>
    public Guid? FromReportId { get; init; }
    /// <summary>The moved report had been chosen to lead its hazard.</summary>
    public bool FromLed { get; init; }
    /// <summary>What joined had been parted by a person before, and that was forgotten.</summary>
    public bool ForgotApart { get; init; }

    public HazardState? FromState { get; init; }
    public HazardState? ToState { get; init; }
    public string? FromFixedIn { get; init; }
    public string? ToFixedIn { get; init; }

    /// <summary>Null when the program did it.</summary>
    public Guid? PersonId { get; init; }
    public required string Who { get; init; }
    public string? OrganisationCode { get; init; }
    /// <summary>In the person's words, masked.</summary>
    public string? Reason { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? UndoneAt { get; set; }
}

public enum HazardChangeKind
{
    Moved,
    /// <summary>A person said "not the same" to a pair.</summary>
    Refused,
    State,
    Lead,
    Event,
}

/// <summary>What came of an act on a hazard.</summary>
/// <param name="Done">False when there was nothing to do it to.</param>
/// <param name="ActId">By which it is taken back; null when nothing changed.</param>
public sealed record HazardAct(bool Done, Guid? ActId = null)
{
    public static HazardAct NotDone { get; } = new(false);
}

internal sealed class HazardChangeMap : IEntityTypeConfiguration<HazardChange>
{
    public void Configure(EntityTypeBuilder<HazardChange> table)
    {
        table.ToTable("HazardChanges");
        table.Property(c => c.Kind).HasConversion<string>().HasMaxLength(10);
        table.Property(c => c.FromBy).HasConversion<string>().HasMaxLength(10);
        table.Property(c => c.FromWhy).HasMaxLength(500);
        table.Property(c => c.FromState).HasConversion<string>().HasMaxLength(20);
        table.Property(c => c.ToState).HasConversion<string>().HasMaxLength(20);
        table.Property(c => c.FromFixedIn).HasMaxLength(100);
        table.Property(c => c.ToFixedIn).HasMaxLength(100);
        table.Property(c => c.Who).HasMaxLength(200);
        table.Property(c => c.OrganisationCode).HasMaxLength(8);
        // a mask may be longer than what it hides
        table.Property(c => c.Reason).HasMaxLength(HazardChange.ReasonLength * 2);
        table.HasIndex(c => new { c.HazardId, c.At });
        table.HasIndex(c => new { c.FromHazardId, c.At });
        table.HasIndex(c => new { c.ReportId, c.At });
        table.HasIndex(c => c.ActId);
    }
}
