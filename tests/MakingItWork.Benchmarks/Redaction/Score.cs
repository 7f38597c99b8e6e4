using MakingItWork.Rules.Identifiers;

namespace MakingItWork.Benchmarks.Redaction;

/// <summary>A word of the truth and what became of it.</summary>
/// <param name="Covered">More than 60 % of its ink's box lies under covers.</param>
/// <param name="As">What the cover that hides most of it was laid for.</param>
/// <param name="Boxed">The reader put at least half of it into some box.</param>
internal sealed record JudgedWord(PaintedScreen Screen, TruthWord Word, bool Covered, IdentifierKind? As, bool Boxed);

/// <summary>Lays covers over the truth.</summary>
internal static class Score
{
    private const double LeastCovered = 0.6;
    private const double LeastBoxed = 0.5;

    public static IReadOnlyList<JudgedWord> Judge(PaintedScreen screen, Reading reading, IReadOnlyList<Cover> covers)
    {
        var under = Mask(reading, covers.Select((c, i) => (c.X, c.Y, c.Width, c.Height, (byte)(1 + (int)c.Kind))));
        var boxes = Mask(reading, reading.Words.Select(w => (w.X, w.Y, w.Width, w.Height, (byte)1)));
        return [.. screen.Words.Select(word =>
        {
            var kinds = Count(reading, under, word);
            var area = (double)word.Width * word.Height;
            var hidden = kinds.Skip(1).Sum() / area;
            var kind = hidden >= LeastCovered ? (IdentifierKind?)(Array.IndexOf(kinds, kinds.Skip(1).Max(), 1) - 1) : null;
            return new JudgedWord(screen, word, kind is not null, kind, Count(reading, boxes, word)[1] / area >= LeastBoxed);
        })];
    }

    public static IReadOnlyList<Cover> Covers(IReadOnlyList<ScreenWord> words) =>
        [.. ScreenIdentifiers.Find(words).Select(c => new Cover(words[c.Index].X, words[c.Index].Y, words[c.Index].Width, words[c.Index].Height, c.Kind, c.Reason))];

    private static byte[] Mask(Reading reading, IEnumerable<(int X, int Y, int Width, int Height, byte Value)> boxes)
    {
        var mask = new byte[reading.Width * reading.Height];
        foreach (var box in boxes)
        {
            int left = Math.Clamp(box.X, 0, reading.Width), right = Math.Clamp(box.X + box.Width, left, reading.Width);
            for (var y = Math.Max(0, box.Y); y < Math.Min(reading.Height, box.Y + box.Height); y++)
            {
                mask.AsSpan((y * reading.Width) + left, right - left).Fill(box.Value);
            }
        }

        return mask;
    }

    private static int[] Count(Reading reading, byte[] mask, TruthWord word)
    {
        var counts = new int[2 + (int)Enum.GetValues<IdentifierKind>().Max()];
        for (var y = word.Y; y < Math.Min(reading.Height, word.Y + word.Height); y++)
        {
            for (var x = word.X; x < Math.Min(reading.Width, word.X + word.Width); x++)
            {
                counts[mask[(y * reading.Width) + x]]++;
            }
        }

        return counts;
    }
}
