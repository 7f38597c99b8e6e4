using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Directory.SingleSignOn;

/// <summary>A logout token that has been obeyed: it counts once, on whichever copy of this program it arrives.</summary>
public sealed class UsedLogoutToken
{
    public required Guid Id { get; init; }
    /// <summary>Whose sessions all ended; null when it was about one session.</summary>
    public Guid? Subject { get; init; }
    public required DateTimeOffset IssuedAt { get; init; }
    /// <summary>From when on the token is too old to be obeyed again, and this row may go.</summary>
    public required DateTimeOffset Until { get; init; }
}

/// <summary>What an issuer names, by hashes of one length. Texts from outside of any length are in no table, and two issuers' never meet.</summary>
internal static class SignOnIds
{
    public static Guid Session(string issuer, string sid) => Hash("session", issuer, sid);

    public static Guid Subject(string issuer, string sub) => Hash("subject", issuer, sub);

    public static Guid Token(string issuer, string jti) => Hash("token", issuer, jti);

    private static Guid Hash(string kind, string issuer, string name) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{issuer}\n{name}")).AsSpan(0, 16));
}

internal sealed class UsedLogoutTokenMap : IEntityTypeConfiguration<UsedLogoutToken>
{
    public void Configure(EntityTypeBuilder<UsedLogoutToken> table)
    {
        table.ToTable("UsedLogoutTokens");
        table.Property(t => t.Id).ValueGeneratedNever();
        table.HasIndex(t => t.Until);
        table.HasIndex(t => t.Subject);
    }
}
