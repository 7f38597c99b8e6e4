using MakingItWork.Rules.Classification;

namespace MakingItWork.Rules.Duplicates;

/// <summary>
/// A text as word stems without common words. The hashes of words are a storage format: changing anything here means building
/// the index anew.
/// </summary>
public static class TextSignature
{
    private static readonly HashSet<string> Common =
    [
        .. ("a an and are as at be been but by can could did do does for from had has have he her his how i if in into is it its just me my of off on " +
            "or our out over she so than that the their them then there these they this to too under up was we were what when where which while who why " +
            "will with would you your am also any after before about again all shown show screen patient please very").Split(' ').Select(Words.Stem),
    ];

    /// <summary>The stems of the words of a text, without tokens of masked identifiers, common words and single letters.</summary>
    public static IReadOnlySet<string> Stems(string text) => StemsInOrder(text).ToHashSet(StringComparer.Ordinal);

    /// <summary>As <see cref="Stems"/>, each as often as it stands there and in that order.</summary>
    internal static IEnumerable<string> StemsInOrder(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var token in Identifiers.MaskTokens.All)
        {
            text = text.Replace(token, " ", StringComparison.Ordinal);
        }

        return Words.Of(text).Select(w => w.Stem).Where(s => s.Length > 1 && !Common.Contains(s));
    }

    /// <summary>
    /// The words of one text, as they are written there, that also stand in another in some form. Only words in small letters: a name
    /// that somebody writes to learn whether it stands in the other gets no answer.
    /// </summary>
    /// <param name="least">Letters that a word has at least.</param>
    public static IReadOnlyList<string> SharedWords(string text, string other, int least)
    {
        ArgumentNullException.ThrowIfNull(text);
        var stems = Stems(other);
        return [.. Words.Of(text)
            .Where(word => word.Length >= least && stems.Contains(word.Stem))
            .Select(word => text.Substring(word.Start, word.Length))
            .Where(word => word.All(letter => char.IsAsciiLetterLower(letter)))
            .Distinct(StringComparer.Ordinal)];
    }

    // FNV-1a: the same on every machine and in every run, which string.GetHashCode is not
    internal static ulong Hash(string word)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in word)
        {
            hash = unchecked((hash ^ c) * 1099511628211UL);
        }

        return Mix(hash);
    }

    // the finaliser of SplitMix64
    private static ulong Mix(ulong x)
    {
        unchecked
        {
            x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
            x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
            return x ^ (x >> 31);
        }
    }
}
