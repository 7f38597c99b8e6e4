using System.Text.RegularExpressions;

namespace MakingItWork.Rules.Identifiers;

/// <summary>NHS numbers and National Insurance numbers told by their shape alone.</summary>
internal static class NumberShapes
{
    private const string D = "[0-9OoIl|]";
    private const string Gap = "[ \\t\\u00a0.\\-\\u2013]{0,2}";
    private static readonly Regex TenDigits = Pattern.ExactCase($"{D}{{3}}{Gap}{D}{{3}}{Gap}{D}{{4}}");
    private static readonly Regex NationalInsurance =
        Pattern.ExactCase("[A-Z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]|[a-z]{2}[0-9]{6}[a-d]");

    public static IEnumerable<Candidate> Find(string text)
    {
        foreach (Match match in TenDigits.Matches(text))
        {
            // a misread letter or two is tolerated, a word such as "Oil" is not
            if (Pattern.Digits(match.ValueSpan) < 8 || !Pattern.IsFree(text, match.Index, match.Index + match.Length))
            {
                continue;
            }

            yield return NhsNumber.IsValid(match.ValueSpan)
                ? new(match.Index, match.Length, IdentifierKind.NhsNumber, "Ten digits with the check digit of an NHS number.", Candidate.Labelled)
                : new(match.Index, match.Length, IdentifierKind.NhsNumber, "Ten digits in the shape of an NHS number; the check digit differs, which a misread digit also causes.", Candidate.Shape);
        }

        foreach (Match match in NationalInsurance.Matches(text))
        {
            if (Pattern.IsFree(text, match.Index, match.Index + match.Length))
            {
                yield return new(match.Index, match.Length, IdentifierKind.HospitalNumber, "The shape of a National Insurance number.", Candidate.StrongShape);
            }
        }
    }
}
