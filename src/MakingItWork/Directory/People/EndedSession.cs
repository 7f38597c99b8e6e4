using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Directory.People;

/// <summary>
/// A session that somebody ended by signing out, here or at the issuer of single sign-on (then the id is that of the session
/// there): its cookie opens nothing any more, wherever a copy of it lies, and whichever copy of this program is asked.
/// </summary>
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
