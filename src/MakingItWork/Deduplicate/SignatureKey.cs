using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Deduplicate;

/// <summary>One index key of a report's words or pictures: reports that share a key are worth comparing.</summary>
public sealed class SignatureKey
{
    public required long Key { get; init; }
    public required Guid ReportId { get; init; }
}

/// <summary>
/// A row that a matching transaction updates first, so that two reports about the same product are never
/// matched at the same moment and found to be each other's first.
/// </summary>
public sealed class MatchGate
{
    public required string Name { get; init; }
    public long Passed { get; set; }
}

public static class Matches
{
    /// <summary>
    /// A report that was taken back is found by no later one, and is suggested nowhere. Its link to a hazard stays:
    /// only released reports count there.
    /// </summary>
    public static async Task ForgetMatchesAsync(this ReportsDb db, Guid reportId, CancellationToken cancel)
    {
        await db.SignatureKeys.Where(k => k.ReportId == reportId).ExecuteDeleteAsync(cancel);
        await db.HazardCandidates.Where(c => c.ReportId == reportId || c.LikeReportId == reportId).ExecuteDeleteAsync(cancel);
    }
}

internal sealed class SignatureKeyMap : IEntityTypeConfiguration<SignatureKey>
{
    public void Configure(EntityTypeBuilder<SignatureKey> table)
    {
        table.ToTable("SignatureKeys").HasKey(k => new { k.Key, k.ReportId });
        table.HasIndex(k => k.ReportId);
    }
}

internal sealed class MatchGateMap : IEntityTypeConfiguration<MatchGate>
{
    public void Configure(EntityTypeBuilder<MatchGate> table)
    {
        table.ToTable("MatchGates").HasKey(g => g.Name);
        table.Property(g => g.Name).HasMaxLength(60);
    }
}
