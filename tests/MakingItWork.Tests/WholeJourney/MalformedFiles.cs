using System.Buffers.Binary;
using System.IO.Compression;
using MakingItWork.Tests.Plumbing;
using MakingItWork.Tests.TestHost;

namespace MakingItWork.Tests.WholeJourney;

/// <summary>Files as an attacker or a bad network makes them from good ones; the same seed makes the same files.</summary>
internal static class MalformedFiles
{
    private static readonly string[] Good =
        ["rgb.png", "palette.png", "rgb16.png", "alpha.png", "plain.jpg", "cmyk.jpg", "turned.jpg", "lossless.webp", "animated.gif", "lzw.tiff", "rgb24.bmp", "rgb32.bmp", "palette.bmp", "huge.png"];

    /// <summary>Each is some file changed in one of six ways, and now and then one that is no picture at all.</summary>
    public static IEnumerable<byte[]> Make(int seed, int count)
    {
        var random = new Random(seed);
        var sources = Good.Select(name => File.ReadAllBytes(TestScreens.Format(name))).Append(TestPictures.Png(seed, 320, 200)).ToList();
        for (var made = 0; made < count; made++)
        {
            byte[] file = [.. sources[made % sources.Count]];
            yield return (made % 7) switch
            {
                0 => FlipBits(file, random, 1, 0),
                1 => FlipBits(file, random, 40, 0),
                // behind the header, so that it passes the first look and reaches the decoder
                2 => FlipBits(file, random, 10, 40),
                3 => file[..random.Next(file.Length)],
                4 => Shuffle(file, random),
                5 => WrongSize(file, random),
                _ => Odd(made / 7, random),
            };
        }
    }

    /// <summary>A valid PNG of one bit a pixel, all black: a few bytes that unpack to very many.</summary>
    public static byte[] OneBitPng(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 1;
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[1 + ((width + 7) / 8)];
            for (var y = 0; y < height; y++)
            {
                zlib.Write(row);
            }
        }
        return
        [
            0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A,
            .. BadFiles.PngChunk("IHDR"u8, header), .. BadFiles.PngChunk("IDAT"u8, packed.ToArray()), .. BadFiles.PngChunk("IEND"u8, []),
        ];
    }

    private static byte[] FlipBits(byte[] file, Random random, int count, int from)
    {
        for (var flip = 0; flip < count; flip++)
        {
            file[random.Next(Math.Min(from, file.Length - 1), file.Length)] ^= (byte)(1 << random.Next(8));
        }
        return file;
    }

    private static byte[] Shuffle(byte[] file, Random random)
    {
        var chunks = file[16..].Chunk(Math.Max(1, (file.Length - 16) / 8)).ToArray();
        random.Shuffle(chunks);
        return [.. file[..16], .. chunks.SelectMany(chunk => chunk)];
    }

    private static byte[] WrongSize(byte[] file, Random random)
    {
        for (var field = 0; field < 3; field++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(random.Next(4, Math.Min(60, file.Length - 3))), random.Next(3) == 0 ? uint.MaxValue : (uint)random.Next());
        }
        return file;
    }

    private static byte[] Odd(int number, Random random)
    {
        var noise = new byte[2000];
        random.NextBytes(noise);
        return (number % 7) switch
        {
            0 => BadFiles.Svg,
            1 => BadFiles.WebPage,
            2 => [],
            3 => BadFiles.Pdf,
            4 => noise,
            5 => [.. "GIF89a"u8, .. noise, 0x3B],
            _ => [.. "II*\0"u8, .. noise],
        };
    }
}
