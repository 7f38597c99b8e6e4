namespace MakingItWork.Rules.Identifiers;

/// <summary>
/// Names that are known from what somebody wrote about the same people. They are found again in another text, where nothing beside
/// them may say that they are names.
/// </summary>
public static class KnownNames
{
    /// <summary>The words of a name by which it is known again: no title, and no word that means something else as well.</summary>
    /// <param name="name">A name as it was written.</param>
    public static IEnumerable<string> In(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return TextEchoes.Words(name, 0, name.Length).Select(word => name.Substring(word.Start, word.Length))
            .Where(word => char.IsUpper(word[0]) && !ScreenVocabulary.Contains(word) && NamePiece.Of([word]) is not [{ Form: NameForm.Title }, ..]);
    }

    /// <summary>Where known words stand in a text as names, and with each the capitalised word beside it: "Edwina Hollowhurst" where one of both is known.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="names">Words of names, compared as the set compares.</param>
    public static IReadOnlyList<IdentifierFinding> Find(string text, IReadOnlySet<string> names)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count == 0)
        {
            return [];
        }

        var words = TextEchoes.Words(text, 0, text.Length).Where(word => char.IsUpper(text[word.Start])).ToList();
        var known = words.ConvertAll(word => names.Contains(text.Substring(word.Start, word.Length)));
        List<IdentifierFinding> found = [];
        for (var at = 0; at < words.Count; at++)
        {
            var beside = (at > 0 && known[at - 1] && IsBeside(text, words[at - 1], words[at])) || (at + 1 < words.Count && known[at + 1] && IsBeside(text, words[at], words[at + 1]));
            if (known[at] || (beside && !ScreenVocabulary.Contains(text.Substring(words[at].Start, words[at].Length))))
            {
                found.Add(new(words[at].Start, words[at].Length, IdentifierKind.PersonName, known[at] ? "Is known as a name from the report." : "Stands beside a name that is known."));
            }
        }

        return found;
    }

    private static bool IsBeside(string text, (int Start, int Length) word, (int Start, int Length) next) =>
        text.AsSpan(word.Start + word.Length, next.Start - word.Start - word.Length) is " " or "-" or ", ";
}
