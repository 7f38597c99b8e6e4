using MakingItWork.Directory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Triage.Actions;

/// <summary>That somebody is away, and who covers. Kept when it is ended, so that it can be said why a mail went to whom.</summary>
public sealed class Absence
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid PersonId { get; init; }
    /// <summary>The first moment of the first day away.</summary>
    public required DateTimeOffset From { get; init; }
    /// <summary>The first moment of the day when they are back.</summary>
    public required DateTimeOffset Until { get; init; }
    public required Guid CoverId { get; init; }
    public required string SetBy { get; init; }
    public required Guid SetById { get; init; }
    public required DateTimeOffset SetAt { get; init; }
    /// <summary>When it was taken back, ended early or replaced by another.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

internal sealed class AbsenceMap : IEntityTypeConfiguration<Absence>
{
    public void Configure(EntityTypeBuilder<Absence> table)
    {
        table.ToTable("Absences");
        table.Property(a => a.SetBy).HasMaxLength(200);
        table.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Person>().WithMany().HasForeignKey(a => a.CoverId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(a => new { a.PersonId, a.Until });
    }
}
