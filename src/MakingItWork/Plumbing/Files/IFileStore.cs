namespace MakingItWork.Plumbing.Files;

/// <summary>
/// Keeps files by what they hold. A key names the area, the SHA-256 of the content and a random part,
/// so that deleting one never takes another's file, and reading can tell whether the content is still what was saved.
/// </summary>
public interface IFileStore
{
    /// <summary>Saves the stream to its end; the file is whole on the disk when this returns.</summary>
    /// <exception cref="StoreFailedException">The disk is full or gone; nothing is kept. An error of the stream itself comes through as it is.</exception>
    /// <exception cref="FileTooLargeException">The stream holds more than <paramref name="maximumBytes"/>; nothing is kept.</exception>
    Task<StoredFile> SaveAsync(string area, Stream content, long maximumBytes, CancellationToken cancel);

    /// <exception cref="FileNotFoundException">Nothing is stored under this key.</exception>
    /// <exception cref="InvalidDataException">The content is no longer what was saved.</exception>
    Task<byte[]> ReadAsync(string key, CancellationToken cancel);

    /// <summary>The file's path, for libraries that read from disk.</summary>
    string PathOf(string key);

    bool Exists(string key);

    /// <summary>Keys of an area's files that were saved before the given time; unfinished ones are deleted on the way.</summary>
    IEnumerable<string> OlderThan(string area, DateTimeOffset before);

    /// <summary>Deletes the file; deleting one that is gone is no error.</summary>
    void Delete(string key);
}

/// <param name="Head">The first bytes, enough to recognise the format.</param>
/// <param name="Tail">The last bytes, enough to see whether it was cut short.</param>
public sealed record StoredFile(string Key, string Sha256, long Bytes, byte[] Head, byte[] Tail);

public sealed class FileTooLargeException(long maximumBytes) : Exception($"The file holds more than {maximumBytes} bytes.")
{
    public long MaximumBytes { get; } = maximumBytes;
}

/// <summary>The store, not what was sent, is at fault: the same file may be sent again.</summary>
public sealed class StoreFailedException(Exception cause) : Exception("The file could not be stored.", cause);
