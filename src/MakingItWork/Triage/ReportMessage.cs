using MakingItWork.Capture;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Triage;

/// <summary>
/// One message between a safety team and the person who reported, who stays unknown. Words are masked before they
/// are stored, in both directions.
/// </summary>
public sealed class ReportMessage
{
    public const int Length = 2000;
    public const int Most = 100;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ReportId { get; init; }
    public required DateTimeOffset At { get; init; }
    /// <summary>Who of the safety team wrote it; null when it is the reporter's.</summary>
    public Guid? PersonId { get; init; }
    public required string Words { get; init; }
    /// <summary>When the other side first opened it.</summary>
    public DateTimeOffset? SeenAt { get; set; }

    public bool FromReporter => PersonId is null;

    /// <param name="words">Masked.</param>
    public static ReportMessage Of(Guid reportId, Guid? personId, string words, DateTimeOffset at) => new()
    {
        ReportId = reportId,
        PersonId = personId,
        Words = words,
        At = at,
    };

    /// <summary>What is wrong with typed words, in plain English; null when they may be sent.</summary>
    public static string? Trouble(string? words) => words?.Trim() switch
    {
        null or "" => "Write a message before you send it",
        { Length: > Length } => $"A message must be {Length} characters or fewer",
        _ => null,
    };
}

public static class ReportMessages
{
    /// <summary>Marks what the other side wrote as seen.</summary>
    public static Task SeenAsync(this ReportsDb db, Guid reportId, bool byReporter, DateTimeOffset at, CancellationToken cancel) =>
        db.ReportMessages.Where(m => m.ReportId == reportId && m.SeenAt == null && (m.PersonId != null) == byReporter)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.SeenAt, at), cancel);
}

internal sealed class ReportMessageMap : IEntityTypeConfiguration<ReportMessage>
{
    public void Configure(EntityTypeBuilder<ReportMessage> table)
    {
        table.ToTable("ReportMessages");
        table.Property(m => m.Words).HasMaxLength(ReportMessage.Length * 2);
        table.Ignore(m => m.FromReporter);
        table.HasOne<Report>().WithMany().HasForeignKey(m => m.ReportId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(m => new { m.ReportId, m.At });
        table.HasIndex(m => m.SeenAt);
    }
}
