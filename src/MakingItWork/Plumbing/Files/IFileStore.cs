namespace MakingItWork.Plumbing.Files;

/// <summary>
/// Keeps files, encrypted from the first byte that reaches the disk. A key names the area and a random part, and says
/// nothing of the content. A file is bound to its key: changed, cut short or put in another's place, it does not open.
/// </summary>
public interface IFileStore
{
    /// <summary>Saves the stream to its end; the file is whole on the disk when this returns.</summary>
    /// <exception cref="StoreFailedException">The disk is full or gone; nothing is kept. An error of the stream itself comes through as it is.</exception>
    /// <exception cref="FileTooLargeException">The stream holds more than <paramref name="maximumBytes"/>; nothing is kept.</exception>
    Task<StoredFile> SaveAsync(string area, Stream content, long maximumBytes, CancellationToken cancel);

    /// <summary>The content in plain, in memory only.</summary>
    /// <exception cref="FileNotFoundException">Nothing is stored under this key.</exception>
    /// <exception cref="Sealing.CannotBeOpenedException">The content is no longer what was saved, or its key is missing.</exception>
    Task<byte[]> ReadAsync(string key, CancellationToken cancel);

    bool Exists(string key);

    /// <summary>Keys of an area's files that were saved before the given time; unfinished ones are deleted on the way.</summary>
    IEnumerable<string> OlderThan(string area, DateTimeOffset before);

    /// <summary>Copies the encrypted file into a folder, under its key, unless it lies there already. It is whole on the disk when this returns.</summary>
    /// <returns>False when nothing is stored under this key.</returns>
    Task<bool> CopyAsync(string key, string folder, CancellationToken cancel);

    /// <summary>Deletes the file; deleting one that is gone is no error.</summary>
    void Delete(string key);
}

/// <param name="Sha256">Of the content in plain.</param>
/// <param name="Head">The first bytes, enough to recognise the format.</param>
/// <param name="Tail">The last bytes, enough to see whether it was cut short.</param>
public sealed record StoredFile(string Key, string Sha256, long Bytes, byte[] Head, byte[] Tail);

public sealed class FileTooLargeException(long maximumBytes) : Exception($"The file holds more than {maximumBytes} bytes.")
{
    public long MaximumBytes { get; } = maximumBytes;
}

/// <summary>The store, not what was sent, is at fault: the same file may be sent again.</summary>
public sealed class StoreFailedException(Exception cause) : Exception("The file could not be stored.", cause);
