using System.Buffers.Binary;

namespace MakingItWork.Capture;

/// <summary>The size of the first picture of a TIFF file, from its directory when that lies within the bytes looked at.</summary>
internal static class TiffHeader
{
    private const int WidthTag = 256;
    private const int HeightTag = 257;
    private const int EntryBytes = 12;

    public static PictureHeader Read(ReadOnlySpan<byte> head, long bytes)
    {
        if (head.Length < 8)
        {
            return new PictureHeader("TIFF", 0, 0, CutShort: true);
        }
        var big = head[0] == (byte)'M';
        var directory = Number(head[4..], 4, big);
        if (directory + 2 > bytes)
        {
            return new PictureHeader("TIFF", 0, 0, CutShort: true);
        }
        // the directory often lies behind the pixels: then the decoder, which has limits too, learns the size
        if (directory + 2 > head.Length)
        {
            return new PictureHeader("TIFF", 0, 0, CutShort: false);
        }
        int width = 0, height = 0;
        var entries = (int)Number(head[(int)directory..], 2, big);
        for (var index = 0; index < entries; index++)
        {
            var at = (int)directory + 2 + (index * EntryBytes);
            if (at + EntryBytes > head.Length)
            {
                break;
            }
            var tag = Number(head[at..], 2, big);
            var size = Number(head[(at + 2)..], 2, big) == 3 ? 2 : 4;
            var value = (int)Math.Min(int.MaxValue, Number(head[(at + 8)..], size, big));
            width = tag == WidthTag ? value : width;
            height = tag == HeightTag ? value : height;
        }
        return new PictureHeader("TIFF", width, height, CutShort: false);
    }

    private static long Number(ReadOnlySpan<byte> at, int size, bool big) => (size, big) switch
    {
        (2, true) => BinaryPrimitives.ReadUInt16BigEndian(at),
        (2, false) => BinaryPrimitives.ReadUInt16LittleEndian(at),
        (_, true) => BinaryPrimitives.ReadUInt32BigEndian(at),
        _ => BinaryPrimitives.ReadUInt32LittleEndian(at),
    };
}
