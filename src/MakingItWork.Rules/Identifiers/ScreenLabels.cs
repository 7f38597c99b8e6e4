using System.Text.RegularExpressions;

namespace MakingItWork.Rules.Identifiers;

/// <summary>Values that stand in a field of their own, to the right of a label or below it, as in forms and lists.</summary>
internal static class ScreenLabels
{
    private const double FarthestRight = 25;
    private const double FarthestBelow = 3.5;
    private const int MostHints = 2;

    // "What is your child's date of birth?", "Postcode (optional)"
    private static readonly Regex Lead = Pattern.AnyCase(
        "^(?:(?:what is|what was|enter) )?(?:your |the |their |this )?(?:(?:child|patient|participant|person|pupil|student|parent|guardian|client|employee|staff)(?:'s|’s)? )?");

    private static readonly Regex Tail = Pattern.AnyCase("^[ .:#*=)?\\-]*(?:\\((?:optional|required|if known|home|work|day|evening|mobile|h|w|m|s)\\))?[ .:#*=)?\\-▲▼↑↓]*$");

    private static readonly Regex Wrapped = Pattern.AnyCase("(?:date|date of|nhs|hospital|patient|first|last|full|family|given|home|post|e-?mail|telephone|phone|mobile)$");

    private static readonly Regex Product = Pattern.AnyCase("\\b(?:batch(?:es)?|strength|formulation|manufacturer|stock|expiry|pack size|quantity)\\b");

    private static readonly Regex Hint = Pattern.AnyCase(
        "^(?:for example|e\\.?g\\.?\\b|example|for instance|enter|must |this |use |as (?:it|shown|they)|it is|you |your |do not|include|please|if |up to|dd|mm|yyyy|[0-9]+ (?:digit|char)|optional|required|we )");

    public static IEnumerable<CoveredWord> Covered(IReadOnlyList<ScreenField> fields)
    {
        foreach (var label in fields)
        {
            if ((KindOf(label) ?? WrappedKind(fields, label)) is not { } kind || (kind == IdentifierKind.PersonName && IsProductList(fields, label)))
            {
                continue;
            }

            var right = fields.Where(f => f.Left >= label.Right && f.SameRow(label) && f.Left - label.Right <= FarthestRight * label.Height).MinBy(f => f.Left);
            var first = right is not null && IsValue(right, kind, first: true) ? right : BelowHints(fields, label);
            for (var value = first; value is not null && IsValue(value, kind, value == first); value = Below(fields, value))
            {
                // the value of the next label beside it
                if (first == right && value != first && fields.Any(f => f != label && f.SameRow(value) && Math.Abs(f.Left - label.Left) <= label.Height))
                {
                    break;
                }

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

    /// <summary>The kind of value that a field asks for when it holds a label and nothing after it.</summary>
    public static IdentifierKind? KindOf(ScreenField field) => field.LabelKind;

    internal static IdentifierKind? ReadKind(ScreenField field)
    {
        // a label is short
        if (field.Words.Count > 9)
        {
            return null;
        }

        var lead = Lead.Match(field.Text).Length;
        return KindOf(field.Text, 0) ?? (lead > 0 ? KindOf(field.Text, lead) : null);
    }

    /// <summary>True when the headings beside a "Name" show that the list is one of products, not of people.</summary>
    public static bool IsProductList(IEnumerable<ScreenField> fields, ScreenField label) =>
        label.Text.StartsWith("name", StringComparison.OrdinalIgnoreCase) && fields.Any(f => f.SameRow(label) && Product.IsMatch(f.Text));

    // "Date of" over "birth"
    private static IdentifierKind? WrappedKind(IReadOnlyList<ScreenField> fields, ScreenField first)
    {
        if (first.Words.Count > 3 || !Wrapped.IsMatch(first.Text))
        {
            return null;
        }

        var second = fields.FirstOrDefault(f => f != first && Math.Abs(f.Left - first.Left) <= first.Height && f.Top > first.Top && f.Top - first.Bottom <= first.Height);
        return second is null ? null : KindOf($"{first.Text} {second.Text}", Lead.Match(first.Text).Length);
    }

    private static IdentifierKind? KindOf(string text, int start)
    {
        foreach (var (label, length) in FieldLabel.At(text, start))
        {
            if (Tail.IsMatch(text.AsSpan(start + length)))
            {
                return label.Kind;
            }
        }

        return null;
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

    private static bool IsValue(ScreenField field, IdentifierKind kind, bool first)
    {
        var text = field.Text;
        var digits = Pattern.Digits(text);
        return KindOf(field) is null && !Hint.IsMatch(text) && kind switch
        {
            IdentifierKind.NhsNumber => Pattern.DigitsLike(text) >= 8 && digits >= 6,
            IdentifierKind.DateOfBirth => DateShapes.LengthAtStart(text) > 0 || (digits >= 4 && Pattern.DigitsLike(text) >= 6 && text.Count(char.IsLetter) <= 5),
            IdentifierKind.PhoneNumber => digits >= 6,
            IdentifierKind.HospitalNumber => digits >= 4 && field.Words.Count <= 3,
            IdentifierKind.EmailAddress => text.Contains('@') || (field.Words.Count == 1 && text.Contains('.')),
            IdentifierKind.Postcode => text.Length is >= 5 and <= 9 && digits > 0,
            IdentifierKind.Address => !text.StartsWith("address", StringComparison.OrdinalIgnoreCase) && (digits > 0 || IsName(field) || text.StartsWith("The ", StringComparison.OrdinalIgnoreCase)),
            _ => IsName(field) && ((field.Words.Count > 1 && digits == 0) || !ScreenNames.IsCaption(text)) && digits <= 2 && (first || NameReader.NameLength(text, smallLetters: false) > text.IndexOf(' ') && text.Contains(' ')),
        };
    }

    private static bool IsName(ScreenField field)
    {
        var word = field.Text.AsSpan(0, NameReader.WordLength(field.Text));
        return field.Words.Count <= 6 && word.Length > 0 && field.Text[^1] != ':' && (!OrdinaryWords.Contains(word.ToString()) || IsTitle(word)) && !HasSmallCaptionWord(field);
    }

    // "Edited data": words in small letters after a capital that are no part of a name
    private static bool HasSmallCaptionWord(ScreenField field) =>
        field.Words.Any(w => char.IsLower(w.Word.Text[0]) && !NameReader.IsParticle(w.Word.Text) && ScreenNames.IsInterfaceWord(w.Word.Text));

    private static bool IsTitle(ReadOnlySpan<char> word) => word is "Dr" or "DR" or "Sister" or "Nurse";
}
