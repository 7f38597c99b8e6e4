using System.Text.RegularExpressions;

namespace MakingItWork.Rules.Identifiers;

/// <summary>Values that stand in a field of their own, to the right of a label or below it, as in forms and lists.</summary>
internal static class ScreenLabelValues
{
    private const double FarthestRight = 25;
    private const double RatherBelow = 10;
    private const double FarthestBelow = 3.5;
    private const double EndOfTable = 5;
    private const int LeastHeadings = 3;
    private const int MostHints = 2;

    private static readonly Regex Hint = Pattern.AnyCase(
        "^(?:for example|e\\.?g\\.?\\b|example|for instance|enter|must |this |use |as (?:it|shown|they)|it is|you |your |do not|include|please|if |up to|dd|mm|yyyy|[0-9]+ (?:digit|char)|optional|required|we )");

    public static IEnumerable<CoveredWord> Covered(ScreenCover cover)
    {
        foreach (var row in cover.Rows)
        {
            var headings = row.Count >= LeastHeadings && !row.Any(f => f.Text.AsSpan().ContainsAnyInRange('0', '9'));
            foreach (var label in row)
            {
                if ((label.LabelKind ?? ScreenLabels.WrappedKind(cover.Fields, label)) is not { } kind || (kind == IdentifierKind.PersonName && ScreenLabels.IsProductList(cover.Fields, label)))
                {
                    continue;
                }

                var right = row.FirstOrDefault(f => f.Left >= label.Right && f.Left - label.Right <= FarthestRight * label.Height) is { } near && IsValue(cover, near, kind, first: true) ? near : null;
                var values = right is null && headings && kind != IdentifierKind.PersonName ? Column(cover, row, label, kind) : Values(cover, label, kind, right);
                foreach (var (index, _) in values.SelectMany(value => value.Words))
                {
                    yield return new(index, kind, LabelledValues.Reason(kind));
                }
            }
        }
    }

    // every cell under the heading of a table, also after one that was read badly
    private static IEnumerable<ScreenField> Column(ScreenCover cover, IReadOnlyList<ScreenField> row, ScreenField heading, IdentifierKind kind)
    {
        var bottom = heading.Bottom;
        foreach (var cell in cover.Fields.Where(f => f.Top >= heading.Bottom - (heading.Height / 3) && ScreenColumns.InColumn(f, heading)).OrderBy(f => f.Top))
        {
            if (cell.Top - bottom > EndOfTable * heading.Height || cell.LabelKind is not null)
            {
                yield break;
            }

            bottom = Math.Max(bottom, cell.Bottom);
            if (IsValue(cover, cell, kind, first: true))
            {
                yield return Whole(cover, cell, kind);
            }
            else if (IsFragment(cell, kind) && IsInTable(cover, row, heading, cell))
            {
                yield return cell;
            }
        }
    }

    // "999-" over "000-0018", where the column is narrow
    private static bool IsFragment(ScreenField cell, IdentifierKind kind) =>
        kind is IdentifierKind.NhsNumber or IdentifierKind.DateOfBirth or IdentifierKind.HospitalNumber or IdentifierKind.PhoneNumber
        && Pattern.Digits(cell.Text) is >= 2 and <= 12 && cell.Text.Count(char.IsLetter) <= 3 && !cell.Text.AsSpan().ContainsAny(":%<>");

    // another field of its row stands under another heading; all that a page holds begins at the left, so the first does not count
    private static bool IsInTable(ScreenCover cover, IReadOnlyList<ScreenField> headings, ScreenField heading, ScreenField cell) =>
        cover.Fields.Any(f => f != cell && f.SameRow(cell) && headings.Skip(1).Any(h => h != heading && Math.Abs(h.Left - f.Left) <= f.Height / 2));

    private static IEnumerable<ScreenField> Values(ScreenCover cover, ScreenField label, IdentifierKind kind, ScreenField? right)
    {
        var below = BelowHints(cover.Fields, label);

        // under its label and close: what stands far to the right is another column of the form
        var close = right is not null && right.Left - label.Right > RatherBelow * label.Height && below is not null
            && below.Top - label.Bottom < label.Height && Math.Abs(below.Left - label.Left) <= label.Height && IsValue(cover, below, kind, first: true);
        var first = right is null || close ? below : right;
        for (var value = first; value is not null && IsValue(cover, value, kind, value == first); value = Below(cover.Fields, value))
        {
            // the value of the next label beside it
            if (first == right && value != first && cover.Fields.Any(f => f != label && f.SameRow(value) && Math.Abs(f.Left - label.Left) <= label.Height))
            {
                break;
            }

            yield return Whole(cover, value, kind);

            // one value to the right of a label; an address and the cells of a list go on downwards
            if (value == right && kind != IdentifierKind.Address)
            {
                break;
            }
        }
    }

    // between a label and its box there may be a line or two on how to fill it in
    private static ScreenField? BelowHints(IReadOnlyList<ScreenField> fields, ScreenField label)
    {
        var below = Below(fields, label);
        for (var hints = 0; below is not null && hints < MostHints && Hint.IsMatch(below.Text); hints++)
        {
            below = Below(fields, below);
        }

        return below;
    }

    private static ScreenField? Below(IReadOnlyList<ScreenField> fields, ScreenField above) =>
        fields.Where(f => f != above && f.Top >= above.Bottom - (above.Height / 3) && f.Top - above.Bottom <= FarthestBelow * above.Height && f.SameColumn(above))
            .MinBy(f => (f.Top, Math.Abs(f.Left - above.Left)));

    private static bool IsValue(ScreenCover cover, ScreenField field, IdentifierKind kind, bool first) =>
        field.LabelKind is null && !Hint.IsMatch(field.Text)
        && (ScreenValue.Is(field, kind, first) || (cover.Cells.TryGetValue(field, out var cell) && ScreenValue.Is(cell, kind, first)));

    // a value on several lines of its cell; a name goes on only when its first line says so
    private static ScreenField Whole(ScreenCover cover, ScreenField field, IdentifierKind kind) =>
        cover.Cells.TryGetValue(field, out var cell) && ScreenValue.Is(cell, kind, first: true)
        && (kind is not (IdentifierKind.PersonName or IdentifierKind.Address) || field.Text[^1] is ',' or '-' || !ScreenValue.Is(field, kind, first: true)) ? cell : field;
}
