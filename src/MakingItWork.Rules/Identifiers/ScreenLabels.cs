using System.Text.RegularExpressions;

namespace MakingItWork.Rules.Identifiers;

/// <summary>Tells which fields of a screen are labels, and of what.</summary>
internal static class ScreenLabels
{
    // "What is your child's date of birth?", "Postcode (optional)"
    private static readonly string[][] Leads =
    [
        ["what is ", "what was ", "enter "], ["your ", "the ", "their ", "this "],
        ["child's ", "child’s ", "child ", "patient's ", "patient’s ", "patient ", "participant ", "participant's ", "person's ", "person ", "pupil's ", "student's ", "parent's ", "parent’s ", "guardian's ", "client's ", "employee ", "staff "],
    ];

    private static readonly Regex Tail = Pattern.AnyCase("^[ .:#*=)?\\-]*(?:\\((?:optional|required|if known|home|work|day|evening|mobile|h|w|m|s)\\))?[ .:#*=)?\\-▲▼↑↓]*$");

    private static readonly HashSet<string> Wrapped = new(StringComparer.OrdinalIgnoreCase)
    {
        "date", "of", "nhs", "hospital", "patient", "first", "last", "full", "family", "given", "home", "post", "email", "e-mail", "telephone", "phone", "mobile", "hosp", "unit",
    };

    private static readonly Regex Product = Pattern.AnyCase("\\b(?:batch(?:es)?|strength|formulation|manufacturer|stock|expiry|pack size|quantity)\\b");

    /// <summary>The kind of value that a field asks for when it holds a label and nothing after it.</summary>
    public static IdentifierKind? KindOf(ScreenField field) => field.LabelKind;

    internal static IdentifierKind? ReadKind(ScreenField field)
    {
        // a label is short
        if (field.Words.Count > 9)
        {
            return null;
        }

        var lead = LeadLength(field.Text);
        return KindOf(field.Text, 0) ?? (lead > 0 ? KindOf(field.Text, lead) : null);
    }

    /// <summary>True when the headings beside a "Name" show that the list is one of products, not of people.</summary>
    public static bool IsProductList(IEnumerable<ScreenField> fields, ScreenField label) =>
        label.Text.StartsWith("name", StringComparison.OrdinalIgnoreCase) && fields.Any(f => f.SameRow(label) && Product.IsMatch(f.Text));

    // "Date of" over "birth"
    public static IdentifierKind? WrappedKind(IReadOnlyList<ScreenField> fields, ScreenField first)
    {
        if (first.Words.Count > 3 || !Wrapped.Contains(first.Words[^1].Word.Text))
        {
            return null;
        }

        var second = fields.FirstOrDefault(f => f != first && Math.Abs(f.Left - first.Left) <= first.Height && f.Top > first.Top && f.Top - first.Bottom <= first.Height);
        return second is null ? null : KindOf($"{first.Text} {second.Text}", LeadLength(first.Text));
    }

    private static int LeadLength(string text)
    {
        var at = 0;
        foreach (var words in Leads)
        {
            at += words.FirstOrDefault(word => text.AsSpan(at).StartsWith(word, StringComparison.OrdinalIgnoreCase))?.Length ?? 0;
        }

        return at;
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
}
