using MakingItWork.Capture;
using MakingItWork.Directory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Triage.Queues;

/// <summary>
/// What the queue sorts, filters and counts by, one row a report, so that a page is one range of an index at any size.
/// It is made from the rooms' own tables and can be made again at any time; it holds no words of the description.
/// </summary>
public sealed class QueueRow
{
    public required Guid ReportId { get; init; }
    public string Reference { get; set; } = "";
    public string? OrganisationCode { get; set; }
    public QueueState State { get; set; }
    /// <summary>Smallest first; see <see cref="QueueOrder"/>.</summary>
    public long SortKey { get; set; }
    /// <summary>2 urgent, 1 urgent and seen by a person, 0 neither.</summary>
    public int UrgencyRank { get; set; }
    public int HarmRank { get; set; }
    public DateTimeOffset SubmittedAt { get; set; }
    /// <summary>The report's own time of its stage: when the two differ, the row is made again.</summary>
    public DateTimeOffset StageSince { get; set; }
    /// <summary>When this row came into its state; a page that is open asks what came since.</summary>
    public DateTimeOffset CameAt { get; set; }
    public Guid? SupplierId { get; set; }
    public Guid? ProductId { get; set; }
    /// <summary>The product's name, or what the reporter called it, masked.</summary>
    public string? ProductWords { get; set; }
    /// <summary>The unit, masked, in small letters.</summary>
    public string? Unit { get; set; }
    /// <summary>As decided; until then as suggested.</summary>
    public string? TypeCode { get; set; }
    public double? Confidence { get; set; }
    public bool NotSure { get; set; }
    public Guid? HazardId { get; set; }
    public Guid? AssignedTo { get; set; }
    /// <summary>1 to 5, once assessed.</summary>
    public int? RiskRating { get; set; }
}

public enum QueueState
{
    Waiting,
    Approved,
    Rejected,
    /// <summary>Not to be shown: withdrawn, or taken back to an earlier stage.</summary>
    Gone,
}

public static class QueueGate
{
    /// <summary>As <see cref="Visibility.VisibleTo"/> for reports. What is shown of a row passes that gate as well.</summary>
    public static IQueryable<QueueRow> VisibleTo(this IQueryable<QueueRow> rows, Viewer viewer)
    {
        if (viewer.IsNational)
        {
            return rows;
        }
        return viewer.Triages && viewer.OrganisationCode is { } organisation
            ? rows.Where(r => r.OrganisationCode == organisation)
            : rows.Where(r => false);
    }

    public static QueueState StateOf(ReportStage stage) => stage switch
    {
        ReportStage.AwaitingTriage => QueueState.Waiting,
        ReportStage.Approved or ReportStage.Exported => QueueState.Approved,
        ReportStage.Rejected => QueueState.Rejected,
        _ => QueueState.Gone,
    };

    /// <summary>Whether a report of this stage belongs into lists of this state. What may still be taken back stands where its decision puts it.</summary>
    public static bool Fits(ReportStage stage, QueueState state) =>
        stage == ReportStage.Decided ? state is QueueState.Approved or QueueState.Rejected : StateOf(stage) == state;
}

internal sealed class QueueRowMap : IEntityTypeConfiguration<QueueRow>
{
    public void Configure(EntityTypeBuilder<QueueRow> table)
    {
        table.ToTable("QueueRows").HasKey(r => r.ReportId);
        table.HasOne<Report>().WithOne().HasForeignKey<QueueRow>(r => r.ReportId).OnDelete(DeleteBehavior.Cascade);
        table.Property(r => r.Reference).HasMaxLength(20);
        table.Property(r => r.OrganisationCode).HasMaxLength(8);
        table.Property(r => r.State).HasConversion<string>().HasMaxLength(10);
        table.Property(r => r.ProductWords).HasMaxLength(200);
        table.Property(r => r.Unit).HasMaxLength(200);
        table.Property(r => r.TypeCode).HasMaxLength(20);
        // wide, so that whatever is filtered by is counted from the index alone: fetching each row costs ten times as much
        table.HasIndex(r => new { r.State, r.SortKey, r.ReportId, r.AssignedTo, r.ProductId, r.TypeCode, r.HarmRank, r.UrgencyRank, r.SubmittedAt, r.Unit, r.OrganisationCode })
            .HasDatabaseName("IX_QueueRows_National");
        table.HasIndex(r => new { r.OrganisationCode, r.State, r.SortKey, r.ReportId, r.AssignedTo, r.ProductId, r.TypeCode, r.HarmRank, r.UrgencyRank, r.SubmittedAt, r.Unit })
            .HasDatabaseName("IX_QueueRows_Team");
        table.HasIndex(r => new { r.AssignedTo, r.State, r.SortKey });
        table.HasIndex(r => new { r.OrganisationCode, r.State, r.AssignedTo });
        table.HasIndex(r => new { r.State, r.AssignedTo });
        // all that the list of hazards to assess asks for
        table.HasIndex(r => new { r.OrganisationCode, r.HazardId, r.RiskRating, r.State, r.Reference, r.SubmittedAt }).HasDatabaseName("IX_QueueRows_Risk");
        table.HasIndex(r => new { r.State, r.CameAt });
        table.HasIndex(r => new { r.OrganisationCode, r.State, r.CameAt });
    }
}
