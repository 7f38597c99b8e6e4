using MakingItWork.Rules.ClinicalRisk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Triage.Risk;

/// <summary>One version of an assessment. Only ever added: a new one supersedes, and taking one back is a version too.</summary>
public sealed class RiskAssessment
{
    public const int NameLength = 200;
    public const int TextLength = 2000;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid HazardId { get; init; }
    public required string ForOrganisation { get; init; }
    public required int Version { get; init; }
    public required RiskState State { get; init; }
    /// <summary>The version that this one takes back, and then nothing else is set.</summary>
    public int? TakesBack { get; init; }
    public RiskContent Content { get; init; } = new();

    public required Guid AssessedById { get; init; }
    public required string AssessedBy { get; init; }
    /// <summary>In which role, as it was then.</summary>
    public required string InRole { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>What is assessed. Free texts are masked before they are stored.</summary>
public sealed record RiskContent
{
    public string? Name { get; init; }
    public string? Description { get; init; }
    public string? Impact { get; init; }
    public string? Causes { get; init; }
    public Severity? InitialSeverity { get; init; }
    public Likelihood? InitialLikelihood { get; init; }
    /// <summary>1 to 5 by the lookup, before controls.</summary>
    public int? InitialRating { get; init; }
    public string? ExistingControls { get; init; }
    public string? DesignControls { get; init; }
    public string? TestControls { get; init; }
    public string? TrainingControls { get; init; }
    public string? ProcessControls { get; init; }
    public Severity? ResidualSeverity { get; init; }
    public Likelihood? ResidualLikelihood { get; init; }
    /// <summary>1 to 5 by the lookup, after controls.</summary>
    public int? ResidualRating { get; init; }
    public string? Justification { get; init; }
    public bool? Accepted { get; init; }
    public string? AcceptanceReason { get; init; }
    public HazardLogStatus Status { get; init; }

    public bool HasFurtherControl => DesignControls is not null || TestControls is not null || TrainingControls is not null || ProcessControls is not null;
}

public enum RiskState
{
    Proposed,
    /// <summary>Signed by a clinical safety officer.</summary>
    Final,
    TakenBack,
}

/// <summary>The status column of a hazard log.</summary>
public enum HazardLogStatus
{
    Open,
    /// <summary>The manufacturer's actions are done, the deploying organisation's are not.</summary>
    Transferred,
    Closed,
}

internal sealed class RiskAssessmentMap : IEntityTypeConfiguration<RiskAssessment>
{
    public void Configure(EntityTypeBuilder<RiskAssessment> table)
    {
        table.ToTable("RiskAssessments");
        table.Property(a => a.ForOrganisation).HasMaxLength(8);
        table.Property(a => a.State).HasConversion<string>().HasMaxLength(10);
        table.Property(a => a.AssessedBy).HasMaxLength(200);
        table.Property(a => a.InRole).HasMaxLength(60);
        table.HasIndex(a => new { a.HazardId, a.ForOrganisation, a.Version }).IsUnique();
        table.HasOne<RiskRecord>().WithMany().HasForeignKey(a => new { a.HazardId, a.ForOrganisation }).OnDelete(DeleteBehavior.Restrict);
        table.ComplexProperty(a => a.Content, content =>
        {
            content.IsRequired();
            content.Property(c => c.Name).HasMaxLength(RiskAssessment.NameLength * 2);
            content.Property(c => c.InitialSeverity).HasConversion<string>().HasMaxLength(20);
            content.Property(c => c.InitialLikelihood).HasConversion<string>().HasMaxLength(20);
            content.Property(c => c.ResidualSeverity).HasConversion<string>().HasMaxLength(20);
            content.Property(c => c.ResidualLikelihood).HasConversion<string>().HasMaxLength(20);
            content.Property(c => c.Status).HasConversion<string>().HasMaxLength(20);
            content.Ignore(c => c.HasFurtherControl);
            foreach (var text in (string[])[nameof(RiskContent.Description), nameof(RiskContent.Impact), nameof(RiskContent.Causes), nameof(RiskContent.ExistingControls),
                nameof(RiskContent.DesignControls), nameof(RiskContent.TestControls), nameof(RiskContent.TrainingControls), nameof(RiskContent.ProcessControls),
                nameof(RiskContent.Justification), nameof(RiskContent.AcceptanceReason)])
            {
                content.Property<string?>(text).HasMaxLength(RiskAssessment.TextLength * 2);
            }
        });
    }
}
