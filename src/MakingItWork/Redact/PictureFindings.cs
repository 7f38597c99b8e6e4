using System.IO.Compression;
using System.Text.Json;
using MakingItWork.Capture;
using MakingItWork.Rules.Identifiers;

namespace MakingItWork.Redact;

/// <summary>
/// The covers and words of a picture. Packed, as JSON of bare numbers under Brotli, a screen of 150 words takes about a
/// kilobyte; kinds and reasons stand once in a list of texts, and are pointed at.
/// </summary>
public sealed record PictureFindings(IReadOnlyList<Cover> Covers, IReadOnlyList<SeenWord> Words)
{
    private sealed record Flat(IReadOnlyList<string> Texts, IReadOnlyList<int[]> Covers, IReadOnlyList<int[]> Words);

    public byte[] Pack()
    {
        var texts = Covers.SelectMany(cover => (string[])[cover.Kind?.ToString() ?? "", cover.Reason]).Distinct().ToList();
        var flat = new Flat(
            texts,
            [.. Covers.Select(cover => (int[])[.. Numbers(cover.Area), texts.IndexOf(cover.Kind?.ToString() ?? ""), texts.IndexOf(cover.Reason), (int)cover.From])],
            [.. Words.Select(word => (int[])[.. Numbers(word.Area), word.Confidence, word.Covered ? 1 : 0])]);
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal))
        {
            JsonSerializer.Serialize(brotli, flat);
        }
        return packed.ToArray();
    }

    public static PictureFindings Unpack(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        var flat = JsonSerializer.Deserialize<Flat>(brotli) ?? throw new InvalidDataException("The findings of a picture are empty.");
        return new PictureFindings(
            [.. flat.Covers.Select(one => new Cover(Place(one), Enum.TryParse<IdentifierKind>(flat.Texts[one[4]], out var kind) ? kind : null, flat.Texts[one[5]], (CoverFrom)one[6]))],
            [.. flat.Words.Select(one => new SeenWord(Place(one), one[4], one[5] == 1))]);
    }

    private static int[] Numbers(Area area) => [area.X, area.Y, area.Width, area.Height];

    private static Area Place(int[] numbers) => new(numbers[0], numbers[1], numbers[2], numbers[3]);
}
