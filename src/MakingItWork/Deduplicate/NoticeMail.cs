using MakingItWork.Directory;
using MakingItWork.Plumbing.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Deduplicate;

/// <summary>One mail to a follower with what they were told since the last one. The notices name their mail: none is in two.</summary>
public sealed class NoticeMail : IPlannedMail
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid PersonId { get; init; }
    public required DateTimeOffset At { get; init; }
    public NoticeMailState State { get; set; }
    /// <summary>Stable, so that a mail server shows a message that was sent twice once.</summary>
    public required string MessageId { get; init; }
    public string? SentTo { get; set; }
    public DateTimeOffset? SentAt { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset? NotBefore { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
    public string? Trouble { get; set; }
}

public enum NoticeMailState
{
    Waiting,
    Sent,
    /// <summary>They had read everything, may not see the hazards any more, or have no address.</summary>
    NotNeeded,
}

internal sealed class NoticeMailMap : IEntityTypeConfiguration<NoticeMail>
{
    public void Configure(EntityTypeBuilder<NoticeMail> table)
    {
        table.ToTable("NoticeMails");
        table.Property(m => m.State).HasConversion<string>().HasMaxLength(10);
        table.Property(m => m.MessageId).HasMaxLength(100);
        table.Property(m => m.SentTo).HasMaxLength(254);
        table.Property(m => m.Trouble).HasMaxLength(500);
        table.HasIndex(m => new { m.State, m.NotBefore });
        table.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
