using System.Text;
using MakingItWork.Plumbing.Secrets;
using MakingItWork.Store;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Options;

namespace MakingItWork.Capture;

/// <summary>
/// Who sent a report, for those who wished to say it. The row names no report: only this installation's key can tell
/// which one it belongs to, and only <see cref="ReporterNames"/> opens it.
/// </summary>
public sealed class ReporterName
{
    /// <summary>Made from the report's id and the installation's key; see <see cref="ServerSecret.Apart"/>.</summary>
    public required string Token { get; init; }
    public required byte[] Sealed { get; init; }
    /// <summary>A day and no time of day, which would give away the report.</summary>
    public required DateOnly ForgetOn { get; init; }
}

/// <summary>Keeps, opens and forgets the names of reporters.</summary>
public sealed class ReporterNames(ReportsDb db, ServerSecret secret, IDataProtectionProvider protection, IOptions<CaptureOptions> options, TimeProvider clock)
{
    public const int Length = 300;
    private readonly IDataProtector protector = protection.CreateProtector("MakingItWork.ReporterName.v1");

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    public ReporterName Keep(Guid reportId, string name) => new()
    {
        Token = secret.Apart(reportId),
        Sealed = protector.Protect(Encoding.UTF8.GetBytes(name)),
        ForgetOn = Today.AddDays(options.Value.KeepNamesDays),
    };

    public Task<bool> IsKeptAsync(Guid reportId, CancellationToken cancel)
    {
        var token = secret.Apart(reportId);
        return db.ReporterNames.AnyAsync(n => n.Token == token, cancel);
    }

    /// <returns>Null when the reporter gave none, or it is forgotten.</returns>
    public async Task<string?> OpenAsync(Guid reportId, CancellationToken cancel)
    {
        var token = secret.Apart(reportId);
        var kept = await db.ReporterNames.AsNoTracking().SingleOrDefaultAsync(n => n.Token == token, cancel);
        return kept is null ? null : Encoding.UTF8.GetString(protector.Unprotect(kept.Sealed));
    }

    /// <summary>At the reporter's wish, at once.</summary>
    public async Task<bool> ForgetAsync(Guid reportId, CancellationToken cancel)
    {
        var token = secret.Apart(reportId);
        return await db.ReporterNames.Where(n => n.Token == token).ExecuteDeleteAsync(cancel) > 0;
    }

    /// <summary>All whose time is over.</summary>
    public Task ForgetAsync(CancellationToken cancel)
    {
        var today = Today;
        return db.ReporterNames.Where(n => n.ForgetOn <= today).ExecuteDeleteAsync(cancel);
    }
}

internal sealed class ReporterNameMap : IEntityTypeConfiguration<ReporterName>
{
    public void Configure(EntityTypeBuilder<ReporterName> table)
    {
        table.ToTable("ReporterNames").HasKey(n => n.Token);
        table.Property(n => n.Token).HasMaxLength(64);
        table.HasIndex(n => n.ForgetOn);
    }
}
