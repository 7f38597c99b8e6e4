namespace MakingItWork.Rules.Duplicates;

/// <summary>How alike two texts are.</summary>
public static class TextLikeness
{
    // a word that only sounds the same, and two words that follow each other in both
    private const double SoundShare = 0.7;
    private const double PhraseShare = 0.5;

    /// <summary>
    /// The cosine of the weighted words, 0 to 1, and of the pairs of words that stand side by side. Symmetric to the last digit;
    /// a text with itself has 1. Two texts without words agree.
    /// </summary>
    public static double Of(TextPrint a, TextPrint b, WordWeights weights)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(weights);
        if (a.Words.Count == 0 || b.Words.Count == 0)
        {
            return a.Words.Count == b.Words.Count ? 1 : 0;
        }

        if (InOrder(a.Words, b.Words) > 0)
        {
            // sums of the same numbers in another order differ in the last digit
            (a, b) = (b, a);
        }

        var (one, other) = (Weigh(a, weights), Weigh(b, weights));
        var places = Places(b);
        var (shared, phrases) = (0.0, 0.0);
        var used = new bool[b.Words.Count];
        var partner = new int[a.Words.Count];
        for (var i = 0; i < a.Words.Count; i++)
        {
            partner[i] = places.GetValueOrDefault(a.Words[i], -1);
            if (partner[i] >= 0)
            {
                used[partner[i]] = true;
                shared += one[i] * other[partner[i]];
            }
        }

        shared += Sounding(a, b, one, other, partner, used);
        for (var i = 1; i < partner.Length; i++)
        {
            phrases += partner[i] > 0 && partner[i - 1] == partner[i] - 1 ? Pair(one, i) * Pair(other, partner[i]) : 0;
        }

        var length = Math.Sqrt((Squares(one) + (PhraseShare * Pairs(one))) * (Squares(other) + (PhraseShare * Pairs(other))));
        return Math.Min(1, (shared + (PhraseShare * phrases)) / length);
    }

    /// <summary>Words of one text that the other has not, but for a slip of the keyboard.</summary>
    private static double Sounding(TextPrint a, TextPrint b, double[] one, double[] other, int[] partner, bool[] used)
    {
        Dictionary<ushort, int> free = [];
        for (var j = 0; j < used.Length; j++)
        {
            if (!used[j] && b.Sounds[j] != 0)
            {
                free.TryAdd(b.Sounds[j], j);
            }
        }

        var sum = 0.0;
        HashSet<ushort> taken = [];
        for (var i = 0; i < partner.Length && free.Count > 0; i++)
        {
            if (partner[i] < 0 && a.Sounds[i] != 0 && free.TryGetValue(a.Sounds[i], out var j) && taken.Add(a.Sounds[i]))
            {
                // a slip makes a word that nobody else writes: the commoner of the two says how telling it is
                var lesser = Math.Min(one[i], other[j]);
                sum += SoundShare * lesser * lesser;
            }
        }

        return sum;
    }

    private static Dictionary<uint, int> Places(TextPrint print)
    {
        Dictionary<uint, int> places = new(print.Words.Count);
        for (var i = 0; i < print.Words.Count; i++)
        {
            places.TryAdd(print.Words[i], i);
        }

        return places;
    }

    private static double[] Weigh(TextPrint print, WordWeights weights) =>
        [.. print.Words.Select((word, i) => print.Weights[i] * weights.Of(word))];

    private static int InOrder(IReadOnlyList<uint> a, IReadOnlyList<uint> b)
    {
        for (var i = 0; i < a.Count && i < b.Count; i++)
        {
            if (a[i] != b[i])
            {
                return a[i].CompareTo(b[i]);
            }
        }

        return a.Count.CompareTo(b.Count);
    }

    private static double Squares(double[] weights) => weights.Sum(weight => weight * weight);

    private static double Pairs(double[] weights)
    {
        var sum = 0.0;
        for (var i = 1; i < weights.Length; i++)
        {
            sum += Pair(weights, i) * Pair(weights, i);
        }

        return sum;
    }

    private static double Pair(double[] weights, int second) => Math.Sqrt(weights[second - 1] * weights[second]);
}
