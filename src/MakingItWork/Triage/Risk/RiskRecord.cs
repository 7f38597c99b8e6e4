using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Triage.Risk;

/// <summary>
/// Where the assessment of one hazard stands in one organisation: each has its own hazard log and its own safety officer (DCB0160).
/// What was assessed stands in <see cref="RiskAssessment"/>, version by version; this only points to what counts now.
/// </summary>
public sealed class RiskRecord
{
    public required Guid HazardId { get; init; }
    public Hazard? Hazard { get; init; }
    /// <summary>ODS code; empty for reports that name no organisation, which national staff assess.</summary>
    public required string ForOrganisation { get; init; }
    /// <summary>The number of the newest version, also of one that only takes back another. A form that carries an older one is stale.</summary>
    public int LastVersion { get; set; }
    /// <summary>The newest version that was not taken back; null when there is none.</summary>
    public int? CurrentVersion { get; set; }
    /// <summary>The newest version that a safety officer signed and did not take back.</summary>
    public int? FinalVersion { get; set; }
    /// <summary>Of the current version: residual where it is stated, otherwise initial.</summary>
    public int? Rating { get; set; }
}

public static class RiskSight
{
    /// <summary>Records of the viewer's organisation; national staff see all.</summary>
    public static IQueryable<RiskRecord> VisibleTo(this IQueryable<RiskRecord> records, Viewer viewer)
    {
        if (viewer.IsNational)
        {
            return records;
        }
        return viewer.Triages && viewer.OrganisationCode is { } own ? records.Where(r => r.ForOrganisation == own) : records.Where(r => false);
    }

    /// <summary>Only a clinical safety officer signs: of this organisation, or a national one.</summary>
    public static bool MaySign(Viewer viewer, string forOrganisation) =>
        viewer.Is(Roles.ClinicalSafetyOfficer) && (viewer.IsNational || (viewer.OrganisationCode is { } own && own == forOrganisation));
}

internal sealed class RiskRecordMap : IEntityTypeConfiguration<RiskRecord>
{
    public void Configure(EntityTypeBuilder<RiskRecord> table)
    {
        table.ToTable("RiskRecords").HasKey(r => new { r.HazardId, r.ForOrganisation });
        table.Property(r => r.ForOrganisation).HasMaxLength(8);
        // of two who save at once one fails, and is told what the other saved
        table.Property(r => r.LastVersion).IsConcurrencyToken();
        table.HasOne(r => r.Hazard).WithMany().HasForeignKey(r => r.HazardId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(r => new { r.ForOrganisation, r.Rating });
    }
}
