using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Capture;

/// <summary>
/// That a report's words or pictures changed after it had been prepared. It is saved with the change itself, so whoever keeps
/// something made from them learns of it even if the process dies, makes that anew, and removes the line.
/// </summary>
public sealed class ReportChange
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ReportId { get; init; }
    public required DateTimeOffset At { get; init; }
}

public static class ReportChanges
{
    /// <summary>To be saved by the caller, with the change.</summary>
    public static void MarkChanged(this ReportsDb db, Guid reportId, DateTimeOffset at) => db.ReportChanges.Add(new ReportChange { ReportId = reportId, At = at });
}

internal sealed class ReportChangeMap : IEntityTypeConfiguration<ReportChange>
{
    public void Configure(EntityTypeBuilder<ReportChange> table)
    {
        table.ToTable("ReportChanges").HasIndex(c => c.At);
        table.HasOne<Report>().WithMany().HasForeignKey(c => c.ReportId).OnDelete(DeleteBehavior.Cascade);
    }
}
