using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace MakingItWork.Plumbing.Sealing;

/// <summary>
/// The form of an encrypted file: eight letters, the file's own key wrapped by the newest key of the ring, then chunks.
/// All chunks are bound to that head and to the name under which the file is stored. See docs/decisions/0005-at-rest.md.
/// </summary>
public sealed class FileSeal(IDataProtectionProvider protection)
{
    private const int KeyBytes = 32;
    private const int MostWrappedBytes = 4096;
    private readonly IDataProtector keys = protection.CreateProtector("MakingItWork.Files.v1");

    private static ReadOnlySpan<byte> Letters => "MIWseal1"u8;

    /// <summary>Writes the head and returns what encrypts the rest into <paramref name="target"/>.</summary>
    internal async ValueTask<SealingWriter> CloseAsync(Stream target, string name, CancellationToken cancel)
    {
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        var head = Head(keys.Protect(key));
        await target.WriteAsync(head, cancel);
        return new SealingWriter(target, key, Bound(head, name));
    }

    /// <param name="source">A whole file from its start; disposed of with the result, or at once when it does not open.</param>
    /// <exception cref="CannotBeOpenedException">It is not encrypted, was changed, has another name, or its key is missing.</exception>
    internal async ValueTask<OpeningStream> OpenAsync(Stream source, string name, CancellationToken cancel)
    {
        try
        {
            var start = new byte[Letters.Length + 2];
            if (await source.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel) < start.Length || !IsSealed(start))
            {
                throw CannotBeOpenedException.Changed();
            }
            var wrapped = new byte[BinaryPrimitives.ReadUInt16BigEndian(start.AsSpan(Letters.Length))];
            if (wrapped.Length > MostWrappedBytes || await source.ReadAtLeastAsync(wrapped, wrapped.Length, throwOnEndOfStream: false, cancel) < wrapped.Length)
            {
                throw CannotBeOpenedException.Changed();
            }
            return new OpeningStream(source, source.Length - start.Length - wrapped.Length, KeyOf(wrapped), Bound(Head(wrapped), name));
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    public static bool IsSealed(ReadOnlySpan<byte> start) => start.StartsWith(Letters);

    private byte[] KeyOf(byte[] wrapped)
    {
        try
        {
            return keys.Unprotect(wrapped);
        }
        catch (CryptographicException trouble)
        {
            throw CannotBeOpenedException.NoKey(trouble);
        }
    }

    private static byte[] Head(byte[] wrapped)
    {
        var head = new byte[Letters.Length + 2 + wrapped.Length];
        Letters.CopyTo(head);
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(Letters.Length), (ushort)wrapped.Length);
        wrapped.CopyTo(head.AsSpan(Letters.Length + 2));
        return head;
    }

    private static byte[] Bound(byte[] head, string name) => [.. head, .. Encoding.UTF8.GetBytes(name)];
}
