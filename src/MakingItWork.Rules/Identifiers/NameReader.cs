namespace MakingItWork.Rules.Identifiers;

/// <summary>Reads the words of a name from a place in a text where a name is expected.</summary>
internal static class NameReader
{
    private const int MostWords = 4;

    private static readonly HashSet<string> Particles = new(StringComparer.OrdinalIgnoreCase)
    {
        "van", "von", "der", "den", "de", "del", "da", "di", "la", "le", "al", "el", "bin", "ibn", "binti", "ap",
    };

    /// <summary>A small word inside a name: "van", "de".</summary>
    public static bool IsParticle(string word) => Particles.Contains(word);

    /// <summary>The length of the word of letters, apostrophes and hyphens that starts here; 0 when there is none.</summary>
    public static int WordLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsLetter(text[length]) || (length > 0 && text[length] is '\'' or '’' or '-')))
        {
            length++;
        }

        return length;
    }

    /// <summary>
    /// The length of the name that starts at the first character, 0 when none does. Words must be capitalised,
    /// or small letters when <paramref name="smallLetters"/> is set (a title or a label makes the guess safe); at most two then.
    /// </summary>
    public static int NameLength(ReadOnlySpan<char> text, bool smallLetters)
    {
        int at = 0, end = 0, words = 0, small = 0;
        while (words < MostWords)
        {
            var length = WordLength(text[at..]);
            if (length == 0 || IsGluedToDigits(text[(at + length)..]))
            {
                break;
            }

            var word = text.Slice(at, length).ToString();
            if (!Particles.Contains(word))
            {
                var capital = char.IsUpper(word[0]);
                if ((OrdinaryWords.Contains(word) && !IsInitial(text[at..], length)) || (!capital && (!smallLetters || ++small > 2 || small <= words || IsVerbLike(word))) || (words > 0 && capital && length > 1 && ScreenVocabulary.Contains(word) && !OrdinaryWords.IsGivenName(word)))
                {
                    break;
                }

                words++;
                end = at + length;
            }

            at += length;
            at += GapLength(text[at..], length == 1);
        }

        return end;
    }

    // "A. Khan", "A Khan"; not "A 60 year old"
    private static bool IsInitial(ReadOnlySpan<char> text, int length) =>
        length == 1 && char.IsUpper(text[0]) && text.Length > 2 && (text[1] == '.' || (text[1] == ' ' && char.IsUpper(text[2])));

    private static bool IsVerbLike(string word) =>
        word.EndsWith("ed", StringComparison.Ordinal) || word.EndsWith("ing", StringComparison.Ordinal) || word.EndsWith("ly", StringComparison.Ordinal);

    private static bool IsGluedToDigits(ReadOnlySpan<char> rest) => rest.Length > 0 && char.IsAsciiDigit(rest[0]);

    // a full stop is part of a name only after an initial; a comma only between words
    private static int GapLength(ReadOnlySpan<char> text, bool afterInitial)
    {
        var length = 0;
        while (length < text.Length && length < 2 && (text[length] is ' ' or '\t' or ',' || (afterInitial && text[length] == '.')))
        {
            length++;
        }

        return length;
    }
}
