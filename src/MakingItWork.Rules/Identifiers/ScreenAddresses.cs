namespace MakingItWork.Rules.Identifiers;

/// <summary>The parts of an address around a street or a postcode: the town behind it, the lines between.</summary>
internal static class ScreenAddresses
{
    private const string Reason = "Part of an address.";
    private const int MostLines = 4;
    private const int MostWords = 8;

    public static void Cover(ScreenCover cover)
    {
        foreach (var field in cover.Fields)
        {
            Within(cover, field);
        }

        // an address on several lines: down from the street to the postcode, or to the town
        foreach (var street in cover.Fields.Where(f => cover.Has(f, IdentifierKind.Address)).ToList())
        {
            List<ScreenField> lines = [];
            for (var line = Below(cover, street); line is not null && lines.Count < MostLines && IsLine(line); line = Below(cover, line))
            {
                lines.Add(line);
                if (cover.Has(line, IdentifierKind.Postcode))
                {
                    break;
                }
            }

            // without a postcode only the first line below is likely enough
            var postcode = lines.FindIndex(l => cover.Has(l, IdentifierKind.Postcode));
            lines.Take(postcode >= 0 ? postcode + 1 : lines.Count > 0 && lines[0].Words.Count <= 3 && lines[0].Pieces.Exists(p => p.IsName) ? 1 : 0).ToList()
                .ForEach(line => cover.Add(line, IdentifierKind.Address, Reason));
        }
    }

    private static void Within(ScreenCover cover, ScreenField field)
    {
        for (var at = 0; at < field.Words.Count; at++)
        {
            var kind = cover.KindOf(field.Words[at].Index);
            if (kind == IdentifierKind.Postcode && (at == 0 || cover.KindOf(field.Words[at - 1].Index) != IdentifierKind.Postcode))
            {
                Backwards(cover, field, at);
            }
            else if (kind == IdentifierKind.Address && at + 1 < field.Words.Count && cover.KindOf(field.Words[at + 1].Index) is null)
            {
                Forwards(cover, field, at);
            }
        }
    }

    // "12 Lower Marsh, Leeds LS1 4AB": capitals and figures back to the house number; nothing when a word in small letters comes first
    private static void Backwards(ScreenCover cover, ScreenField field, int postcode)
    {
        var from = postcode;
        while (from > 0 && postcode - from < MostWords && IsPart(field.Words[from - 1].Word.Text) && !field.Words[from - 1].Word.Text.EndsWith(':'))
        {
            from--;
            if (char.IsAsciiDigit(field.Words[from].Word.Text[0]))
            {
                break;
            }
        }

        var numbered = from < postcode && char.IsAsciiDigit(field.Words[from].Word.Text[0]);
        for (var at = postcode - 1; at >= from; at--)
        {
            var text = field.Words[at].Word.Text;
            if (!numbered && ScreenNames.IsInterfaceWord(ScreenNames.Bare(text)))
            {
                break;
            }

            cover.Add(new(field.Words[at].Index, IdentifierKind.Address, Reason));
        }
    }

    // "12 High Street, Leeds": what follows the comma
    private static void Forwards(ScreenCover cover, ScreenField field, int last)
    {
        var comma = field.Words[last].Word.Text.EndsWith(',');
        for (var at = last + 1; at < field.Words.Count && at - last <= 3 && (comma || at > last + 1); at++)
        {
            var text = field.Words[at].Word.Text;
            if (!char.IsUpper(text[0]) || ScreenNames.IsInterfaceWord(ScreenNames.Bare(text)))
            {
                break;
            }

            cover.Add(new(field.Words[at].Index, IdentifierKind.Address, Reason));
            if (text[^1] is '.' or ';')
            {
                break;
            }
        }
    }

    private static bool IsPart(string word) => char.IsUpper(word[0]) || (char.IsAsciiDigit(word[0]) && word.Length <= 5 && !word.Contains(':', StringComparison.Ordinal));

    private static bool IsLine(ScreenField field) =>
        field.Words.Count <= 5 && ScreenLabels.KindOf(field) is null && field.Text[^1] != ':' && (char.IsUpper(field.Text[0]) || char.IsAsciiDigit(field.Text[0]) || field.Text.Any(char.IsAsciiDigit))
        && !ScreenNames.IsCaption(field.Text);

    private static ScreenField? Below(ScreenCover cover, ScreenField above) =>
        cover.Fields.FirstOrDefault(f => f != above && Math.Abs(f.Left - above.Left) <= above.Height && f.Top > above.Top + (above.Height / 2) && f.Top - above.Bottom <= above.Height);
}
