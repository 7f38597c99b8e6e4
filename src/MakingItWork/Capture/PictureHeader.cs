using System.Buffers.Binary;

namespace MakingItWork.Capture;

/// <summary>
/// What the first and last bytes of a picture say: format, size, and whether it was cut short.
/// Written in managed code on purpose: no native decoder sees a file before its report is saved and its
/// attempts are counted, so a file made to crash one cannot bring the service down as it arrives.
/// </summary>
/// <param name="Width">Pixels; 0 when the header does not say (JPEG whose size lies beyond the bytes looked at).</param>
public sealed record PictureHeader(string Format, int Width, int Height, bool CutShort)
{
    /// <param name="head">At least the first 64 kB, or the whole file.</param>
    /// <param name="tail">The last bytes of the file.</param>
    /// <param name="bytes">The length of the file.</param>
    /// <returns>Null when the file is none of PNG, JPEG, WebP, GIF, BMP and TIFF.</returns>
    public static PictureHeader? Read(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail, long bytes)
    {
        if (head.StartsWith(PngSignature))
        {
            return Png(head, tail);
        }
        if (head.StartsWith(JpegSignature))
        {
            return Jpeg(head, tail);
        }
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8))
        {
            return Gif(head, tail);
        }
        if (head.StartsWith("RIFF"u8) && head.Length >= 16 && head[8..].StartsWith("WEBP"u8))
        {
            return WebP(head, bytes);
        }
        if (head.StartsWith("BM"u8) && head.Length >= 26)
        {
            return Bmp(head, bytes);
        }
        if (head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8))
        {
            return TiffHeader.Read(head, bytes);
        }
        return null;
    }

    private static readonly byte[] PngSignature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly byte[] JpegSignature = [0xFF, 0xD8, 0xFF];

    private static PictureHeader Png(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        if (head.Length < 33 || !head[12..].StartsWith("IHDR"u8))
        {
            return new PictureHeader("PNG", 0, 0, CutShort: true);
        }
        // the end chunk may be followed by padding that decoders ignore
        return new PictureHeader("PNG", Big(head[16..]), Big(head[20..]), tail.IndexOf("IEND"u8) < 0);
    }

    private static PictureHeader Jpeg(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        var cutShort = tail.IndexOf([(byte)0xFF, (byte)0xD9]) < 0;
        var at = 2;
        while (at + 9 < head.Length)
        {
            if (head[at] != 0xFF)
            {
                break;
            }
            var marker = head[at + 1];
            if (marker is 0xFF)
            {
                at++;
                continue;
            }
            if (marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC)
            {
                return new PictureHeader("JPEG", BinaryPrimitives.ReadUInt16BigEndian(head[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(head[(at + 5)..]), cutShort);
            }
            if (marker is 0x01 or (>= 0xD0 and <= 0xD8))
            {
                at += 2;
                continue;
            }
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(head[(at + 2)..]);
        }
        return new PictureHeader("JPEG", 0, 0, cutShort || head.Length < 64 * 1024);
    }

    private static PictureHeader Gif(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail) => head.Length < 13
        ? new PictureHeader("GIF", 0, 0, CutShort: true)
        : new PictureHeader("GIF", BinaryPrimitives.ReadUInt16LittleEndian(head[6..]), BinaryPrimitives.ReadUInt16LittleEndian(head[8..]), tail.IndexOf((byte)0x3B) < 0);

    private static PictureHeader WebP(ReadOnlySpan<byte> head, long bytes)
    {
        var cutShort = bytes < 8 + BinaryPrimitives.ReadUInt32LittleEndian(head[4..]) || head.Length < 30;
        if (head.Length < 30)
        {
            return new PictureHeader("WebP", 0, 0, CutShort: true);
        }
        var kind = head[12..16];
        if (kind.SequenceEqual("VP8X"u8))
        {
            return new PictureHeader("WebP", 1 + Little24(head[24..]), 1 + Little24(head[27..]), cutShort);
        }
        if (kind.SequenceEqual("VP8L"u8))
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(head[21..]);
            return new PictureHeader("WebP", (int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1, cutShort);
        }
        return new PictureHeader(
            "WebP",
            BinaryPrimitives.ReadUInt16LittleEndian(head[26..]) & 0x3FFF,
            BinaryPrimitives.ReadUInt16LittleEndian(head[28..]) & 0x3FFF,
            cutShort);
    }

    private static PictureHeader Bmp(ReadOnlySpan<byte> head, long bytes) => new(
        "BMP",
        BinaryPrimitives.ReadInt32LittleEndian(head[18..]),
        Math.Abs(Math.Max(BinaryPrimitives.ReadInt32LittleEndian(head[22..]), -int.MaxValue)),
        bytes < BinaryPrimitives.ReadUInt32LittleEndian(head[2..]));

    private static int Little24(ReadOnlySpan<byte> at) => at[0] | (at[1] << 8) | (at[2] << 16);

    private static int Big(ReadOnlySpan<byte> at) => (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32BigEndian(at));
}
