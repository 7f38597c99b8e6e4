using MakingItWork.Plumbing.Sealing;

namespace MakingItWork.Plumbing.Files;

/// <summary>
/// Before the first request: what an earlier version stored in plain is encrypted, and the keys at hand are those of this
/// data folder. A copy with other keys would store what nobody else can open, and show nothing of what there is.
/// </summary>
public sealed class StoreCheck(DataFolder data, FileSeal seal, Secrets.KeyRing ring)
{
    public const string Name = "key-check";
    private readonly string root = data.Sub("files");
    private readonly string unfinished = data.Sub(Path.Combine("files", "unfinished"));

    private string CheckFile => Path.Combine(root, Name);

    /// <returns>How many plain files were encrypted.</returns>
    /// <exception cref="CannotStartException">The keys at hand are not those of this data folder.</exception>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var count = 0;
        if (!File.Exists(CheckFile))
        {
            foreach (var path in System.IO.Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).ToList())
            {
                count += await CloseAsync(path, cancel) ? 1 : 0;
            }
            // last: if the process dies before this line, the next one looks at every file again
            await WriteAsync(new MemoryStream([1]), CheckFile, Name, overwrite: false, cancel);
        }
        try
        {
            await using var opened = await seal.OpenAsync(Read(CheckFile), Name, cancel);
            await opened.ReadExactlyAsync(new byte[1], cancel);
        }
        catch (CannotBeOpenedException trouble)
        {
            throw new CannotStartException(
                $"The keys in {ring.Folder} are not those with which {data.Path} was encrypted. Put those keys there (or name their folder in Storage:KeyFolder, or their key in Storage:EncryptionKey) and start again. "
                + $"If they are lost for ever, delete {CheckFile}: the program then starts with new keys, and the pictures and original words that were encrypted with the old ones stay shut.",
                trouble);
        }
        return count;
    }

    private async Task<bool> CloseAsync(string path, CancellationToken cancel)
    {
        var key = Path.GetRelativePath(root, path).Replace('\\', '/');
        await using var plain = Read(path);
        var start = new byte[8];
        var read = await plain.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel);
        if (FileSeal.IsSealed(start.AsSpan(0, read)))
        {
            return false;
        }
        if (key.StartsWith("unfinished/", StringComparison.Ordinal))
        {
            // a dead process left it, unless another copy that starts too has just begun it
            if (File.GetLastWriteTimeUtc(path) < DateTime.UtcNow.AddMinutes(-1))
            {
                File.Delete(path);
            }
            return false;
        }
        plain.Position = 0;
        await WriteAsync(plain, path, key, overwrite: true, cancel);
        return true;
    }

    private async Task WriteAsync(Stream plain, string path, string key, bool overwrite, CancellationToken cancel)
    {
        var part = Path.Combine(unfinished, Guid.NewGuid().ToString("N"));
        await using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 0))
        {
            using var writer = await seal.CloseAsync(file, key, cancel);
            var buffer = new byte[81920];
            int read;
            while ((read = await plain.ReadAsync(buffer, cancel)) > 0)
            {
                await writer.WriteAsync(buffer.AsMemory(0, read), cancel);
            }
            await writer.FinishAsync(cancel);
            file.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(part, path, overwrite);
        }
        catch (IOException) when (!overwrite && File.Exists(path))
        {
            // another copy of the program was quicker
            File.Delete(part);
        }
    }

    private static FileStream Read(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
}
