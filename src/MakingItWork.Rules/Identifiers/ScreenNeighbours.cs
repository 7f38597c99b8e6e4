namespace MakingItWork.Rules.Identifiers;

/// <summary>Names told by their form in a field of their own, or by where they stand: over or under an NHS number or a date of birth.</summary>
internal static class ScreenNeighbours
{
    private const double Nearest = 2;

    public static void Cover(ScreenCover cover, IReadOnlyList<IReadOnlyList<ScreenField>> rows)
    {
        foreach (var row in rows)
        {
            foreach (var anchor in row.Where(f => cover.Has(f, IdentifierKind.NhsNumber) || cover.Has(f, IdentifierKind.DateOfBirth)))
            {
                // to the left, and in the lines that begin where the value begins or where its label does
                var label = LabelOf(row, anchor);
                foreach (var field in Stacked(cover, anchor).Concat(Stacked(cover, label)).Append(label).Where(f => f != anchor && IsName(f, anchor)))
                {
                    cover.Add(field, IdentifierKind.PersonName, "A name beside an NHS number or a date of birth.");
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

    // one word alone stands over a number or before it, hardly ever under it; a label is none
    private static bool IsName(ScreenField field, ScreenField anchor) =>
        field.LabelKind is null && field.Text[^1] != ':'
        && (ScreenNames.IsFullName(field.Text) || (ScreenNames.IsLikelyName(field.Text) && !ScreenNameRuns.LeadsIn(field)) || (ScreenNames.IsCapitalName(field.Text) && field.Top < anchor.Bottom));

    private static ScreenField LabelOf(IReadOnlyList<ScreenField> row, ScreenField value) =>
        row.LastOrDefault(f => f.Right <= value.Left) ?? value;

    private static IEnumerable<ScreenField> Stacked(ScreenCover cover, ScreenField anchor) =>
        cover.Fields.Where(f => Math.Abs(f.Left - anchor.Left) <= anchor.Height && !f.SameRow(anchor)
            && Math.Max(anchor.Top - f.Bottom, f.Top - anchor.Bottom) <= Nearest * anchor.Height);
}
