namespace MakingItWork.Rules.Identifiers;

/// <summary>Names told by where they stand: by an NHS number or a date of birth, or in one column with names already found.</summary>
internal static class ScreenNeighbours
{
    private const double FarthestAbove = 3;

    public static void Cover(ScreenCover cover, IReadOnlyList<IReadOnlyList<ScreenField>> rows)
    {
        foreach (var row in rows)
        {
            foreach (var anchor in row.Where(f => cover.Has(f, IdentifierKind.NhsNumber) || cover.Has(f, IdentifierKind.DateOfBirth)))
            {
                // in the row itself, and in the lines above and below it that begin where the value or its row begins
                foreach (var field in row.Concat(Stacked(cover, anchor)).Concat(Stacked(cover, row[0])).Where(f => f != anchor && ScreenNames.IsFullName(f.Text)))
                {
                    cover.Add(field, IdentifierKind.PersonName, "A name beside an NHS number or a date of birth.");
                }
            }
        }

        foreach (var name in cover.Fields.Where(f => cover.Has(f, IdentifierKind.PersonName) && ScreenNames.IsFullName(f.Text)).ToList())
        {
            cover.Add(name, IdentifierKind.PersonName, "The rest of a name.");
            foreach (var peer in cover.Fields.Where(f => f != name && IsPeer(f, name) && ScreenNames.IsFullName(f.Text)))
            {
                cover.Add(peer, IdentifierKind.PersonName, "In one column with other names.");
            }
        }

        // "Appleyard-" at the end of a line goes on below
        foreach (var name in cover.Fields.Where(f => cover.Has(f, IdentifierKind.PersonName) && f.Text[^1] == '-').ToList())
        {
            var rest = Stacked(cover, name).FirstOrDefault(f => f.Top > name.Top);
            if (rest is not null && ScreenNames.IsNameLike(rest.Text))
            {
                cover.Add(rest, IdentifierKind.PersonName, "The rest of a name.");
            }
        }
    }

    private static IEnumerable<ScreenField> Stacked(ScreenCover cover, ScreenField anchor) =>
        cover.Fields.Where(f => Math.Abs(f.Left - anchor.Left) <= anchor.Height && !f.SameRow(anchor)
            && Math.Max(anchor.Top - f.Bottom, f.Top - anchor.Bottom) <= FarthestAbove * anchor.Height);

    private static bool IsPeer(ScreenField field, ScreenField name) =>
        Math.Abs(field.Left - name.Left) <= 0.6 * name.Height && Math.Abs(field.Height - name.Height) <= 0.4 * name.Height;
}
