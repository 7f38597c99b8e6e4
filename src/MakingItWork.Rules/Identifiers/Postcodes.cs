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

    public static IEnumerable<Candidate> Find(string text)
    {
        foreach (Match match in Shape.Matches(text))
        {
            var area = match.Groups[1];
            if (Pattern.IsFree(text, match.Index, match.Index + match.Length)
                && (!area.Success || ((Areas.Contains(area.Value) || IsTwoCapitalsAndSpace(match.Value)) && !IsUnitOrOrdinal(match.Groups[2].Value))))
            {
                yield return new(match.Index, match.Length, IdentifierKind.Postcode, "The shape of a UK postcode.", Candidate.StrongShape);
            }
        }
    }

    // invented areas of practice data, such as "AA3 1AB", look like the real thing to everyone else
    private static bool IsTwoCapitalsAndSpace(string code) => code.Contains(' ') && char.IsAsciiLetterUpper(code[0]) && char.IsAsciiLetterUpper(code[1]);

    // "B12 5ug", "L4 5th", "S2 1st": small letters after the digit are a unit or an ordinal far more often than a postcode
    private static bool IsUnitOrOrdinal(string letters) =>
        letters is "ug" or "st" or "nd" or "rd" or "th" or "hr" or "bd" or "qd" or "wk" or "pt";
}
