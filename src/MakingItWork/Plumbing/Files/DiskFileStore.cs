using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace MakingItWork.Plumbing.Files;

internal sealed class DiskFileStore(DataFolder data) : IFileStore
{
    private const int HeadBytes = 64 * 1024;
    private const int TailBytes = 64;
    private readonly string root = data.Sub("files");
    private readonly string unfinishedFolder = data.Sub(Path.Combine("files", "unfinished"));
    private readonly ConcurrentDictionary<string, string> folders = new(StringComparer.Ordinal);

    public async Task<StoredFile> SaveAsync(string area, Stream content, long maximumBytes, CancellationToken cancel)
    {
        var unfinished = Path.Combine(unfinishedFolder, Guid.NewGuid().ToString("N"));
        var buffer = ArrayPool<byte>.Shared.Rent(81920);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var head = new MemoryStream();
            var tail = Array.Empty<byte>();
            long bytes = 0;
            await using (var file = Stored(() => new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous)))
            {
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
                    await WriteAsync(file, buffer.AsMemory(0, read), cancel);
                }
                Stored(() => { file.Flush(flushToDisk: true); return true; });
            }
            var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
            var key = $"{area}/{sha256[..2]}/{sha256}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}";
            var path = PathOf(key);
            Stored(() =>
            {
                folders.GetOrAdd(Path.Combine("files", area, sha256[..2]), data.Sub);
                File.Move(unfinished, path);
                return true;
            });
            return new StoredFile(key, sha256, bytes, head.ToArray(), tail);
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
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public async Task<byte[]> ReadAsync(string key, CancellationToken cancel)
    {
        var content = await File.ReadAllBytesAsync(PathOf(key), cancel);
        var promised = Path.GetFileName(key)[..64];
        return Convert.ToHexStringLower(SHA256.HashData(content)) == promised
            ? content
            : throw new InvalidDataException("A stored file no longer holds what was saved.");
    }

    public string PathOf(string key)
    {
        var path = Path.GetFullPath(Path.Combine(root, key));
        return path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new ArgumentException("A file key leads outside the store.", nameof(key));
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

    public void Delete(string key) => File.Delete(PathOf(key));

    private static async Task WriteAsync(FileStream file, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        try
        {
            await file.WriteAsync(bytes, cancel);
        }
        catch (IOException trouble)
        {
            throw new StoreFailedException(trouble);
        }
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
