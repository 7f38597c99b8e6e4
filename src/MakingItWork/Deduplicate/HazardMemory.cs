using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Deduplicate;

/// <summary>
/// A person's word that two reports are not the same. It holds for the reports, not for the hazards they were in at the time:
/// no job brings them together again, wherever either is moved.
/// </summary>
public sealed class ReportsApart
{
    public required Guid ReportId { get; init; }
    public required Guid OtherId { get; init; }
    public required Guid PersonId { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>A person's change of which hazard a report belongs to, with what is needed to take it back.</summary>
public sealed class LinkChange
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ReportId { get; init; }
    public required Guid FromHazardId { get; init; }
    public required Guid ToHazardId { get; init; }
    /// <summary>Who had linked it before.</summary>
    public required LinkedBy FromBy { get; init; }
    public required string FromWhy { get; init; }
    public required Guid PersonId { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? UndoneAt { get; set; }
}

/// <summary>Somebody who wants to know what becomes of a hazard.</summary>
public sealed class HazardFollower
{
    public required Guid HazardId { get; init; }
    public required Guid PersonId { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>What a follower was told; never a reported word.</summary>
public sealed class HazardNotice
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid HazardId { get; init; }
    public Hazard? Hazard { get; init; }
    public required Guid PersonId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Words { get; init; }
    public DateTimeOffset? SeenAt { get; set; }
}

public static class Apart
{
    /// <summary>Hazards that hold a report which a person has parted from this one, or that a person refused for it.</summary>
    public static async Task<HashSet<Guid>> RefusedHazardsAsync(this ReportsDb db, Guid reportId, CancellationToken cancel) =>
    [
        .. await db.HazardRefusals.Where(r => r.ReportId == reportId).Select(r => r.HazardId).ToListAsync(cancel),
        .. await db.ReportsApart.Where(p => p.ReportId == reportId).Join(db.HazardLinks, p => p.OtherId, l => l.ReportId, (p, l) => l.HazardId).ToListAsync(cancel),
    ];

    /// <summary>Remembers, in both directions, that a report is not the same as these. To be saved by the caller.</summary>
    public static async Task PartAsync(this ReportsDb db, Guid reportId, IReadOnlyList<Guid> others, Guid personId, DateTimeOffset at, CancellationToken cancel)
    {
        var known = await db.ReportsApart.Where(p => p.ReportId == reportId).Select(p => p.OtherId).ToHashSetAsync(cancel);
        db.ReportsApart.AddRange(others.Where(other => other != reportId && !known.Contains(other)).SelectMany(other => (ReportsApart[])
        [
            new() { ReportId = reportId, OtherId = other, PersonId = personId, At = at },
            new() { ReportId = other, OtherId = reportId, PersonId = personId, At = at },
        ]));
    }
}

internal sealed class ReportsApartMap : IEntityTypeConfiguration<ReportsApart>
{
    public void Configure(EntityTypeBuilder<ReportsApart> table) => table.ToTable("ReportsApart").HasKey(p => new { p.ReportId, p.OtherId });
}

internal sealed class LinkChangeMap : IEntityTypeConfiguration<LinkChange>
{
    public void Configure(EntityTypeBuilder<LinkChange> table)
    {
        table.ToTable("LinkChanges").HasIndex(c => new { c.ReportId, c.At });
        table.Property(c => c.FromBy).HasConversion<string>().HasMaxLength(10);
        table.Property(c => c.FromWhy).HasMaxLength(500);
    }
}

internal sealed class HazardFollowerMap : IEntityTypeConfiguration<HazardFollower>
{
    public void Configure(EntityTypeBuilder<HazardFollower> table) => table.ToTable("HazardFollowers").HasKey(f => new { f.HazardId, f.PersonId });
}

internal sealed class HazardNoticeMap : IEntityTypeConfiguration<HazardNotice>
{
    public void Configure(EntityTypeBuilder<HazardNotice> table)
    {
        table.ToTable("HazardNotices").HasIndex(n => new { n.PersonId, n.SeenAt, n.At });
        table.Property(n => n.Words).HasMaxLength(500);
        table.HasOne(n => n.Hazard).WithMany().HasForeignKey(n => n.HazardId).OnDelete(DeleteBehavior.Restrict);
    }
}
