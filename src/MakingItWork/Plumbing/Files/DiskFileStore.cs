using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using MakingItWork.Plumbing.Sealing;

namespace MakingItWork.Plumbing.Files;

internal sealed class DiskFileStore(DataFolder data, FileSeal seal) : IFileStore
{
    private const int HeadBytes = 64 * 1024;
    private const int TailBytes = 64;
    private readonly string root = data.Sub("files");
    private readonly string unfinishedFolder = data.Sub(Path.Combine("files", "unfinished"));
    private readonly ConcurrentDictionary<string, string> folders = new(StringComparer.Ordinal);

    public async Task<StoredFile> SaveAsync(string area, Stream content, long maximumBytes, CancellationToken cancel)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var key = $"{area}/{id[..2]}/{id}";
        var unfinished = Path.Combine(unfinishedFolder, id);
        var buffer = ArrayPool<byte>.Shared.Rent(81920);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var head = new MemoryStream();
            var tail = Array.Empty<byte>();
            long bytes = 0;
            await using (var file = Stored(() => new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 0, FileOptions.Asynchronous)))
            {
                using var writer = await seal.CloseAsync(file, key, cancel).Storing();
                int read;
                while ((read = await content.ReadAsync(buffer, cancel)) > 0)
                {
                    bytes += read;
                    if (bytes > maximumBytes)
                    {
                        throw new FileTooLargeException(maximumBytes);
                    }
                    hash.AppendData(buffer, 0, read);
                    if (head.Length < HeadBytes)
                    {
                        head.Write(buffer, 0, (int)Math.Min(read, HeadBytes - head.Length));
                    }
                    tail = LastOf(tail, buffer.AsSpan(0, read));
                    await writer.WriteAsync(buffer.AsMemory(0, read), cancel).Storing();
                }
                await writer.FinishAsync(cancel).Storing();
                Stored(() => { file.Flush(flushToDisk: true); return true; });
            }
            Stored(() =>
            {
                folders.GetOrAdd(Path.Combine("files", area, id[..2]), data.Sub);
                File.Move(unfinished, PathOf(key));
                return true;
            });
            return new StoredFile(key, Convert.ToHexStringLower(hash.GetHashAndReset()), bytes, head.ToArray(), tail);
        }
        catch
        {
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    public async Task<byte[]> ReadAsync(string key, CancellationToken cancel)
    {
        var file = new FileStream(PathOf(key), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using var opened = await seal.OpenAsync(file, key, cancel);
        var content = GC.AllocateUninitializedArray<byte>(checked((int)opened.Length));
        await opened.ReadExactlyAsync(content, cancel);
        // an empty file has a last chunk too, and it must open
        return await opened.ReadAsync(new byte[1], cancel) == 0 ? content : throw CannotBeOpenedException.Changed();
    }

    public bool Exists(string key) => File.Exists(PathOf(key));

    public IEnumerable<string> OlderThan(string area, DateTimeOffset before)
    {
        foreach (var left in new DirectoryInfo(unfinishedFolder).EnumerateFiles().Where(file => file.LastWriteTimeUtc < before))
        {
            left.Delete();
        }
        return new DirectoryInfo(data.Sub(Path.Combine("files", area)))
            .EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => file.LastWriteTimeUtc < before)
            .Select(file => Path.GetRelativePath(root, file.FullName).Replace('\\', '/'));
    }

    public async Task<bool> CopyAsync(string key, string folder, CancellationToken cancel)
    {
        var to = Path.Combine(folder, key);
        if (File.Exists(to))
        {
            return true;
        }
        try
        {
            DataFolder.Make(Path.GetDirectoryName(to)!);
            await using (var from = new FileStream(PathOf(key), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0, FileOptions.Asynchronous))
            await using (var copy = new FileStream(to + ".part", FileMode.Create, FileAccess.Write, FileShare.Read, 0, FileOptions.Asynchronous))
            {
                await from.CopyToAsync(copy, cancel);
                copy.Flush(flushToDisk: true);
            }
            File.Move(to + ".part", to, overwrite: true);
            return true;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    public void Delete(string key) => File.Delete(PathOf(key));

    private string PathOf(string key)
    {
        var path = Path.GetFullPath(Path.Combine(root, key));
        return path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new ArgumentException("A file key leads outside the store.", nameof(key));
    }

    private static T Stored<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new StoreFailedException(trouble);
        }
    }

    private static byte[] LastOf(byte[] before, ReadOnlySpan<byte> read) =>
        read.Length >= TailBytes ? read[^TailBytes..].ToArray() : [.. before.Concat(read.ToArray()).TakeLast(TailBytes)];
}

/// <summary>What goes wrong while these wait is the store's fault, not the sender's.</summary>
internal static class Storings
{
    public static async ValueTask Storing(this ValueTask write)
    {
        try
        {
            await write;
        }
        catch (IOException trouble)
        {
            throw new StoreFailedException(trouble);
        }
    }

    public static async ValueTask<T> Storing<T>(this ValueTask<T> write)
    {
        try
        {
            return await write;
        }
        catch (IOException trouble)
        {
            throw new StoreFailedException(trouble);
        }
    }
}
