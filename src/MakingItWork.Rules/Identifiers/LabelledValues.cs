using System.Text.RegularExpressions;

namespace MakingItWork.Rules.Identifiers;

/// <summary>Values that stand after a label: "DOB 12/03/1950", "Patient: John SMITH", "MRN 123456".</summary>
internal static class LabelledValues
{
    private static readonly Regex NotAPostalAddress = Pattern.AnyCase("(?:mail|ip|web|mac|url)[ \\t-]*$");

    /// <param name="text">One line or several.</param>
    /// <param name="onScreen">On a screen a label at the start of a field needs no colon.</param>
    public static IEnumerable<Candidate> Find(string text, bool onScreen)
    {
        foreach (var (label, index, width) in FieldLabel.In(text))
        {
            var words = text.Substring(index, width);
            var at = index + width;
            if ((at < text.Length && char.IsLetter(text[at])) || IsAnotherField(text, index, words, label))
            {
                continue;
            }

            var start = AfterSeparator(text, at, label.Kind, out var colon);
            if (label.NeedsColon && !colon && !(onScreen && StartsField(text, index)))
            {
                continue;
            }

            var length = FieldValue.Length(label.Kind, text.AsSpan(start), colon, smallLetters: colon && IsNameOnly(words));
            if (length > 0)
            {
                yield return new(start, length, label.Kind, Reason(label.Kind), Candidate.Labelled);
            }
        }
    }

    public static string Reason(IdentifierKind kind) => kind switch
    {
        IdentifierKind.NhsNumber => "Follows a label for an NHS number.",
        IdentifierKind.DateOfBirth => "A date beside a label for a date of birth.",
        IdentifierKind.PhoneNumber => "Follows a label for a telephone number.",
        IdentifierKind.EmailAddress => "Follows a label for an e-mail address.",
        IdentifierKind.Postcode => "Follows a label for a postcode.",
        IdentifierKind.PersonName => "Follows a label for a person's name.",
        IdentifierKind.HospitalNumber => "Follows a label for a record number.",
        _ => "Follows a label for an address.",
    };

    // "Drug name:", "IP address:" are labels of something else
    private static bool IsAnotherField(string text, int index, string words, FieldLabel label)
    {
        var before = text.AsSpan(Math.Max(0, index - 12), Math.Min(12, index));
        return label.NeedsColon && label.Kind switch
        {
            IdentifierKind.Address => NotAPostalAddress.IsMatch(before),
            IdentifierKind.PersonName when words.EndsWith("name", StringComparison.OrdinalIgnoreCase) =>
                before.Length > 1 && before[^1] == ' ' && char.IsLetter(before[^2]),
            _ => false,
        };
    }

    private static bool StartsField(string text, int at) =>
        at == 0 || text[at - 1] == '\n' || (at > 1 && text[at - 1] == ' ' && text[at - 2] is ' ' or IdentifierFinder.Covered);

    private static bool IsNameOnly(ReadOnlySpan<char> label) =>
        label.Contains("name", StringComparison.OrdinalIgnoreCase) || label.EndsWith("kin", StringComparison.OrdinalIgnoreCase) || label.EndsWith("as", StringComparison.OrdinalIgnoreCase);

    private static int AfterSeparator(string text, int at, IdentifierKind kind, out bool colon)
    {
        colon = false;
        var sameLine = kind is IdentifierKind.PersonName or IdentifierKind.Address;
        at = SkipBlanks(text, at, sameLine);
        while (at < text.Length && text[at] is ':' or '=' or '#' or '-' or '–' or '—' or '?')
        {
            colon |= text[at] is ':' or '=' or '?';
            at++;
        }

        at = SkipBlanks(text, at, sameLine);
        foreach (var verb in (ReadOnlySpan<string>)["is ", "was ", "in "])
        {
            if (text.AsSpan(at).StartsWith(verb, StringComparison.OrdinalIgnoreCase))
            {
                return SkipBlanks(text, at + verb.Length, sameLine);
            }
        }

        return at;
    }

    private static int SkipBlanks(string text, int at, bool sameLine)
    {
        var most = at + 6;
        while (at < text.Length && at < most && (text[at] is ' ' or '\t' or '.' or ')' || (!sameLine && text[at] is '\n' or '\r')))
        {
            at++;
        }

        return at;
    }
}
