using MakingItWork.Capture;
using MakingItWork.Plumbing.Files;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Redact;

/// <summary>
/// What may be in a backup: nothing whose time is over before the backup's own is. So no original word and no held
/// picture outlives its time in a backup, and nothing has to be taken out of one afterwards.
/// </summary>
public sealed class BackupContents(IOptions<RedactOptions> options, IOptions<StorageOptions> storage, TimeProvider clock)
{
    /// <summary>Backups are made and deleted once a night, so either may be a day late.</summary>
    private const int NightlyDays = 1;

    /// <summary>Deletes from a copy of the database, never from the live one, what may not stay in it.</summary>
    public Task<int> LeaveOutAsync(ReportsDb copy, CancellationToken cancel) =>
        copy.OriginalsBefore(Cut(options.Value.KeepOriginalsDays)).ExecuteDeleteAsync(cancel);

    /// <summary>The keys of all files that the database names, without those that may not be in the backup.</summary>
    public async Task<IReadOnlyList<string>> FilesAsync(ReportsDb db, CancellationToken cancel)
    {
        var late = db.HeldBefore(Cut(options.Value.KeepHeldDays)).Select(r => r.Id);
        var named = await db.Screenshots.AsNoTracking()
            .Select(s => new { s.UploadKey, Clean = s.Verdict == PictureVerdict.NeedsPerson && late.Contains(s.ReportId) ? null : s.CleanKey, s.PictureKey, s.ThumbnailKey })
            .ToListAsync(cancel);
        return [.. named.SelectMany(s => (string?[])[s.UploadKey, s.Clean, s.PictureKey, s.ThumbnailKey]).OfType<string>()];
    }

    private DateTimeOffset Cut(int keepDays) => clock.GetUtcNow().AddDays(-Math.Max(0, keepDays - storage.Value.KeepBackupsDays - NightlyDays));
}
