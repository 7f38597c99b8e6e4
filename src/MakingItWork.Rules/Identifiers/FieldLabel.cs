namespace MakingItWork.Rules.Identifiers;

/// <summary>A label after which a value of one kind stands, on a screen or in a sentence.</summary>
/// <param name="Kind">What the value is.</param>
/// <param name="NeedsColon">The word is so common in sentences that only "label:" or "label =" counts.</param>
internal sealed record FieldLabel(IdentifierKind Kind, bool NeedsColon)
{
    // "signed by", "ordered by": whoever did it
    private static readonly FieldLabel DoneBy = new(IdentifierKind.PersonName, true);
    private static readonly FieldLabel GluedNhs = new(IdentifierKind.NhsNumber, false);
    private static readonly FieldLabel GluedBirth = new(IdentifierKind.DateOfBirth, false);
    private static readonly HashSet<string> Done = new(StringComparer.OrdinalIgnoreCase) { "seen", "taken", "given", "written", "sent", "made", "done", "drawn" };
    private static readonly LabelNode Root = LabelNode.Load();

    /// <summary>The labels that begin at this place, each with the length of its words.</summary>
    public static IReadOnlyList<(FieldLabel Label, int Length)> At(string text, int at)
    {
        List<(FieldLabel, int)>? found = null;
        Root.Match(text, at, at, ref found);
        if (DoneByLength(text, at) is var length and > 0)
        {
            (found ??= []).Add((DoneBy, length));
        }

        return found ?? (IReadOnlyList<(FieldLabel, int)>)[];
    }

    /// <summary>Every label in a text: at the start of words, and the most telling ones glued to the word before ("JohnBorn12-Mar-1950").</summary>
    public static IEnumerable<(FieldLabel Label, int Start, int Length)> In(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsLetter(text[at]))
            {
                continue;
            }

            if (at == 0 || !(char.IsLetterOrDigit(text[at - 1]) || text[at - 1] == '_'))
            {
                foreach (var (label, length) in At(text, at))
                {
                    yield return (label, at, length);
                }
            }
            else if (GluedAt(text, at) is { Length: > 0 } glued)
            {
                yield return (glued.Label, at, glued.Length);
            }
        }
    }

    private static (FieldLabel Label, int Length) GluedAt(string text, int at)
    {
        var rest = text.AsSpan(at);
        var afterSmall = !char.IsUpper(text[at - 1]);
        return rest.StartsWith("Born", StringComparison.Ordinal) ? (GluedBirth, 4)
            : afterSmall && rest.StartsWith("DOB", StringComparison.Ordinal) ? (GluedBirth, 3)
            : afterSmall && rest.StartsWith("NHSNumber", StringComparison.Ordinal) ? (GluedNhs, 9)
            : afterSmall && rest.StartsWith("NHSNo", StringComparison.Ordinal) ? (GluedNhs, 5)
            : afterSmall && rest.StartsWith("NHS", StringComparison.Ordinal) ? (GluedNhs, 3)
            : default;
    }

    private static int DoneByLength(string text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsLetter(text[end]))
        {
            end++;
        }

        var verb = text.AsSpan(at, end - at);
        return end + 3 <= text.Length && text[end] is ' ' or '\t' && text.AsSpan(end + 1, 2).Equals("by", StringComparison.OrdinalIgnoreCase)
            && (end + 3 == text.Length || !char.IsLetter(text[end + 3]))
            && ((verb.Length > 3 && verb.EndsWith("ed", StringComparison.OrdinalIgnoreCase)) || Done.Contains(verb.ToString())) ? end + 3 - at : 0;
    }
}
