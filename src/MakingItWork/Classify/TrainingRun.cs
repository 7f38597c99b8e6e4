using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Classify;

/// <summary>One training: asked for by an administrator or by the schedule, and what came of it.</summary>
public sealed class TrainingRun
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required DateTimeOffset AskedAt { get; init; }
    /// <summary>Null when the schedule asked.</summary>
    public string? AskedBy { get; init; }
    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    /// <summary>In sentences, one for each taxonomy.</summary>
    public string? Outcome { get; set; }
}

internal sealed class TrainingRunMap : IEntityTypeConfiguration<TrainingRun>
{
    public void Configure(EntityTypeBuilder<TrainingRun> table)
    {
        table.ToTable("TrainingRuns");
        table.Property(r => r.AskedBy).HasMaxLength(200);
        table.Property(r => r.Outcome).HasMaxLength(1000);
        table.HasIndex(r => r.AskedAt);
    }
}
