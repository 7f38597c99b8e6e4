using MakingItWork.Capture;
using MakingItWork.Plumbing.Mail;
using MakingItWork.Store;
using MakingItWork.Triage.Actions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Triage.Post;

/// <summary>
/// The ledger of mails to a safety team: one row a mail, written before it is sent. The key is unique, so that nothing is planned
/// twice; the message identifier is that of the row, so that a mail server shows what was handed over twice once.
/// </summary>
public sealed class TeamMail : IPlannedMail
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Key { get; init; }
    public required TeamMailKind Kind { get; init; }
    public Guid? ActionId { get; init; }
    /// <summary>The due date that a reminder is about: moved in the meantime, it is not sent.</summary>
    public DateTimeOffset? DueAt { get; init; }
    /// <summary>The escalations that the mail names.</summary>
    public Guid? BatchId { get; init; }
    public required string Email { get; init; }
    /// <summary>For whom it is covered, in their name; null when it goes to the person itself.</summary>
    public string? InPlaceOf { get; init; }
    public required DateTimeOffset PlannedAt { get; init; }
    public TeamMailState State { get; set; }
    public DateTimeOffset? SentAt { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset? NotBefore { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
    public string? Trouble { get; set; }

    public string MessageId => $"team-{Id:N}@making-it-work";
}

public enum TeamMailKind
{
    ActionReminder,
    /// <summary>Nobody has opened reports within the service target.</summary>
    Unopened,
    /// <summary>Nobody has opened them even after their team was mailed.</summary>
    StillUnopened,
    /// <summary>Nobody has taken on an urgent report.</summary>
    UrgentNotTaken,
    UrgentStillNotTaken,
}

public enum TeamMailState
{
    Waiting,
    Sent,
    /// <summary>What it was about was done before it was sent.</summary>
    NotNeeded,
}

/// <summary>That a report was escalated to a level, once.</summary>
public sealed class Escalation
{
    public required Guid ReportId { get; init; }
    public Report? Report { get; init; }
    public required TeamMailKind Level { get; init; }
    public required Guid BatchId { get; init; }
    public required DateTimeOffset At { get; init; }
}

internal static class Escalations
{
    /// <summary>
    /// Planned, but in no mail that had left when the report was decided: a mail that leaves later does not name it any more. When the
    /// decision is taken back they are forgotten, so that the team is told after all.
    /// </summary>
    public static Task<List<Escalation>> UnsaidAsync(ReportsDb db, Guid reportId, DateTimeOffset decidedAt, CancellationToken cancel) =>
        db.Escalations.Where(e => e.ReportId == reportId && !db.TeamMails.Any(m => m.BatchId == e.BatchId && m.State == TeamMailState.Sent && m.SentAt <= decidedAt)).ToListAsync(cancel);
}

internal sealed class TeamMailMap : IEntityTypeConfiguration<TeamMail>
{
    public void Configure(EntityTypeBuilder<TeamMail> table)
    {
        table.ToTable("TeamMails");
        table.Property(m => m.Key).HasMaxLength(400);
        table.HasIndex(m => m.Key).IsUnique();
        table.Property(m => m.Kind).HasConversion<string>().HasMaxLength(20);
        table.Property(m => m.State).HasConversion<string>().HasMaxLength(10);
        table.Property(m => m.Email).HasMaxLength(254);
        table.Property(m => m.InPlaceOf).HasMaxLength(200);
        table.Property(m => m.Trouble).HasMaxLength(500);
        table.Ignore(m => m.MessageId);
        table.HasOne<SafetyAction>().WithMany().HasForeignKey(m => m.ActionId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(m => new { m.State, m.NotBefore });
    }
}

internal sealed class EscalationMap : IEntityTypeConfiguration<Escalation>
{
    public void Configure(EntityTypeBuilder<Escalation> table)
    {
        table.ToTable("Escalations").HasKey(e => new { e.ReportId, e.Level });
        table.Property(e => e.Level).HasConversion<string>().HasMaxLength(20);
        table.HasOne(e => e.Report).WithMany().HasForeignKey(e => e.ReportId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(e => e.BatchId);
    }
}
