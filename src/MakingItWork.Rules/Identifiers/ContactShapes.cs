using System.Text.RegularExpressions;

namespace MakingItWork.Rules.Identifiers;

/// <summary>E-mail addresses and telephone numbers told by their shape alone.</summary>
internal static class ContactShapes
{
    private static readonly Regex Email = Pattern.AnyCase("[\\p{L}\\p{Nd}._%+'\\-]+[ \\t]?@[ \\t]?[\\p{L}\\p{Nd}\\-]+(?:\\.[\\p{L}\\p{Nd}\\-]+)+");

    private static readonly Regex UkPhone = Pattern.ExactCase(
        "(?:\\+[ ]?44|0044|\\(?[0Oo])[ \\-.]?(?:\\(0\\))?[ (]{0,2}[1-35789Il](?:[ \\-.()]{0,2}[0-9OoIl]){8,9}");

    private static readonly Regex Abroad = Pattern.ExactCase("\\+[1-9](?:[ \\-.()]{0,2}[0-9]){8,13}");

    // "ring 496 0123", "call the daughter on 0113 496 0123"
    private static readonly Regex Calling = Pattern.AnyCase("\\b(?:call|ring|rang|phone|telephone|text|contact|reach|dial)(?:ed|ing)?(?: [a-z']+){0,4}(?: on| at)? (?:\\+?[0-9(])");

    public static IEnumerable<Candidate> Mails(string text)
    {
        foreach (Match match in Email.Matches(text))
        {
            yield return new(match.Index, match.Length, IdentifierKind.EmailAddress, "The shape of an e-mail address.", Candidate.Labelled);
        }
    }

    public static IEnumerable<Candidate> Phones(string text)
    {
        foreach (var match in Pattern.FreeMatches(UkPhone, text))
        {
            if (Pattern.Digits(match.ValueSpan) >= 8 && !EndsANumber(text, match.Index) && !LooksLikeDateAndTime(match.ValueSpan))
            {
                yield return new(match.Index, match.Length, IdentifierKind.PhoneNumber, "The shape of a UK telephone number.", Candidate.StrongShape);
            }
        }

        foreach (Match match in Calling.Matches(text))
        {
            var start = match.Index + match.Length - (text[match.Index + match.Length - 2] == '+' ? 2 : 1);
            if (FieldValue.Length(IdentifierKind.PhoneNumber, text.AsSpan(start), colon: false, smallLetters: false) is var length and > 0)
            {
                yield return new(start, length, IdentifierKind.PhoneNumber, "A number that somebody is to call.", Candidate.Shape);
            }
        }

        foreach (var match in Pattern.FreeMatches(Abroad, text))
        {
            yield return new(match.Index, match.Length, IdentifierKind.PhoneNumber, "The shape of an international telephone number.", Candidate.StrongShape);
        }
    }

    // "4.0 9.8 2026": the nought belongs to the number before
    private static bool EndsANumber(string text, int at) => at > 1 && text[at - 1] is '.' or '-' or '/' or ',' && char.IsAsciiDigit(text[at - 2]);

    // "01-02-2026 10" has the digits of a telephone number; telephone numbers never begin with two pairs
    private static bool LooksLikeDateAndTime(ReadOnlySpan<char> text)
    {
        int group = 0, run = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                run++;
            }
            else if (run > 0)
            {
                if (run != 2 || c is '(' or ')')
                {
                    return false;
                }

                if (++group == 2)
                {
                    return text[0] != '+';
                }

                run = 0;
            }
        }

        return false;
    }
}
