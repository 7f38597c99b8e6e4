using System.Text.RegularExpressions;

namespace MakingItWork.Rules.Identifiers;

/// <summary>Dates in the forms that clinical screens and people use. A date alone identifies nobody; beside a label or an age it does.</summary>
internal static class DateShapes
{
    private const string D = "[0-9OoIl|]";
    private const string Gap = "[ \\t]?[-/.,\\u2013 ][ \\t]?";
    private const string LooseGap = "[-/.,\\u2013 \\t]{0,3}";
    private const string Month =
        "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|ju[l1]y?|aug(?:ust)?|sept?(?:ember)?|[o0]ct(?:[o0]ber)?|n[o0]v(?:ember)?|dec(?:ember)?)";

    private const string Day = $"{D}{{1,2}}(?:st|nd|rd|th)?";
    private const string Year = $"'?(?:{D}{{4}}|{D}{{2}})";

    private const string FullDate =
        $"(?:{D}{{4}}{Gap}{D}{{1,2}}{Gap}{D}{{1,2}}|{D}{{1,2}}{Gap}{D}{{1,2}}{Gap}{Year}|{Day}{LooseGap}(?:of )?{Month}{LooseGap}{Year}|{Month}{LooseGap}{Day}{LooseGap}{D}{{4}})";

    private const string Age = "[ \\t]*[(\\[][ \\t]*(?:aged?[ \\t]*)?[0-9OoIl]{1,3}[ \\t]*(?:y|m|w|d)[^)\\]\\n]{0,14}[)\\]]?|,?[ \\t]*(?:aged?[ \\t]*[0-9]{1,3}|[0-9]{1,3}[ ]?y(?:r|rs|o|ears?)?)\\b";

    // a label makes parts of a date telling too: month and year, or a year alone
    private static readonly Regex AtStart = Pattern.AnyCase(
        $"^(?:{FullDate}(?:{Age})?|{Day}{LooseGap}(?:of )?{Month}|{Month}{LooseGap}{D}{{4}}|{D}{{8}}|(?:19|20|l9|I9|2O){D}{{2}})");

    private static readonly Regex WithAge = Pattern.AnyCase($"{FullDate}(?:{Age})");

    public static int LengthAtStart(ReadOnlySpan<char> text)
    {
        foreach (var match in AtStart.EnumerateMatches(text))
        {
            return Pattern.Digits(text.Slice(match.Index, match.Length)) >= 1 ? match.Length : 0;
        }

        return 0;
    }

    public static IEnumerable<Candidate> Find(string text)
    {
        foreach (Match match in WithAge.Matches(text))
        {
            // "(3 years ago)" dates an event
            if (match.Value.Contains("ago", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            yield return new(match.Index, match.Length, IdentifierKind.DateOfBirth, "A date followed by an age.", Candidate.StrongShape);
        }
    }
}
