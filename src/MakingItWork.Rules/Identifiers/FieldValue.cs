using System.Text.RegularExpressions;

namespace MakingItWork.Rules.Identifiers;

/// <summary>Measures the value of a kind that starts at the first character of a text; 0 when none does.</summary>
internal static class FieldValue
{
    private static readonly Regex Postcode = Pattern.AnyCase("^(?:[a-z]{1,2}[0-9oil][0-9a-z]?[ \\t]{0,2}[0-9oil][a-z]{2}|[0-9]{4,5}(?:-[0-9]{4})?)\\b");
    private static readonly Regex Record = Pattern.AnyCase("^(?:[a-z]{1,4}[ \\-]?)?[0-9][0-9a-z/\\-]*(?:[ ][0-9]{2,}\\b)*");
    private static readonly Regex Token = Pattern.AnyCase("^[^\\s\\uFFFC]+");

    public static int Length(IdentifierKind kind, ReadOnlySpan<char> text, bool colon, bool smallLetters) => kind switch
    {
        IdentifierKind.NhsNumber => NumberLength(text, least: 8, enough: 10),
        IdentifierKind.PhoneNumber => NumberLength(text, least: 6, enough: 11) is var length && DateShapes.LengthAtStart(text) >= Math.Max(1, length) ? 0 : length,
        IdentifierKind.DateOfBirth => DateShapes.LengthAtStart(text),
        IdentifierKind.HospitalNumber => RecordLength(text),
        IdentifierKind.Postcode => First(Postcode, text),
        IdentifierKind.EmailAddress => EmailLength(text, colon),
        IdentifierKind.PersonName => NameReader.NameLength(text, smallLetters),
        _ => AddressShapes.LengthAtStart(text),
    };

    private static int First(Regex pattern, ReadOnlySpan<char> text)
    {
        foreach (var match in pattern.EnumerateMatches(text))
        {
            return match.Length;
        }

        return 0;
    }

    // digits and what separates them, until a gap after enough digits
    private static int NumberLength(ReadOnlySpan<char> text, int least, int enough)
    {
        int end = 0, digits = 0;
        for (var at = 0; at < text.Length && digits < enough + 4; at++)
        {
            if (char.IsAsciiDigit(text[at]) || text[at] is 'O' or 'o' or 'I' or 'l' or '|')
            {
                digits++;
                end = at + 1;
            }
            else if (digits >= enough || text[at] is not (' ' or '-' or '.' or '(' or ')' or '+' or '\u00a0' or '–') || at - end > 2)
            {
                break;
            }
        }

        return digits >= least && Pattern.Digits(text[..end]) >= least - 2 ? end : 0;
    }

    private static int RecordLength(ReadOnlySpan<char> text)
    {
        var length = First(Record, text);
        return Pattern.Digits(text[..length]) >= 4 ? length : 0;
    }

    private static int EmailLength(ReadOnlySpan<char> text, bool colon)
    {
        var token = text[..First(Token, text)].TrimEnd(".,;:)");
        return token.Contains('@') || (colon && token.Contains('.') && token.Length > 4) ? token.Length : 0;
    }
}
