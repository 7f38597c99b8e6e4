using System.Text.RegularExpressions;

namespace MakingItWork.Rules.Identifiers;

/// <summary>
/// Sorts out 0 from O where a word's other characters leave no doubt. It matters for privacy: a telephone number read
/// as 077oo or a name read as 0'Brien would pass every rule that looks for one.
/// </summary>
public static partial class LookAlikes
{
    public static string Resolve(string word)
    {
        // Three characters or more, because O2 is oxygen.
        var digits = word.Length >= 3 && NumberWithLetterO().IsMatch(word);
        var text = digits ? word.Replace('o', '0').Replace('O', '0') : LetterOAmongDigits().Replace(word, "0");
        return NameWithZero().Replace(text, "O");
    }

    [GeneratedRegex(@"^(?=\D*\d)[\doO]+[.,:;]?$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberWithLetterO();

    [GeneratedRegex(@"(?<=\d)[oO](?=\d)", RegexOptions.CultureInvariant)]
    private static partial Regex LetterOAmongDigits();

    // 0'Brien, D0B, 0konkwo; but neither 0mg nor 0mmol.
    [GeneratedRegex(@"^0(?=['’][A-Za-z])|(?<=^[A-Z])0(?=[A-Z]$)|^0(?!mmol)(?=[a-z]{4,}$)", RegexOptions.CultureInvariant)]
    private static partial Regex NameWithZero();
}
