using System.Buffers.Binary;

namespace MakingItWork.Plumbing.Pictures;

/// <summary>Uncompressed 24- and 32-bit Windows bitmaps, which is what the clipboard and old capture tools write. libvips has no loader for them.</summary>
internal static class BmpReader
{
    private const int FileHeader = 14;
    private const int InfoHeader = 40;
    private const int Uncompressed = 0;
    private const int BitFields = 3;

    public static RawPicture Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < FileHeader + InfoHeader || Int(file, 14) < InfoHeader)
        {
            throw Unsupported();
        }

        var width = (long)Int(file, 18);
        var signedHeight = (long)Int(file, 22);
        var height = Math.Abs(signedHeight);
        PictureLimits.CheckSize(width, height);

        var bits = BinaryPrimitives.ReadUInt16LittleEndian(file[28..]);
        var compression = Int(file, 30);
        var plain = compression == Uncompressed && bits is 24 or 32;
        if (!plain && !(compression == BitFields && bits == 32 && HasUsualMasks(file)))
        {
            throw Unsupported();
        }

        var start = (long)Int(file, 10);
        var stride = ((width * bits) + 31) / 32 * 4;
        if (start < FileHeader + InfoHeader || start + (stride * height) > file.Length)
        {
            throw new UnreadablePictureException("The picture is damaged or incomplete, and cannot be read. Please take it again.");
        }

        var step = bits / 8;
        var rgb = new byte[3 * width * height];
        for (var row = 0; row < height; row++)
        {
            // A positive height means that the bottom row comes first.
            var from = (int)(start + (stride * (signedHeight > 0 ? height - 1 - row : row)));
            var to = (int)(3 * width * row);
            for (var x = 0; x < width; x++, from += step, to += 3)
            {
                (rgb[to], rgb[to + 1], rgb[to + 2]) = (file[from + 2], file[from + 1], file[from]);
            }
        }

        return new RawPicture((int)width, (int)height, rgb);
    }

    private static bool HasUsualMasks(ReadOnlySpan<byte> file) =>
        file.Length >= 66 && Int(file, 54) == 0x00FF0000 && Int(file, 58) == 0x0000FF00 && Int(file, 62) == 0x000000FF;

    private static int Int(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadInt32LittleEndian(file[at..]);

    private static UnreadablePictureException Unsupported() =>
        new("This kind of BMP cannot be read. Please save the picture as PNG and send it again.");
}
