using System.Buffers;
using System.Security.Cryptography;

namespace MakingItWork.Plumbing.Sealing;

/// <summary>Reads what <see cref="SealingWriter"/> wrote, and gives out no byte of a chunk that is not as it was written.</summary>
/// <param name="source">Stands at the first chunk; disposed of with this.</param>
/// <param name="sealedBytes">Length of all chunks: it tells which one must be the last.</param>
internal sealed class OpeningStream(Stream source, long sealedBytes, byte[] key, byte[] bound) : Stream
{
    private readonly AesGcm aes = new(key, SealingWriter.TagBytes);
    private readonly byte[] sealedChunk = ArrayPool<byte>.Shared.Rent(SealingWriter.ChunkBytes + SealingWriter.TagBytes);
    private readonly byte[] plain = ArrayPool<byte>.Shared.Rent(SealingWriter.ChunkBytes);
    private long left = sealedBytes;
    private long number;
    private int at;
    private int filled;
    private bool ended;
    private bool disposed;

    /// <summary>Bytes that chunks of this length hold in plain.</summary>
    public static long PlainLength(long sealedBytes)
    {
        const long whole = SealingWriter.ChunkBytes + SealingWriter.TagBytes;
        return sealedBytes - ((sealedBytes + whole - 1) / whole * SealingWriter.TagBytes);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length { get; } = Math.Max(0, PlainLength(sealedBytes));

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="CannotBeOpenedException">The file was changed, cut short or put in another's place.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (at == filled && !ended)
        {
            var wanted = Wanted();
            Open(await source.ReadAtLeastAsync(sealedChunk.AsMemory(0, wanted), wanted, throwOnEndOfStream: false, cancellationToken));
        }
        return Give(buffer.Span);
    }

    public override int Read(Span<byte> buffer)
    {
        if (at == filled && !ended)
        {
            var wanted = Wanted();
            Open(source.ReadAtLeast(sealedChunk.AsSpan(0, wanted), wanted, throwOnEndOfStream: false));
        }
        return Give(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !disposed)
        {
            disposed = true;
            aes.Dispose();
            source.Dispose();
            ArrayPool<byte>.Shared.Return(sealedChunk);
            ArrayPool<byte>.Shared.Return(plain, clearArray: true);
        }
        base.Dispose(disposing);
    }

    private int Wanted() => (int)Math.Min(left, SealingWriter.ChunkBytes + SealingWriter.TagBytes);

    private void Open(int read)
    {
        left -= read;
        ended = left == 0;
        var length = read - SealingWriter.TagBytes;
        Span<byte> nonce = stackalloc byte[12];
        SealingWriter.Nonce(nonce, number++, last: ended);
        try
        {
            if (length < 0)
            {
                throw new AuthenticationTagMismatchException();
            }
            aes.Decrypt(nonce, sealedChunk.AsSpan(0, length), sealedChunk.AsSpan(length, SealingWriter.TagBytes), plain.AsSpan(0, length), bound);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw CannotBeOpenedException.Changed();
        }
        (at, filled) = (0, length);
    }

    private int Give(Span<byte> buffer)
    {
        var part = Math.Min(buffer.Length, filled - at);
        plain.AsSpan(at, part).CopyTo(buffer);
        at += part;
        return part;
    }
}
