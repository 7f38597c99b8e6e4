using System.Buffers.Binary;
using System.Text;

namespace MakingItWork.Tests.TestHost;

/// <summary>Files that are not what they should be.</summary>
public static class BadFiles
{
    public static byte[] Svg { get; } = Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>");

    public static byte[] WebPage { get; } = Encoding.UTF8.GetBytes("<!DOCTYPE html><html><body>Signed out</body></html>");

    public static byte[] Pdf { get; } = [.. "%PDF-1.7\n"u8, 0xE2, 0xE3, 0xCF, 0xD3, .. "\n1 0 obj\n<<>>\nendobj\n"u8];

    /// <summary>A PNG that is whole to look at and holds more than 10 MB.</summary>
    public static byte[] Heavy()
    {
        var file = new byte[10_000_001];
        var png = PngClaiming(100, 100);
        png.CopyTo(file, 0);
        png.AsSpan(^12..).CopyTo(file.AsSpan(^12..));
        return file;
    }

    /// <summary>A PNG of a few bytes whose header claims this size.</summary>
    public static byte[] PngClaiming(int width, int height)
    {
        var file = new List<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 1;
        file.AddRange(PngChunk("IHDR"u8, header));
        file.AddRange(PngChunk("IEND"u8, []));
        return [.. file];
    }

    /// <summary>The file without its second half.</summary>
    public static byte[] Half(byte[] file) => file[..(file.Length / 2)];

    public static byte[] PngChunk(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        var chunk = new byte[12 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        name.CopyTo(chunk.AsSpan(4));
        content.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + content.Length), Crc32(chunk.AsSpan(4, 4 + content.Length)));
        return chunk;
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }
        return ~crc;
    }
}
