using System.Text.RegularExpressions;

namespace MakingItWork.Rules.Identifiers;

/// <summary>Regular expressions that run in time linear in the text, whatever the text is.</summary>
internal static class Pattern
{
    private const RegexOptions Safe = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    public static Regex AnyCase(string pattern) => new(pattern, Safe | RegexOptions.IgnoreCase);

    public static Regex ExactCase(string pattern) => new(pattern, Safe);

    public static bool IsFree(string text, int start, int end) =>
        (start == 0 || !char.IsLetterOrDigit(text[start - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]));

    /// <summary>The matches that no letter or digit touches. Where one is touched, the search goes on inside it: the next may begin there.</summary>
    public static IEnumerable<Match> FreeMatches(Regex pattern, string text)
    {
        for (var match = pattern.Match(text); match.Success;)
        {
            var free = IsFree(text, match.Index, match.Index + match.Length);
            if (free)
            {
                yield return match;
            }

            var next = free ? match.Index + Math.Max(1, match.Length) : match.Index + 1;
            match = next <= text.Length ? pattern.Match(text, next) : Match.Empty;
        }
    }

    /// <summary>Digits, counting the letters that a text reader confuses with digits.</summary>
    public static int DigitsLike(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c) || c is 'O' or 'o' or 'I' or 'l' or '|')
            {
                count++;
            }
        }

        return count;
    }

    public static int Digits(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                count++;
            }
        }

        return count;
    }
}
