using MakingItWork.Deduplicate;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Feedback;

/// <summary>What a supplier says about a hazard. Each answer is a new row: the last one stands, all are kept.</summary>
public sealed class SupplierAnswer
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid HazardId { get; init; }
    public required Guid PersonId { get; init; }
    public required SupplierAnswerKind Kind { get; init; }
    public string? FixVersion { get; init; }
    public string? Words { get; init; }
    public required DateTimeOffset At { get; init; }
}

public enum SupplierAnswerKind
{
    Investigating,
    Reproduced,
    FixPlanned,
    Fixed,
    WorkAround,
    WorksAsDesigned,
    NotOurs,
}

internal sealed class SupplierAnswerMap : IEntityTypeConfiguration<SupplierAnswer>
{
    public void Configure(EntityTypeBuilder<SupplierAnswer> table)
    {
        table.ToTable("SupplierAnswers").HasIndex(a => new { a.HazardId, a.At });
        table.HasOne<Hazard>().WithMany().HasForeignKey(a => a.HazardId).OnDelete(DeleteBehavior.Restrict);
        table.Property(a => a.Kind).HasConversion<string>().HasMaxLength(20);
        table.Property(a => a.FixVersion).HasMaxLength(100);
        table.Property(a => a.Words).HasMaxLength(SupplierHazardHandler.WordsLength * 2);
    }
}
