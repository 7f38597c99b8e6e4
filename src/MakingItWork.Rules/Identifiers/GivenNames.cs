namespace MakingItWork.Rules.Identifiers;

/// <summary>Names told by a common given name, or by a possessive: "Rosie Marsden's chart".</summary>
internal static class GivenNames
{
    public static IEnumerable<Candidate> Find(string text)
    {
        (int Start, int Length) before = default;
        for (var at = 0; at < text.Length;)
        {
            var length = NameReader.WordLength(text.AsSpan(at));
            if (length == 0)
            {
                at++;
                continue;
            }

            var (start, end) = NameAt(text, before, at, length);
            if (end > start)
            {
                yield return new(start, end - start, IdentifierKind.PersonName, "A common given name, or a name in the possessive.", Candidate.Shape);
                length = end - at;
            }

            before = (at, length);
            at += length;
        }
    }

    private static (int Start, int End) NameAt(string text, (int Start, int Length) before, int at, int length)
    {
        var word = text.Substring(at, length);
        var capital = char.IsUpper(word[0]);
        if (OrdinaryWords.IsGivenName(word))
        {
            if (IsMonth(text, word, at))
            {
                return (at, at);
            }

            var start = capital && IsSurnameBefore(text, before, at) ? before.Start : at;
            var end = Math.Max(at + length, at + NameReader.NameLength(text.AsSpan(at), smallLetters: !capital));
            var alone = start == at && end == at + length;
            return alone && (!capital || NamesAPlace(text, end)) ? (at, at) : (start, end);
        }

        return capital && OrdinaryWords.IsPossessive(word) && !OrdinaryWords.Contains(word[..^2]) && IsCapitalBefore(text, before, at)
            ? (before.Start, at + length)
            : (at, at);
    }

    // "SMITH John", "Smith, John": a surname directly before a given name
    private static bool IsSurnameBefore(string text, (int Start, int Length) word, int at)
    {
        var surname = text.AsSpan(word.Start, word.Length);
        return word.Length > 2 && at - word.Start - word.Length is 1 or 2 && text[word.Start + word.Length] is ' ' or ','
            && char.IsUpper(surname[0]) && !OrdinaryWords.Contains(surname.ToString())
            && (text[word.Start + word.Length] == ',' || !surname.ContainsAnyInRange('a', 'z'));
    }

    private static bool IsCapitalBefore(string text, (int Start, int Length) word, int at) =>
        word.Length > 1 && at - word.Start - word.Length == 1 && text[at - 1] == ' ' && char.IsUpper(text[word.Start])
        && !OrdinaryWords.Contains(text.Substring(word.Start, word.Length));

    // "04 June 2023"
    private static bool IsMonth(string text, string word, int at)
    {
        var end = at + word.Length;
        return word.Equals("june", StringComparison.OrdinalIgnoreCase)
            && ((at > 1 && char.IsAsciiDigit(text[at - 2])) || (end + 1 < text.Length && char.IsAsciiDigit(text[end + 1])));
    }

    // "Victoria Ward", "Charlotte Unit"
    private static bool NamesAPlace(string text, int end) => end + 1 < text.Length && text[end] == ' ' && char.IsUpper(text[end + 1]);
}
