using System.Globalization;
using System.Text;
using MakingItWork.Rules.Classification;
using MakingItWork.Rules.Duplicates;
using MakingItWork.Rules.Identifiers;

namespace MakingItWork.Rules.Searching;

/// <summary>One word of a text as a search sees it.</summary>
/// <param name="Plain">Small letters without accents.</param>
/// <param name="Stem">Without endings of number and tense.</param>
public readonly record struct SearchWord(string Plain, string Stem, int Start, int Length)
{
    public int End => Start + Length;

    /// <summary>Worth an entry in an index: single letters and the little words of grammar stand in nearly every text.</summary>
    public bool Tells => Plain.Length >= SearchWords.Shortest && !SearchWords.IsLittle(Plain);

    /// <summary>The stem as a number, the same on every machine.</summary>
    public uint Number => SearchWords.NumberOf(Stem);
}

/// <summary>
/// Cuts a masked text into the words by which it can be found. Whoever changes how raises <see cref="Rules"/>, so that indexes are
/// made anew.
/// </summary>
public static class SearchWords
{
    /// <summary>The version of these rules, stored beside what they made.</summary>
    public const int Rules = 1;

    /// <summary>Letters that a word needs to be searched for.</summary>
    public const int Shortest = 2;

    private static readonly HashSet<string> Little =
    [
        .. ("a about after again all also am an and any are as at be because been before but by can could did do does for from had has have he her here him his how " +
            "i if in into is it its just me my no not of off on or our out over she so some than that the their them then there these they this those to too under up " +
            "us very was we were what when where which while who why will with would you your").Split(' '),
    ];

    /// <summary>The words of a masked text in their order. What stands where an identifier was is no word: nobody finds a report by it.</summary>
    public static IReadOnlyList<SearchWord> Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return [];
        }

        text = WithoutMasks(text);
        List<SearchWord> words = [];
        for (var at = 0; at < text.Length;)
        {
            if (!IsPart(text, at))
            {
                at++;
                continue;
            }

            var end = at + 1;
            while (end < text.Length && (IsPart(text, end) || Joins(text, end)))
            {
                end++;
            }

            var plain = Fold(text[at..end]);
            if (plain.Length > 0)
            {
                words.Add(new(plain, Words.Stem(plain), at, end - at));
            }

            at = end;
        }

        return words;
    }

    /// <summary>The number of a stem, the same on every machine: a storage format.</summary>
    public static uint NumberOf(string stem)
    {
        ArgumentNullException.ThrowIfNull(stem);
        return unchecked((uint)TextSignature.Hash(stem));
    }

    internal static bool IsLittle(string plain) => Little.Contains(plain);

    // as many blanks as the token has letters: places in the text stay what they are
    private static string WithoutMasks(string text)
    {
        if (!text.Contains('[', StringComparison.Ordinal))
        {
            return text;
        }

        foreach (var token in MaskTokens.All)
        {
            text = text.Replace(token, new string(' ', token.Length), StringComparison.Ordinal);
        }

        return text;
    }

    private static bool IsPart(string text, int at) =>
        char.IsLetterOrDigit(text[at]) || char.GetUnicodeCategory(text[at]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // "nurse's" and "7.2.1" are one word each
    private static bool Joins(string text, int at) => at + 1 < text.Length && text[at] switch
    {
        '\'' or '’' => char.IsLetter(text[at + 1]),
        '.' => char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1]),
        _ => false,
    };

    private static string Fold(string word)
    {
        if (word.All(char.IsAsciiLetterOrDigit))
        {
            return word.ToLowerInvariant();
        }

        var folded = new StringBuilder(word.Length);
        foreach (var letter in word.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(letter) || letter == '.')
            {
                folded.Append(char.ToLowerInvariant(letter));
            }
        }

        return folded.ToString();
    }
}
