using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Directory.People;

/// <summary>A session that somebody ended by signing out: its cookie opens nothing any more, wherever a copy of it lies.</summary>
public sealed class EndedSession
{
    public required Guid Id { get; init; }
    /// <summary>When the cookie would have ended by itself, and this row may go.</summary>
    public required DateTimeOffset Until { get; init; }
}

internal sealed class EndedSessionMap : IEntityTypeConfiguration<EndedSession>
{
    public void Configure(EntityTypeBuilder<EndedSession> table)
    {
        table.ToTable("EndedSessions");
        table.Property(s => s.Id).ValueGeneratedNever();
        table.HasIndex(s => s.Until);
    }
}
