using System.Buffers;

namespace MakingItWork.Redact.Commands;

/// <summary>Lines of bytes as they come in, however long; one beyond the limit is skipped without being kept.</summary>
internal sealed class LongLines(Stream source, int mostBytes)
{
    private const int ReadBytes = 64 * 1024;
    private byte[] buffer = new byte[ReadBytes];
    private int start;
    private int filled;
    private int searched;
    private bool ended;
    private bool skipping;

    public long Number { get; private set; }

    /// <summary>Called before this waits for more: whoever reads the answers has had all there are.</summary>
    public Action BeforeWaiting { get; init; } = () => { };

    /// <returns>False at the end. The line is good until the next call; it is empty with <paramref name="tooLong"/> set when it was skipped.</returns>
    public bool Next(out ReadOnlySpan<byte> line, out bool tooLong)
    {
        while (true)
        {
            var end = buffer.AsSpan(searched, filled - searched).IndexOf((byte)'\n');
            if (end >= 0 || (ended && (filled > start || skipping)))
            {
                var stop = end >= 0 ? searched + end : filled;
                tooLong = skipping || stop - start > mostBytes;
                line = tooLong ? [] : buffer.AsSpan(start, stop - start);
                (start, searched, skipping) = (end >= 0 ? stop + 1 : stop, end >= 0 ? stop + 1 : stop, false);
                Number++;
                return true;
            }
            if (ended)
            {
                line = [];
                tooLong = false;
                return false;
            }
            searched = filled;
            if (filled - start > mostBytes)
            {
                skipping = true;
            }
            if (skipping)
            {
                (start, searched, filled) = (0, 0, 0);
            }
            Fill();
        }
    }

    private void Fill()
    {
        if (filled == buffer.Length)
        {
            // to the front when that makes room, else into twice the room
            var next = start >= buffer.Length / 2 ? buffer : ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            buffer.AsSpan(start, filled - start).CopyTo(next);
            if (next != buffer && buffer.Length > ReadBytes)
            {
                ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
            }
            (buffer, filled, searched, start) = (next, filled - start, searched - start, 0);
        }
        BeforeWaiting();
        var read = source.Read(buffer, filled, buffer.Length - filled);
        filled += read;
        ended = read == 0;
    }
}
