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
    /// <summary>The act that said so: taking it back forgets its own word and nobody else's.</summary>
    public Guid? ActId { get; init; }
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
    /// <summary>The mail that it travels in; a notice is in one at most.</summary>
    public Guid? MailId { get; set; }
}

public static class HandledHazards
{
    /// <summary>Notes that people work with a hazard, before they save what they do: from then on no job takes its reports apart.</summary>
    public static Task HandleAsync(this ReportsDb db, Guid hazardId, DateTimeOffset at, CancellationToken cancel) =>
        db.Hazards.Where(h => h.Id == hazardId && h.HandledAt == null).ExecuteUpdateAsync(set => set.SetProperty(h => h.HandledAt, at), cancel);
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
    public static async Task PartAsync(this ReportsDb db, Guid reportId, IReadOnlyList<Guid> others, HazardActor by, CancellationToken cancel)
    {
        var known = await db.ReportsApart.Where(p => p.ReportId == reportId).Select(p => p.OtherId).ToHashSetAsync(cancel);
        db.ReportsApart.AddRange(others.Where(other => other != reportId && !known.Contains(other)).SelectMany(other => (ReportsApart[])
        [
            new() { ReportId = reportId, OtherId = other, PersonId = by.Viewer.PersonId, At = by.At, ActId = by.ActId },
            new() { ReportId = other, OtherId = reportId, PersonId = by.Viewer.PersonId, At = by.At, ActId = by.ActId },
        ]));
    }

    /// <summary>Remembers that a report does not belong to a hazard, nor with what is in it now. To be saved by the caller.</summary>
    public static async Task RefuseAsync(this ReportsDb db, Guid reportId, Guid hazardId, HazardActor by, CancellationToken cancel)
    {
        if (!await db.HazardRefusals.AnyAsync(r => r.ReportId == reportId && r.HazardId == hazardId, cancel))
        {
            db.HazardRefusals.Add(new HazardRefusal { ReportId = reportId, HazardId = hazardId, PersonId = by.Viewer.PersonId, At = by.At, ActId = by.ActId });
        }
        var members = await db.HazardLinks.Where(l => l.HazardId == hazardId && l.ReportId != reportId).Select(l => l.ReportId).ToListAsync(cancel);
        await db.PartAsync(reportId, members, by, cancel);
    }

    /// <summary>Forgets that a report was parted from a hazard or from what is in it: a person joins them.</summary>
    /// <returns>Whether there was anything to forget.</returns>
    public static async Task<bool> ForgetApartAsync(this ReportsDb db, Guid reportId, Guid hazardId, CancellationToken cancel)
    {
        var members = db.HazardLinks.Where(l => l.HazardId == hazardId).Select(l => l.ReportId);
        var parted = await db.ReportsApart.Where(p => (p.ReportId == reportId && members.Contains(p.OtherId)) || (p.OtherId == reportId && members.Contains(p.ReportId))).ExecuteDeleteAsync(cancel);
        return await db.HazardRefusals.Where(r => r.ReportId == reportId && r.HazardId == hazardId).ExecuteDeleteAsync(cancel) + parted > 0;
    }

    /// <summary>Forgets what one act had parted, and nothing that was said at another time.</summary>
    /// <param name="reports">Only what it said of these; null for all of it.</param>
    public static async Task ForgetActAsync(this ReportsDb db, Guid actId, IReadOnlyCollection<Guid>? reports, CancellationToken cancel)
    {
        var of = reports ?? [];
        await db.HazardRefusals.Where(r => r.ActId == actId && (reports == null || of.Contains(r.ReportId))).ExecuteDeleteAsync(cancel);
        await db.ReportsApart.Where(p => p.ActId == actId && (reports == null || of.Contains(p.ReportId) || of.Contains(p.OtherId))).ExecuteDeleteAsync(cancel);
    }
}

/// <summary>Who does something to a hazard, when, and why: one for all that one act changes.</summary>
/// <param name="Reason">Masked already.</param>
public sealed record HazardActor(Directory.Viewer Viewer, Guid ActId, DateTimeOffset At, string? Reason)
{
    /// <param name="reason">Masked.</param>
    public static HazardActor Of(Directory.Viewer viewer, DateTimeOffset at, string? reason) => new(
        viewer, Guid.CreateVersion7(), at, reason);
}

internal sealed class ReportsApartMap : IEntityTypeConfiguration<ReportsApart>
{
    public void Configure(EntityTypeBuilder<ReportsApart> table)
    {
        table.ToTable("ReportsApart").HasKey(p => new { p.ReportId, p.OtherId });
        table.HasIndex(p => p.ActId);
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
        table.HasIndex(n => new { n.MailId, n.SeenAt });
        table.Property(n => n.Words).HasMaxLength(500);
        table.HasOne(n => n.Hazard).WithMany().HasForeignKey(n => n.HazardId).OnDelete(DeleteBehavior.Restrict);
    }
}
