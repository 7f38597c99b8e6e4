namespace MakingItWork.Rules.Identifiers;

/// <summary>A stretch of digits, with the letters that a text reader takes digits for.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How many characters.</param>
/// <param name="Digits">How many of them are digits.</param>
/// <param name="Glued">A letter stands directly before it.</param>
internal readonly record struct DigitGroup(int Start, int Length, int Digits, bool Glued)
{
    public int End => Start + Length;
}

/// <summary>
/// Digits in groups that stand close together: "999 000 0018". Written by hand instead of as a pattern, because a pattern that
/// begins one group too early ("2018 999 000 0018") passes over what follows.
/// </summary>
internal static class DigitGroups
{
    private const int MostMisread = 3;

    /// <summary>Runs of groups, each parted from the next by one or two spaces, dashes or stops. No run holds a slash, a colon or a letter.</summary>
    public static IEnumerable<List<DigitGroup>> Runs(string text)
    {
        List<DigitGroup> run = [];
        for (var at = 0; at < text.Length;)
        {
            var glued = at > 0 && char.IsLetterOrDigit(text[at - 1]);
            if (!IsDigitLike(text[at]) || (glued && !(char.IsAsciiDigit(text[at]) && char.IsLetter(text[at - 1]))))
            {
                at++;
                continue;
            }

            var end = at;
            var digits = 0;
            while (end < text.Length && IsDigitLike(text[end]))
            {
                digits += char.IsAsciiDigit(text[end]) ? 1 : 0;
                end++;
            }

            var free = end == text.Length || !char.IsLetterOrDigit(text[end]);
            var group = free && (digits > 0 || end - at > 2) && end - at - digits <= Math.Max(digits, MostMisread);
            if (run.Count > 0 && (!group || !IsGap(text.AsSpan(run[^1].End, at - run[^1].End))))
            {
                yield return run;
                run = [];
            }

            if (group)
            {
                run.Add(new(at, end - at, digits, glued));
            }

            at = Math.Max(end, at + 1);
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }

    /// <summary>The digits of a stretch of text, misread ones put right.</summary>
    public static string Digits(ReadOnlySpan<char> text)
    {
        var digits = new char[text.Length];
        var count = 0;
        foreach (var c in text)
        {
            if (IsDigitLike(c))
            {
                digits[count++] = AsDigit(c);
            }
        }

        return new(digits, 0, count);
    }

    /// <summary>A digit, or a letter that small print turns one into.</summary>
    public static bool IsDigitLike(char c) => char.IsAsciiDigit(c) || c is 'O' or 'o' or 'I' or 'l' or '|' or 'S' or 'B' or 'Z';

    public static char AsDigit(char c) => c switch
    {
        'O' or 'o' => '0',
        'I' or 'l' or '|' => '1',
        'S' => '5',
        'B' => '8',
        'Z' => '2',
        _ => c,
    };

    private static bool IsGap(ReadOnlySpan<char> between)
    {
        foreach (var c in between)
        {
            if (c is not (' ' or '\t' or '\u00a0' or '-' or '\u2013' or '.'))
            {
                return false;
            }
        }

        return between.Length is 1 or 2;
    }
}
