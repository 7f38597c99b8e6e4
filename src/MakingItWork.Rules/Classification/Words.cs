using System.Globalization;

namespace MakingItWork.Rules.Classification;

/// <summary>One word of a text: its stem, its place, and the number of the sentence it stands in.</summary>
internal readonly record struct Word(string Stem, int Start, int Length, int Sentence)
{
    public int End => Start + Length;
}

/// <summary>Cuts a text into words and words down to their stems, so that "saving", "saved" and "saves" meet.</summary>
internal static class Words
{
    public static List<Word> Of(string text)
    {
        List<Word> words = [];
        var sentence = 0;
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[at]))
            {
                sentence += EndsSentence(text, at) ? 1 : 0;
                at++;
                continue;
            }

            var end = at;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || (text[end] is '\'' or '’' && end + 1 < text.Length && char.IsLetter(text[end + 1]))))
            {
                end++;
            }

            words.Add(new(Stem(text[at..end]), at, end - at, sentence));
            at = end;
        }

        return words;
    }

    // a point inside a number ends no sentence; the end of a line does, unless the next goes on in small letters
    private static bool EndsSentence(string text, int at) => text[at] switch
    {
        '.' or '!' or '?' or ';' => at + 1 >= text.Length || !char.IsLetterOrDigit(text[at + 1]),
        '\n' => at + 1 >= text.Length || !char.IsLower(text[at + 1]),
        _ => false,
    };

    /// <summary>A rough English stem: endings of number, tense and a last e go. It need not be a word, only be the same for both sides.</summary>
    public static string Stem(string word)
    {
        var stem = word.Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal).ToLower(CultureInfo.InvariantCulture);
        if (stem.Length > 4 && stem.EndsWith("ies", StringComparison.Ordinal))
        {
            return stem[..^3] + "y";
        }

        if (stem.Length > 5 && stem.EndsWith("ing", StringComparison.Ordinal))
        {
            stem = Single(stem[..^3]);
        }
        else if (stem.Length > 4 && stem.EndsWith("ed", StringComparison.Ordinal))
        {
            stem = Single(stem[..^2]);
        }
        else if (stem.Length > 3 && stem[^1] == 's' && stem[^2] is not ('s' or 'u' or 'i'))
        {
            stem = stem[..^1];
        }

        return stem.Length > 3 && stem[^1] == 'e' ? stem[..^1] : stem;
    }

    // "dropped" to "drop", but "missed" to "miss"
    private static string Single(string stem) =>
        stem.Length > 3 && stem[^1] == stem[^2] && stem[^1] is 'b' or 'd' or 'g' or 'm' or 'n' or 'p' or 'r' or 't' ? stem[..^1] : stem;
}
