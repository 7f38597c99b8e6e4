using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace MakingItWork.Rules.Identifiers;

/// <summary>
/// UK postcodes. Shape and letters from the Royal Mail programmers' guide: the last two letters are never C, I, K, M, O or V,
/// and the first one or two letters are one of 124 areas.
/// </summary>
internal static class Postcodes
{
    private static readonly FrozenSet<string> Areas = WordList.Load("Identifiers.postcode-areas.txt");

    private static readonly Regex Shape =
        Pattern.AnyCase("([a-z]{1,2})[0-9][0-9a-z]?[ \\t]{0,2}[0-9]([abd-hjlnp-uw-z]{2})|gir ?0aa");

    // capitals of which one or two were misread: "0X9 2YT", "EH7 SEL", "LSI 4AB"
    private static readonly Regex Misread = Pattern.ExactCase("([A-Z01568]{1,2})([0-9OISBZl][0-9A-Z]?)[ \\t]{0,2}([0-9OISBZl])([A-Z0158]{2})");

    public static IEnumerable<Candidate> Find(string text)
    {
        foreach (var match in Pattern.FreeMatches(Shape, text))
        {
            var area = match.Groups[1];
            if (!area.Success || ((Areas.Contains(area.Value) || IsTwoCapitalsAndSpace(match.Value)) && !IsUnitOrOrdinal(match.Groups[2].Value)))
            {
                yield return new(match.Index, match.Length, IdentifierKind.Postcode, "The shape of a UK postcode.", Candidate.StrongShape);
            }
        }

        foreach (var match in Pattern.FreeMatches(Misread, text))
        {
            if (IsMisread(match))
            {
                yield return new(match.Index, match.Length, IdentifierKind.Postcode, "The shape of a UK postcode with a misread character.", Candidate.Shape);
            }
        }
    }

    private static bool IsMisread(Match match)
    {
        string area = match.Groups[1].Value, district = match.Groups[2].Value, sector = match.Groups[3].Value, unit = match.Groups[4].Value;
        var changed = area.Count(char.IsAsciiDigit) + (char.IsAsciiDigit(district[0]) ? 0 : 1) + (char.IsAsciiDigit(sector[0]) ? 0 : 1) + unit.Count(char.IsAsciiDigit);
        return changed >= 1 && changed <= (match.Value.Contains(' ') ? 2 : 1) && unit.Count(char.IsAsciiDigit) <= 1 && Pattern.Digits(district) + Pattern.Digits(sector) > 0 && !unit.Any(c => c is 'C' or 'I' or 'K' or 'M' or 'O' or 'V')
            && (Areas.Contains(Letters(area, 'I')) || Areas.Contains(Letters(area, 'L')));
    }

    private static string Letters(string area, char one) => string.Concat(area.Select(c => c switch { '0' => 'O', '1' => one, '5' => 'S', '6' => 'G', '8' => 'B', _ => c }));

    // invented areas of practice data, such as "AA3 1AB", look like the real thing to everyone else
    private static bool IsTwoCapitalsAndSpace(string code) => code.Contains(' ') && char.IsAsciiLetterUpper(code[0]) && char.IsAsciiLetterUpper(code[1]);

    // "B12 5ug", "L4 5th", "S2 1st": small letters after the digit are a unit or an ordinal far more often than a postcode
    private static bool IsUnitOrOrdinal(string letters) =>
        letters is "ug" or "st" or "nd" or "rd" or "th" or "hr" or "bd" or "qd" or "wk" or "pt";
}
