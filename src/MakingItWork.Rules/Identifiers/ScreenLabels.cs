namespace MakingItWork.Rules.Identifiers;

/// <summary>Values that stand in a field of their own, to the right of a label or below it, as in forms and lists.</summary>
internal static class ScreenLabels
{
    private const double FarthestRight = 25;
    private const double FarthestBelow = 3.5;

    public static IEnumerable<CoveredWord> Covered(IReadOnlyList<ScreenField> fields)
    {
        foreach (var label in fields)
        {
            if (KindOf(label) is not { } kind)
            {
                continue;
            }

            var right = fields.Where(f => f.Left >= label.Right && f.SameRow(label) && f.Left - label.Right <= FarthestRight * label.Height).MinBy(f => f.Left);
            var first = right is not null && IsValue(right, kind, first: true) ? right : Below(fields, label);
            for (var value = first; value is not null && IsValue(value, kind, value == first); value = Below(fields, value))
            {
                foreach (var (index, _) in value.Words)
                {
                    yield return new(index, kind, LabelledValues.Reason(kind));
                }

                // one value to the right of a label; an address and the cells of a list go on downwards
                if (value == right && kind != IdentifierKind.Address)
                {
                    break;
                }
            }
        }
    }

    private static ScreenField? Below(IReadOnlyList<ScreenField> fields, ScreenField above) =>
        fields.Where(f => f != above && f.Top >= above.Bottom - (above.Height / 3) && f.Top - above.Bottom <= FarthestBelow * above.Height && f.SameColumn(above))
            .MinBy(f => (f.Top, Math.Abs(f.Left - above.Left)));

    // a field that holds a label and nothing after it
    private static IdentifierKind? KindOf(ScreenField field)
    {
        foreach (var label in FieldLabel.All)
        {
            var match = label.Words.Match(field.Text);
            if (match is { Success: true, Index: 0 } && field.Text.AsSpan(match.Length).TrimStart(" .:#*=-)").IsEmpty)
            {
                return label.Kind;
            }
        }

        return null;
    }

    private static bool IsValue(ScreenField field, IdentifierKind kind, bool first)
    {
        var text = field.Text;
        var digits = Pattern.Digits(text);
        return KindOf(field) is null && kind switch
        {
            IdentifierKind.NhsNumber => Pattern.DigitsLike(text) >= 8 && digits >= 6,
            IdentifierKind.DateOfBirth => DateShapes.LengthAtStart(text) > 0 || (digits >= 4 && Pattern.DigitsLike(text) >= 6),
            IdentifierKind.PhoneNumber => digits >= 6,
            IdentifierKind.HospitalNumber => digits >= 4 && field.Words.Count <= 3,
            IdentifierKind.EmailAddress => text.Contains('@') || (field.Words.Count == 1 && text.Contains('.')),
            IdentifierKind.Postcode => text.Length is >= 5 and <= 9 && digits > 0,
            IdentifierKind.Address => digits > 0 || IsName(field),
            _ => IsName(field) && digits <= 2 && (first || NameReader.NameLength(text, smallLetters: false) > text.IndexOf(' ') && text.Contains(' ')),
        };
    }

    private static bool IsName(ScreenField field)
    {
        var word = field.Text.AsSpan(0, NameReader.WordLength(field.Text));
        return field.Words.Count <= 6 && word.Length > 0 && (!OrdinaryWords.Contains(word.ToString()) || IsTitle(word));
    }

    private static bool IsTitle(ReadOnlySpan<char> word) => word is "Dr" or "DR" or "Sister" or "Nurse";
}
