using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Directory;

/// <summary>
/// One line of the audit trail: who did what to which report, and why. Only ever added, and sealed to the line before
/// as it is saved: see <see cref="Trail.AuditChain"/>.
/// </summary>
public sealed class AuditEntry
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    /// <summary>In whole milliseconds: every database gives back exactly what was sealed.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>Null when the program itself acted.</summary>
    public Guid? PersonId { get; init; }
    public required string Who { get; init; }
    /// <summary>The organisation that the person worked for.</summary>
    public string? OrganisationCode { get; init; }
    public required string Act { get; init; }
    public Guid? ReportId { get; init; }
    /// <summary>The report's reference and organisation, written down when the entry is saved.</summary>
    public string? About { get; internal set; }
    public string? AboutOrganisation { get; internal set; }
    /// <summary>What changed or why, in words or codes; never the reported text.</summary>
    public string? Detail { get; init; }
    /// <summary>
    /// What a person typed about the report, masked. It goes when the reporter takes the report back; what it said is sealed by
    /// <see cref="WordsSeal"/>, so the chain holds without it.
    /// </summary>
    public string? Words { get; init; }
    /// <summary>Set for ever when there were words.</summary>
    public string? WordsSeal { get; internal set; }

    /// <summary>What changed and why, as people read it.</summary>
    public string? Said => Words is not null ? Detail is null ? Words : $"{Detail}. {Words}"
        : WordsSeal is null ? Detail
        : $"{(Detail is null ? null : $"{Detail}. ")}{Trail.TrailWords.TakenOut}";

    /// <summary>Its place in the chain, without gaps; null only in entries from before there was one.</summary>
    public long? Sequence { get; internal set; }
    public string? PreviousHash { get; internal set; }
    public string? Hash { get; internal set; }
}

public static class Audit
{
    /// <summary>An act after which what was suggested from a report's words may point at the wrong ones.</summary>
    public const string WordsCorrected = "masks of the words corrected";

    /// <summary>Adds an entry to be saved with the act it describes, in the same transaction.</summary>
    /// <param name="words">What a person typed about the report, masked: apart from the rest, because it goes when the report is taken back.</param>
    public static void Record(this ReportsDb db, TimeProvider clock, Viewer? viewer, string act, Guid? reportId, string? detail = null, string? words = null) =>
        db.AuditEntries.Add(new AuditEntry
        {
            At = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds()),
            PersonId = viewer?.PersonId,
            Who = viewer?.Name ?? "The system",
            OrganisationCode = viewer?.OrganisationCode,
            Act = act,
            ReportId = reportId,
            Detail = detail,
            Words = words,
        });

    /// <summary>Lines that this person may read: administrators of everything all, others what their organisation did or what was done to its reports.</summary>
    public static IQueryable<AuditEntry> VisibleTo(this IQueryable<AuditEntry> entries, Viewer viewer)
    {
        if (viewer.AdministersAll)
        {
            return entries;
        }
        return viewer.OrganisationCode is { } own && (viewer.Is(Roles.Administrator) || viewer.Is(Roles.Guardian))
            ? entries.Where(e => e.OrganisationCode == own || e.AboutOrganisation == own)
            : entries.Where(e => false);
    }
}

internal sealed class AuditEntryMap : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> table)
    {
        table.ToTable("AuditEntries");
        table.Property(e => e.Who).HasMaxLength(200);
        table.Property(e => e.OrganisationCode).HasMaxLength(8);
        table.Property(e => e.Act).HasMaxLength(60);
        table.Property(e => e.About).HasMaxLength(40);
        table.Property(e => e.AboutOrganisation).HasMaxLength(8);
        table.Property(e => e.Detail).HasMaxLength(4000);
        table.Property(e => e.Words).HasMaxLength(4000);
        table.Property(e => e.WordsSeal).HasMaxLength(64);
        table.Ignore(e => e.Said);
        table.Property(e => e.PreviousHash).HasMaxLength(64);
        table.Property(e => e.Hash).HasMaxLength(64);
        table.HasIndex(e => new { e.ReportId, e.At });
        table.HasIndex(e => e.Sequence).IsUnique();
        table.HasIndex(e => new { e.OrganisationCode, e.Sequence });
        table.HasIndex(e => new { e.AboutOrganisation, e.Sequence });
    }
}
