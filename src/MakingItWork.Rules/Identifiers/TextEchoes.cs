namespace MakingItWork.Rules.Identifiers;

/// <summary>The words of names that were found, again elsewhere in a text: "Mrs Quill … Quill's chart".</summary>
internal static class TextEchoes
{
    private const int ShortestName = 3;

    /// <param name="text">The whole text.</param>
    /// <param name="work">The same text with what is found already put out of sight.</param>
    /// <param name="findings">What is found already.</param>
    public static IEnumerable<IdentifierFinding> Find(string text, string work, IReadOnlyList<IdentifierFinding> findings)
    {
        var names = findings.Where(f => f.Kind == IdentifierKind.PersonName)
            .SelectMany(f => Words(text, f.Start, f.End))
            .Select(word => text.Substring(word.Start, word.Length))
            .Where(word => char.IsUpper(word[0]) && !ScreenVocabulary.Contains(word))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return names.Count == 0
            ? []
            : Words(work, 0, work.Length).Where(word => char.IsUpper(work[word.Start]) && names.Contains(work.Substring(word.Start, word.Length)))
                .Select(word => new IdentifierFinding(word.Start, word.Length, IdentifierKind.PersonName, "Stands elsewhere in the text as a name."));
    }

    // without the possessive
    internal static IEnumerable<(int Start, int Length)> Words(string text, int start, int end)
    {
        for (var at = start; at < end;)
        {
            var length = NameReader.WordLength(text.AsSpan(at, end - at));
            var bare = length > 2 && text[at + length - 1] is 's' && text[at + length - 2] is '\'' or '’' ? length - 2 : length;
            if (bare >= ShortestName && (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + length == text.Length || !char.IsLetterOrDigit(text[at + length])))
            {
                yield return (at, bare);
            }

            at += Math.Max(1, length);
        }
    }
}
