using MakingItWork.Capture;
using MakingItWork.Rules.ClinicalRisk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Triage;

/// <summary>What the safety team decided about a report; kept apart from what the machine suggested.</summary>
public sealed class Decision
{
    public Guid ReportId { get; init; }
    public required DecisionOutcome Outcome { get; init; }
    /// <summary>The hazard type, as a code of <see cref="Taxonomy"/> in <see cref="TaxonomyVersion"/>.</summary>
    public string? TypeCode { get; init; }
    public string? Taxonomy { get; init; }
    public string? TaxonomyVersion { get; init; }
    public Severity? Severity { get; init; }
    public Likelihood? Likelihood { get; init; }
    /// <summary>1 to 5 by the DCB0129 lookup.</summary>
    public int? RiskRating { get; init; }
    public string? Reason { get; init; }
    public required Guid DecidedBy { get; init; }
    public required DateTimeOffset DecidedAt { get; init; }
}

public enum DecisionOutcome
{
    Approved,
    Rejected,
}

internal sealed class DecisionMap : IEntityTypeConfiguration<Decision>
{
    public void Configure(EntityTypeBuilder<Decision> table)
    {
        table.ToTable("Decisions").HasKey(d => d.ReportId);
        table.HasOne<Report>().WithOne().HasForeignKey<Decision>(d => d.ReportId).OnDelete(DeleteBehavior.Restrict);
        table.Property(d => d.Outcome).HasConversion<string>().HasMaxLength(10);
        table.Property(d => d.TypeCode).HasMaxLength(20);
        table.Property(d => d.Taxonomy).HasMaxLength(60);
        table.Property(d => d.TaxonomyVersion).HasMaxLength(60);
        table.Property(d => d.Severity).HasConversion<string>().HasMaxLength(20);
        table.Property(d => d.Likelihood).HasConversion<string>().HasMaxLength(20);
        table.Property(d => d.Reason).HasMaxLength(DecideReportHandler.ReasonLength * 2);
    }
}
