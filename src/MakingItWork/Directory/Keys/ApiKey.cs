using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Directory.Keys;

/// <summary>The right of a program to read. The key itself is shown once and not kept: only its hash is.</summary>
public sealed class ApiKey
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    /// <summary>What the program is, in the words of whoever made the key.</summary>
    public required string Name { get; init; }
    public required string Hash { get; init; }
    /// <summary>Whose reports it may read; null for the accepted ones of all.</summary>
    public string? OrganisationCode { get; init; }
    public required string Scope { get; init; }
    public required Guid MadeById { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; set; }
    /// <summary>To the hour, so that reading does not write each time.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
}

internal sealed class ApiKeyMap : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> table)
    {
        table.ToTable("ApiKeys");
        table.Property(k => k.Name).HasMaxLength(100);
        table.Property(k => k.Hash).HasMaxLength(64);
        table.Property(k => k.Scope).HasMaxLength(40);
        table.Property(k => k.OrganisationCode).HasMaxLength(8);
        table.HasIndex(k => k.Hash).IsUnique();
        table.HasOne<Organisation>().WithMany().HasForeignKey(k => k.OrganisationCode).OnDelete(DeleteBehavior.Restrict);
    }
}
