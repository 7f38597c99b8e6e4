namespace MakingItWork.Rules.Identifiers;

/// <summary>Names told by where they stand: over, under or before an NHS number or a date of birth.</summary>
internal static class ScreenNeighbours
{
    private const double Nearest = 2;
    private const string Reason = "A name beside an NHS number or a date of birth.";

    public static void Cover(ScreenCover cover)
    {
        foreach (var row in cover.Rows)
        {
            foreach (var anchor in row.Where(f => cover.Has(f, IdentifierKind.NhsNumber) || cover.Has(f, IdentifierKind.DateOfBirth)))
            {
                // to the left, and in the lines that begin where the value begins or where its label does
                var label = LabelOf(row, anchor);
                foreach (var field in Stacked(cover, anchor).Concat(Stacked(cover, label)).Append(label))
                {
                    if (field != anchor && field.LabelKind is null && field.Text[^1] != ':')
                    {
                        CoverName(cover, field, over: field.Top < anchor.Bottom);
                    }
                }
            }
        }

        // "Appleyard-" at the end of a line goes on below
        foreach (var name in cover.Fields.Where(f => cover.Has(f, IdentifierKind.PersonName) && f.Text[^1] == '-').ToList())
        {
            if (Stacked(cover, name).Where(f => f.Top > name.Top).MinBy(f => f.Top) is { } rest && ScreenNames.IsNameLike(rest.Text))
            {
                cover.Add(rest, IdentifierKind.PersonName, "The rest of a name.");
            }
        }
    }

    // one word alone stands over a number or before it, hardly ever under it; one of two may be an ordinary word ("Xanthe Page")
    private static void CoverName(ScreenCover cover, ScreenField field, bool over)
    {
        var pieces = field.Pieces;
        var names = pieces.Count(p => p.IsName || p.Form == NameForm.Perhaps);
        var ordinary = pieces.Count(p => p.Form == NameForm.Ordinary);
        if (names == 0 || pieces.Exists(p => p.Form == NameForm.Other) || pieces.Count > 6 || ScreenNames.IsPlace(pieces[^1].Text) || (names == 1 && ordinary == 0 && !over))
        {
            return;
        }

        foreach (var piece in pieces.Where(p => p.Form != NameForm.Ordinary || (ordinary == 1 && names == 1 && pieces[0].IsName) || (p.IsUpper && p.Comma)))
        {
            cover.Add(new(field.Words[piece.Word].Index, IdentifierKind.PersonName, Reason));
        }
    }

    private static ScreenField LabelOf(IReadOnlyList<ScreenField> row, ScreenField value) =>
        row.LastOrDefault(f => f.Right <= value.Left) ?? value;

    private static IEnumerable<ScreenField> Stacked(ScreenCover cover, ScreenField anchor) =>
        cover.Fields.Where(f => Math.Abs(f.Left - anchor.Left) <= anchor.Height && !f.SameRow(anchor)
            && Math.Max(anchor.Top - f.Bottom, f.Top - anchor.Bottom) <= Nearest * anchor.Height);
}
