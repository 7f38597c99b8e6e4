namespace MakingItWork.Rules.Identifiers;

/// <summary>The same name or date of birth again elsewhere on the screen: in a heading, a search, a message.</summary>
internal static class ScreenEchoes
{
    private const int ShortestName = 3;

    public static void CoverNames(ScreenCover cover)
    {
        var names = cover.OfKind(IdentifierKind.PersonName)
            .Select(word => ScreenNames.Bare(cover.Words[word.Index].Text))
            .SelectMany(word => word.Split('-').Append(word))
            .Where(name => name.Length >= ShortestName && char.IsUpper(name[0]) && name.All(c => char.IsLetter(c) || c is '-' or '\'' or '’') && !ScreenNames.IsInterfaceWord(name))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        names.UnionWith(InMails(cover));
        foreach (var field in cover.Fields)
        {
            for (var at = 0; at < field.Words.Count; at++)
            {
                if (field.Pieces.Exists(p => p.Word == at && p.Text.Length >= ShortestName && char.IsUpper(p.Text[0]) && IsAgain(p.Text, names)))
                {
                    cover.Add(new(field.Words[at].Index, IdentifierKind.PersonName, "Stands elsewhere on the screen as a name."));

                    // "seen by Odette Quill" where Quill is known
                    if (at > 0 && ScreenNames.IsCapitalName(field.Words[at - 1].Word.Text))
                    {
                        cover.Add(new(field.Words[at - 1].Index, IdentifierKind.PersonName, "Stands before a name."));
                    }
                }
            }
        }
    }

    public static void CoverBirthDates(ScreenCover cover, IReadOnlyList<string> boxed)
    {
        var births = cover.Dates.Where(d => d.Words.All(cover.Has) && cover.Has(d.Field, IdentifierKind.DateOfBirth)).Select(d => Key(d.Date))
            .Concat(boxed.SelectMany(ScreenDate.Parse).Select(d => Key(d.Date)))
            .ToHashSet();
        foreach (var index in cover.Dates.Where(d => births.Contains(Key(d.Date))).SelectMany(d => d.Words))
        {
            cover.Add(new(index, IdentifierKind.DateOfBirth, "The same date as a date of birth on the screen."));
        }
    }

    // two-figure years meet four-figure ones by their last two
    private static (int, int, int) Key(DateOnly date) => (date.Year % 100, date.Month, date.Day);

    private static bool IsAgain(string piece, HashSet<string> names)
    {
        var bare = ScreenNames.Bare(piece);
        return names.Contains(bare) || (bare.Contains('-', StringComparison.Ordinal) && bare.Split('-').Any(names.Contains));
    }

    // "xanthe.quill@example.com" tells two names
    private static IEnumerable<string> InMails(ScreenCover cover) =>
        from mail in cover.OfKind(IdentifierKind.EmailAddress)
        let text = cover.Words[mail.Index].Text
        where text.Contains('@', StringComparison.Ordinal)
        from part in text[..text.IndexOf('@', StringComparison.Ordinal)].Split('.', '_', '-')
        where part.Length > ShortestName && part.All(char.IsLetter) && !ScreenNames.IsInterfaceWord(part)
        select part;
}
