using MakingItWork.Directory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Deduplicate;

/// <summary>
/// One problem in one product, known through the reports that are linked to it. Reports are never merged:
/// both counts, of reports and of hazards, are always to be had.
/// </summary>
public sealed class Hazard
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Reference { get; init; }
    public Guid? ProductId { get; init; }
    public Product? Product { get; init; }
    public required DateTimeOffset FirstSeenAt { get; init; }
    public HazardState State { get; set; }
    public DateTimeOffset? StateSince { get; set; }
    /// <summary>The version that holds the fix; kept when the hazard is reopened, so that it can be said what did not help.</summary>
    public string? FixedIn { get; set; }
    /// <summary>The report that a person chose to stand for all; null for the most complete one.</summary>
    public Guid? LeadReportId { get; set; }
    /// <summary>Since when people work with it in more than one report's name: assess its risk, act on it. No job regroups it any more.</summary>
    public DateTimeOffset? HandledAt { get; set; }
    public List<HazardLink> Links { get; init; } = [];
}

public enum HazardState
{
    Open,
    Acknowledged,
    Fixed,
    Closed,
    /// <summary>A report came from a version that should hold the fix.</summary>
    Reopened,
}

/// <summary>That a report belongs to a hazard, who says so and why. A report has one link at most.</summary>
public sealed class HazardLink
{
    public Guid ReportId { get; init; }
    public Guid HazardId { get; init; }
    public Hazard? Hazard { get; init; }
    public required LinkedBy By { get; init; }
    /// <summary>0 to 1; null for the report that the hazard began with.</summary>
    public double? Score { get; init; }
    /// <summary>The report of this hazard that this one is most like.</summary>
    public Guid? LikeReportId { get; init; }
    /// <summary>The report that tells of the very same event; null when this is an event of its own. The first is shown once in statistics.</summary>
    public Guid? SameEventAs { get; set; }
    public required string Why { get; init; }
    public required DateTimeOffset At { get; init; }
}

public enum LinkedBy
{
    Machine,
    Person,
    /// <summary>The reporter said that it is the same problem; a triager may take it back.</summary>
    Reporter,
}

/// <summary>A person's word that a report does not belong to a hazard; no job links them again.</summary>
public sealed class HazardRefusal
{
    public Guid ReportId { get; init; }
    public Guid HazardId { get; init; }
    public required Guid PersonId { get; init; }
    public required DateTimeOffset At { get; init; }
    /// <summary>The act that said so.</summary>
    public Guid? ActId { get; init; }
}

/// <summary>A possible match that was too weak to link: shown in triage as a suggestion.</summary>
public sealed class HazardCandidate
{
    public Guid ReportId { get; init; }
    public Guid HazardId { get; init; }
    public Hazard? Hazard { get; init; }
    public Guid LikeReportId { get; init; }
    public required double Score { get; init; }
    public required string Why { get; init; }
}

internal sealed class HazardMap : IEntityTypeConfiguration<Hazard>
{
    public void Configure(EntityTypeBuilder<Hazard> table)
    {
        table.ToTable("Hazards");
        table.Property(h => h.Reference).HasMaxLength(20);
        table.HasIndex(h => h.Reference).IsUnique();
        table.Property(h => h.State).HasConversion<string>().HasMaxLength(20).HasDefaultValue(HazardState.Open).HasSentinel((HazardState)(-1));
        table.Property(h => h.FixedIn).HasMaxLength(100);
        table.HasOne(h => h.Product).WithMany().HasForeignKey(h => h.ProductId).OnDelete(DeleteBehavior.Restrict);
        table.HasMany(h => h.Links).WithOne(l => l.Hazard).HasForeignKey(l => l.HazardId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class HazardLinkMap : IEntityTypeConfiguration<HazardLink>
{
    public void Configure(EntityTypeBuilder<HazardLink> table)
    {
        // the key is the report: the database itself refuses a second link
        table.ToTable("HazardLinks").HasKey(l => l.ReportId);
        table.HasOne<Capture.Report>().WithOne().HasForeignKey<HazardLink>(l => l.ReportId).OnDelete(DeleteBehavior.Restrict);
        table.Property(l => l.By).HasConversion<string>().HasMaxLength(10);
        table.Property(l => l.Why).HasMaxLength(500);
    }
}

internal sealed class HazardRefusalMap : IEntityTypeConfiguration<HazardRefusal>
{
    public void Configure(EntityTypeBuilder<HazardRefusal> table)
    {
        table.ToTable("HazardRefusals").HasKey(r => new { r.ReportId, r.HazardId });
        table.HasIndex(r => r.ActId);
    }
}

internal sealed class HazardCandidateMap : IEntityTypeConfiguration<HazardCandidate>
{
    public void Configure(EntityTypeBuilder<HazardCandidate> table)
    {
        table.ToTable("HazardCandidates").HasKey(c => new { c.ReportId, c.HazardId });
        table.Property(c => c.Why).HasMaxLength(500);
        table.HasOne(c => c.Hazard).WithMany().HasForeignKey(c => c.HazardId).OnDelete(DeleteBehavior.Cascade);
    }
}
