using System.Globalization;
using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Redact;
using MakingItWork.Store;
using Microsoft.Extensions.Options;

namespace MakingItWork.Journey;

/// <summary>
/// The nightly backup: a consistent copy of the database with a list of the files it names, and those files, encrypted as
/// they are, once for all backups. The keys are not in it. Older backups are deleted when their days are over, even when
/// no new one could be made: what was promised to be deleted goes.
/// </summary>
public sealed class BackUp(
    ReportsDb db, DatabaseCopy database, BackupContents contents, IFileStore files, IOptions<StorageOptions> storage, TimeProvider clock, ILogger<BackUp> log)
    : IRecurringJob
{
    private const string NameFormat = "yyyy-MM-dd'T'HHmmss.fff'Z'";
    private const string Unfinished = ".unfinished";
    private const string ListFile = "files.txt";
    /// <summary>Files that are deleted between the copy of the database and their own turn ask for a newer copy.</summary>
    private const int Attempts = 5;

    public async Task RunAsync(CancellationToken cancel)
    {
        if (storage.Value.BackupFolder.Length == 0)
        {
            return;
        }
        var folder = new DataFolder(storage.Value.BackupFolder);
        DeleteOld(folder);
        var name = clock.GetUtcNow().ToString(NameFormat, CultureInfo.InvariantCulture);
        var backup = folder.Sub(name + Unfinished);
        var pool = folder.Sub("files");
        var (keys, missing) = await FillAsync(backup, pool, cancel);
        // in this order: a backup without the mark "unfinished" is whole
        await File.WriteAllLinesAsync(Path.Combine(backup, ListFile), keys, cancel);
        System.IO.Directory.Move(backup, Path.Combine(folder.Path, name));
        DeleteUnlisted(folder, pool);
        log.LogInformation(
            "Backup {Name} was made: {Files} files{Database}.", name, keys.Count - missing,
            database.Possible ? " and the database" : "; the database must be backed up with its own tools");
        if (missing > 0)
        {
            log.LogWarning("{Missing} files that backup {Name} names were gone before they could be copied.", missing, name);
        }
    }

    private async Task<(IReadOnlyList<string> Keys, int Missing)> FillAsync(string backup, string pool, CancellationToken cancel)
    {
        // the one file whose content may change under its name
        File.Delete(Path.Combine(pool, StoreCheck.Name));
        // most files first, so that little time lies between the copy of the database and the last file it names
        await CopyAsync(await contents.FilesAsync(db, cancel), pool, cancel);
        for (var attempt = 1; ; attempt++)
        {
            var keys = await contents.FilesAsync(db, cancel);
            if (database.Possible)
            {
                var copied = Path.Combine(backup, "reports.db");
                File.Delete(copied);
                await database.MakeAsync(copied, cancel);
                await using var copy = DatabaseCopy.Open(copied);
                await contents.LeaveOutAsync(copy, cancel);
                keys = await contents.FilesAsync(copy, cancel);
            }
            var missing = await CopyAsync(keys, pool, cancel);
            if (missing == 0 || attempt == Attempts)
            {
                return ([StoreCheck.Name, .. keys], missing);
            }
        }
    }

    /// <returns>How many are not there.</returns>
    private async Task<int> CopyAsync(IEnumerable<string> keys, string pool, CancellationToken cancel)
    {
        var missing = 0;
        foreach (var key in keys.Prepend(StoreCheck.Name))
        {
            missing += await files.CopyAsync(key, pool, cancel) ? 0 : 1;
        }
        return missing;
    }

    private void DeleteOld(DataFolder folder)
    {
        var before = clock.GetUtcNow().AddDays(-storage.Value.KeepBackupsDays);
        foreach (var path in System.IO.Directory.EnumerateDirectories(folder.Path).ToList())
        {
            var name = Path.GetFileName(path);
            var whole = DateTimeOffset.TryParseExact(name, NameFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var made);
            if ((whole && made <= before) || name.EndsWith(Unfinished, StringComparison.Ordinal))
            {
                System.IO.Directory.Delete(path, recursive: true);
            }
        }
        DeleteUnlisted(folder, folder.Sub("files"));
    }

    /// <summary>Deletes copied files that no backup names any more.</summary>
    private static void DeleteUnlisted(DataFolder folder, string pool)
    {
        var listed = System.IO.Directory.EnumerateFiles(folder.Path, ListFile, new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .SelectMany(File.ReadLines).ToHashSet(StringComparer.Ordinal);
        foreach (var path in System.IO.Directory.EnumerateFiles(pool, "*", SearchOption.AllDirectories).ToList())
        {
            if (!listed.Contains(Path.GetRelativePath(pool, path).Replace('\\', '/')))
            {
                File.Delete(path);
            }
        }
    }
}
