namespace MakingItWork.Rules.Duplicates;

/// <summary>
/// Keys under which reports that are alike meet in an index. An entry of the index is one number: the key, and behind it the
/// number of the report. So a table of nothing but its primary key holds the index, in the order in which it is read.
/// </summary>
public static class IndexKeys
{
    /// <summary>Reports are numbered below this.</summary>
    public const long MostReports = 1L << NumberBits;

    private const int NumberBits = 28;
    private const int WordsKept = 40;
    private const int WordsAsked = 32;
    private const int FewestWords = 8;
    private const int PointsKept = 48;
    private const double HotShare = 0.01;
    private const long HotFrom = 2000;

    private enum Kind
    {
        Word,
        Picture,
        Screen,
    }

    /// <summary>The keys to store a report under.</summary>
    public static IReadOnlyList<long> Stored(ReportPrint print, WordWeights weights, long reports)
    {
        ArgumentNullException.ThrowIfNull(print);
        return [.. Words(print, weights, reports, WordsKept).Select(word => Key(Kind.Word, word.Word)).Concat(Others(print).Select(other => other.Key)).Distinct()];
    }

    /// <summary>Every key that a report may be stored under: what to delete when it is taken out.</summary>
    public static IReadOnlyList<long> All(ReportPrint print)
    {
        ArgumentNullException.ThrowIfNull(print);
        return [.. print.Text.Words.Select(word => Key(Kind.Word, word)).Concat(Others(print).Select(other => other.Key)).Distinct()];
    }

    /// <summary>The keys to look a report up by, and how much a meeting under each is worth.</summary>
    public static IReadOnlyList<AskedKey> Asked(ReportPrint print, WordWeights weights, long reports)
    {
        ArgumentNullException.ThrowIfNull(print);
        return [.. Words(print, weights, reports, WordsAsked).Select(word => new AskedKey(Key(Kind.Word, word.Word), false, word.Worth)).Concat(Others(print)).DistinctBy(asked => asked.Key)];
    }

    /// <summary>The entry of a report under a key.</summary>
    public static long Entry(long key, long number) =>
        number is > 0 and < MostReports ? (key << NumberBits) | number : throw new ArgumentOutOfRangeException(nameof(number), number, $"Reports are numbered from 1 to {MostReports - 1}.");

    /// <summary>The entries of a key lie from the first of these to below the second.</summary>
    public static (long From, long To) Range(long key) => (key << NumberBits, (key + 1) << NumberBits);

    /// <summary>The number of the report of an entry.</summary>
    public static long Number(long entry) => entry & (MostReports - 1);

    // words that many reports use bring many that are not alike; they are asked only for want of others
    private static IEnumerable<(uint Word, double Worth)> Words(ReportPrint print, WordWeights weights, long reports, int most)
    {
        var hot = Math.Max(HotFrom, reports * HotShare);
        return print.Text.Words
            .Select((word, i) => (Word: word, Worth: print.Text.Weights[i] * weights.Of(word) * weights.Of(word), Hot: weights.Reports(word) > hot))
            .OrderBy(word => word.Hot).ThenByDescending(word => word.Worth).ThenBy(word => word.Word)
            .Take(most)
            .Where((word, i) => !word.Hot || i < FewestWords)
            .Select(word => (word.Word, word.Worth));
    }

    private static IEnumerable<AskedKey> Others(ReportPrint print)
    {
        foreach (var point in print.Pictures.SelectMany(picture => picture.Points.Take(PointsKept)))
        {
            // which way light falls off, in all sixteen parts: what stays when a picture is scaled or inverted
            yield return new(Key(Kind.Picture, unchecked((uint)point.Bits)), true, 1);
        }

        if (print.Screen.Words.Count > 0)
        {
            yield return new(Key(Kind.Screen, print.Screen.Words.Order().Aggregate(17u, (all, word) => unchecked((all * 31) + word))), false, 1);
        }
    }

    private static long Key(Kind kind, uint value) => ((long)kind << 32) | value;
}

/// <summary>A key to look reports up by.</summary>
/// <param name="Key">The key.</param>
/// <param name="OfPicture">Whether pictures meet under it, or words.</param>
/// <param name="Worth">How much a meeting is worth, beside others of the same sort.</param>
public readonly record struct AskedKey(long Key, bool OfPicture, double Worth);
