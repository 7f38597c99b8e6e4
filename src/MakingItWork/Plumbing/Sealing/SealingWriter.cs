using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace MakingItWork.Plumbing.Sealing;

/// <summary>
/// Encrypts as it writes: chunks of 64 KiB, each AES-256-GCM under the file's own key. A chunk's nonce is its number and
/// whether it is the last, so a chunk that is missing, moved, repeated or put behind the end does not open. The nonces
/// never repeat because no two files share a key.
/// </summary>
/// <param name="bound">What every chunk is bound to and does not contain, such as the file's name.</param>
internal sealed class SealingWriter(Stream target, byte[] key, byte[] bound) : IDisposable
{
    public const int ChunkBytes = 64 * 1024;
    public const int TagBytes = 16;
    private readonly AesGcm aes = new(key, TagBytes);
    private readonly byte[] plain = ArrayPool<byte>.Shared.Rent(ChunkBytes);
    private readonly byte[] sealedChunk = ArrayPool<byte>.Shared.Rent(ChunkBytes + TagBytes);
    private int filled;
    private long number;
    private bool disposed;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        while (bytes.Length > 0)
        {
            if (filled == ChunkBytes)
            {
                // only now is it known that this chunk is not the last
                await EmitAsync(last: false, cancel);
            }
            var part = Math.Min(bytes.Length, ChunkBytes - filled);
            bytes[..part].CopyTo(plain.AsMemory(filled));
            filled += part;
            bytes = bytes[part..];
        }
    }

    /// <summary>Writes the last chunk, without which nobody can open the file.</summary>
    public ValueTask FinishAsync(CancellationToken cancel) => EmitAsync(last: true, cancel);

    public void Dispose()
    {
        if (!disposed)
        {
            disposed = true;
            aes.Dispose();
            ArrayPool<byte>.Shared.Return(plain, clearArray: true);
            ArrayPool<byte>.Shared.Return(sealedChunk);
        }
    }

    internal static void Nonce(Span<byte> nonce, long number, bool last)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce[3..], number);
        nonce[^1] = last ? (byte)1 : (byte)0;
    }

    private ValueTask EmitAsync(bool last, CancellationToken cancel)
    {
        Span<byte> nonce = stackalloc byte[12];
        Nonce(nonce, number, last);
        aes.Encrypt(nonce, plain.AsSpan(0, filled), sealedChunk.AsSpan(0, filled), sealedChunk.AsSpan(filled, TagBytes), bound);
        var bytes = filled + TagBytes;
        filled = 0;
        number++;
        return target.WriteAsync(sealedChunk.AsMemory(0, bytes), cancel);
    }
}
