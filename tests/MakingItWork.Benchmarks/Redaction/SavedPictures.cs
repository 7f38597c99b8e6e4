using MakingItWork.Plumbing.Pictures;
using MakingItWork.Rules.Identifiers;

namespace MakingItWork.Benchmarks.Redaction;

/// <summary>Pictures to look at: covers tinted, missed words framed in red, words covered in vain framed in orange; beside each what was read and why it was covered.</summary>
internal static class SavedPictures
{
    private static readonly byte[] Red = [230, 0, 0];
    private static readonly byte[] Orange = [255, 150, 0];

    public static void Save(string folder, PaintedScreen screen, Reading reading, IReadOnlyList<Cover> covers, IReadOnlyList<JudgedWord> words, VipsPictures pictures)
    {
        var picture = Tinted(screen.Picture, covers, pictures);
        foreach (var word in words)
        {
            if (Kinds.IsIdentifying(word.Word.Kind) && !word.Covered)
            {
                Frame(picture, word.Word, Red);
            }
            else if (Kinds.IsOrdinary(word.Word.Kind) && word.Covered)
            {
                Frame(picture, word.Word, Orange);
            }
        }

        Write(folder, screen.Name, reading, covers, pictures.EncodePng(picture));
    }

    /// <summary>A real picture: nobody marked what stands there, so there are only covers to see.</summary>
    public static void Save(string folder, string name, byte[] file, Reading reading, IReadOnlyList<Cover> covers, VipsPictures pictures) =>
        Write(folder, name, reading, covers, pictures.EncodePng(Tinted(file, covers, pictures)));

    private static void Write(string folder, string name, Reading reading, IReadOnlyList<Cover> covers, byte[] png)
    {
        System.IO.Directory.CreateDirectory(folder);
        File.WriteAllLines(Path.Combine(folder, $"{name}.txt"), reading.Words.GroupBy(w => w.Line).OrderBy(line => line.First().Y).Select(line => Line(line, covers)));
        File.WriteAllBytes(Path.Combine(folder, $"{name}.png"), png);
    }

    private static RawPicture Tinted(byte[] file, IReadOnlyList<Cover> covers, VipsPictures pictures)
    {
        var picture = pictures.Decode(file);
        foreach (var cover in covers)
        {
            for (var y = Math.Max(0, cover.Y); y < Math.Min(picture.Height, cover.Y + cover.Height); y++)
            {
                for (var x = Math.Max(0, cover.X); x < Math.Min(picture.Width, cover.X + cover.Width); x++)
                {
                    // halfway to blue: what was covered can still be read here
                    var at = 3 * ((y * picture.Width) + x);
                    (picture.Rgb[at], picture.Rgb[at + 1], picture.Rgb[at + 2]) = ((byte)(picture.Rgb[at] / 2), (byte)(picture.Rgb[at + 1] / 2), (byte)((picture.Rgb[at + 2] / 2) + 127));
                }
            }
        }
        return picture;
    }

    private static string Line(IEnumerable<ScreenWord> line, IReadOnlyList<Cover> covers) =>
        string.Join(' ', line.OrderBy(w => w.X).Select(word => covers.FirstOrDefault(c => c.X == word.X && c.Y == word.Y) is { } cover ? $"[{word.Text}: {cover.Kind}, {cover.Reason}]" : word.Text));

    private static void Frame(RawPicture picture, TruthWord word, byte[] colour)
    {
        for (var y = Math.Max(0, word.Y - 2); y < Math.Min(picture.Height, word.Y + word.Height + 2); y++)
        {
            for (var x = Math.Max(0, word.X - 2); x < Math.Min(picture.Width, word.X + word.Width + 2); x++)
            {
                if (y < word.Y || y >= word.Y + word.Height || x < word.X || x >= word.X + word.Width)
                {
                    colour.CopyTo(picture.Rgb.AsSpan(3 * ((y * picture.Width) + x)));
                }
            }
        }
    }
}
