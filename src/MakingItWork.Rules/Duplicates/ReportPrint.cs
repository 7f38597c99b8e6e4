using System.IO.Compression;

namespace MakingItWork.Rules.Duplicates;

/// <summary>What of a report is compared with others. No word of it can be read back.</summary>
/// <param name="Text">The masked description.</param>
/// <param name="Pictures">The covered pictures.</param>
/// <param name="Product">A number for the product; 0 when it is not known.</param>
/// <param name="Version">A number for the version as it was written; 0 when it is not known.</param>
/// <param name="Screen">The title of the screen or module, or what the reporter calls it.</param>
/// <param name="HazardType">A number for the type of hazard; 0 when nobody could say.</param>
public sealed record ReportPrint(TextPrint Text, IReadOnlyList<PicturePrint> Pictures, uint Product, uint Version, TextPrint Screen, uint HazardType)
{
    /// <summary>Raised whenever a print or a key of the index is made otherwise: what older rules stored is then made anew.</summary>
    public const int Rules = 2;

    private const int CellShift = 8;

    /// <summary>The print of what is known of a report.</summary>
    /// <param name="product">A key that is the same for the same product, or nothing.</param>
    public static ReportPrint Of(string? text, IReadOnlyList<PicturePrint> pictures, string? product = null, string? version = null, string? screen = null, string? hazardType = null) => new(
        TextPrint.Of(text ?? ""),
        pictures,
        Key(product),
        Key(version),
        TextPrint.Of(screen ?? ""),
        Key(hazardType));

    /// <summary>A number for a name, whatever its letter case; 0 for none.</summary>
    public static uint Key(string? name) => string.IsNullOrWhiteSpace(name) ? 0 : Math.Max(1, TextPrint.Number(name.Trim().ToUpperInvariant()));

    /// <summary>The print in few bytes; see <see cref="Unpack"/>.</summary>
    public byte[] Pack()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write((byte)Rules);
        writer.Write(Product);
        writer.Write(Version);
        writer.Write(HazardType);
        Write(writer, Text);
        Write(writer, Screen);
        writer.Write((byte)Pictures.Count);
        foreach (var picture in Pictures)
        {
            writer.Write((ushort)picture.Width);
            writer.Write((ushort)picture.Height);
            writer.Write((byte)picture.Points.Count);
            foreach (var point in picture.Points)
            {
                writer.Write(point.X);
                writer.Write(point.Y);
                writer.Write(point.Size);
                writer.Write(point.Bits);
            }

            WriteCells(writer, picture);
        }

        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>A print that was packed.</summary>
    /// <returns>Nothing when it was packed by other rules.</returns>
    public static ReportPrint? Unpack(byte[] packed)
    {
        using var reader = new BinaryReader(new MemoryStream(packed));
        if (reader.ReadByte() != Rules)
        {
            return null;
        }

        var (product, version, type) = (reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt32());
        var (text, screen) = (ReadText(reader), ReadText(reader));
        var pictures = new PicturePrint[reader.ReadByte()];
        for (var i = 0; i < pictures.Length; i++)
        {
            var (width, height, points) = (reader.ReadUInt16(), reader.ReadUInt16(), new PicturePoint[reader.ReadByte()]);
            for (var j = 0; j < points.Length; j++)
            {
                points[j] = new(reader.ReadUInt16(), reader.ReadUInt16(), reader.ReadByte(), reader.ReadUInt64());
            }

            pictures[i] = new(width, height, points) { Cells = ReadCells(reader, width, height) };
        }

        return new(text, pictures, product, version, screen, type);
    }

    // most cells of a screen are empty, so what is compressed is a third of it
    private static void WriteCells(BinaryWriter writer, PicturePrint picture)
    {
        var pairs = new byte[(picture.Cells.Length + 1) / 2];
        for (var i = 0; i < picture.Cells.Length; i++)
        {
            pairs[i / 2] |= (byte)((picture.Cells.Span[i] + CellShift) << (i % 2 * 4));
        }

        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            deflate.Write(pairs);
        }

        writer.Write((ushort)(pairs.Length == 0 ? 0 : packed.Length));
        writer.Write(packed.GetBuffer().AsSpan(0, pairs.Length == 0 ? 0 : (int)packed.Length));
    }

    private static ReadOnlyMemory<sbyte> ReadCells(BinaryReader reader, int width, int height)
    {
        var packed = reader.ReadBytes(reader.ReadUInt16());
        if (packed.Length == 0)
        {
            return default;
        }

        var cells = new sbyte[PicturePrint.CellsOf(width, height)];
        var pairs = new byte[(cells.Length + 1) / 2];
        using (var deflate = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress))
        {
            deflate.ReadExactly(pairs);
        }

        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = (sbyte)(((pairs[i / 2] >> (i % 2 * 4)) & 15) - CellShift);
        }

        return cells;
    }

    private static void Write(BinaryWriter writer, TextPrint text)
    {
        writer.Write((byte)text.Words.Count);
        for (var i = 0; i < text.Words.Count; i++)
        {
            writer.Write(text.Words[i]);
            writer.Write(text.Weights[i]);
            writer.Write(text.Sounds[i]);
        }
    }

    private static TextPrint ReadText(BinaryReader reader)
    {
        var count = reader.ReadByte();
        var (words, weights, sounds) = (new uint[count], new byte[count], new ushort[count]);
        for (var i = 0; i < count; i++)
        {
            (words[i], weights[i], sounds[i]) = (reader.ReadUInt32(), reader.ReadByte(), reader.ReadUInt16());
        }

        return new(words, weights, sounds);
    }
}
