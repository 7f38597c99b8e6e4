namespace MakingItWork.Rules.Identifiers;

/// <summary>Tells whether the words of a field have the form of a person's name, and which words can be told again elsewhere.</summary>
internal static class ScreenNames
{
    /// <summary>True of "Save" and also of "SaveAll": a reader lost the space.</summary>
    public static bool IsInterfaceWord(string word) => Known(word) || (Parts(word) is { Count: > 1 } parts && parts.All(Known));

    /// <summary>True when nothing in the text could be a name: every word of letters belongs to captions and buttons.</summary>
    public static bool IsCaption(string text)
    {
        var words = text.Split(' ').Select(Bare).Where(w => w.Any(char.IsLetter)).ToList();
        return words.Count > 0 && words.All(IsInterfaceWord);
    }

    /// <summary>Two to five words, all in the form of names: the shape alone speaks for a person where patients are listed.</summary>
    public static bool IsFullName(string text)
    {
        var parts = WithoutTitle(text).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).SelectMany(Parts).ToList();
        return parts.Count is >= 2 and <= 5 && parts.All(IsNameWord) && parts.Any(p => p.Length > 2) && text.Count(c => c == ',') <= 1;
    }

    /// <summary>What a column of names holds: a full name or one word of one, also in small letters, but not "Order method".</summary>
    public static bool IsNameLike(string text)
    {
        var parts = WithoutTitle(text).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length is >= 1 and <= 5 && parts.All(p => IsLetters(p) && !IsInterfaceWord(p)) && parts.Any(p => p.Length > 1)
            && (parts.All(p => char.IsLower(p[0])) || parts.All(p => char.IsUpper(p[0]) || NameReader.IsParticle(p)));
    }

    /// <summary>
    /// Two to four capitalised words of which one may be an ordinary word ("Xanthe Page"): enough where a name is expected.
    /// </summary>
    public static bool IsLikelyName(string text)
    {
        var parts = WithoutTitle(text).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length is >= 2 and <= 4 && parts.All(p => IsLetters(p) && char.IsUpper(p[0])) && parts.Count(IsInterfaceWord) <= 1 && !IsPlace(parts[^1]);
    }

    /// <summary>"PAGE, Xanthe": the form says that it is a name, whatever the surname means.</summary>
    public static bool IsBanner(string text) =>
        text.IndexOf(',') is var comma && comma > 1 && comma < text.Length - 2 && !text.AsSpan(0, comma).ContainsAnyInRange('a', 'z') && IsLikelyName(text);

    /// <summary>A full name or one word of one, capitalised.</summary>
    public static bool IsCapitalName(string text) => text.Length >= 3 && char.IsUpper(text[0]) && IsNameLike(text);

    /// <summary>The part of a word between quotes, brackets and stops.</summary>
    public static string Bare(string word)
    {
        var bare = word.AsSpan().Trim("\"“”„‘’'.,;:!?()[]<>•·*");
        return (bare.Length > 3 && bare[^1] == 's' && bare[^2] is '\'' or '’' ? bare[..^2] : bare).ToString();
    }

    private static bool Known(string word) => ScreenVocabulary.Contains(word);

    // "JanetQuill" is two words, "McQuill" and "QUILL" are one
    private static List<string> Parts(string word)
    {
        List<string> parts = [];
        var start = 0;
        for (var at = 3; at < word.Length; at++)
        {
            if (char.IsUpper(word[at]) && char.IsLower(word[at - 1]) && at - start > 2 && word[start..at] is not "Mac")
            {
                parts.Add(word[start..at]);
                start = at;
            }
        }

        parts.Add(word[start..]);
        return parts;
    }

    private static bool IsNameWord(string word) =>
        NameReader.IsParticle(word) || (IsLetters(word) && char.IsUpper(word[0]) && !IsInterfaceWord(word.TrimEnd('.', '-')));

    private static bool IsLetters(string word)
    {
        var length = NameReader.WordLength(word);
        return length > 0 && word.AsSpan(length) is "" or "." or "..." or "…";
    }

    private static string WithoutTitle(string text)
    {
        // and without what stands in brackets: "(Mum)"
        var words = text.Split(' ').Where(w => !IsTitle(w.Trim('(', ')', '.')) && w is not ['(', .., ')']).ToList();
        return words.Count > 0 ? string.Join(' ', words) : text;
    }

    public static bool IsPlace(string word) =>
        word.ToUpperInvariant() is "SCHOOL" or "COLLEGE" or "ACADEMY" or "PRACTICE" or "SURGERY" or "CLINIC" or "HOSPITAL" or "WARD" or "UNIT" or "TRUST"
            or "CENTRE" or "CLINICAL" or "SYSTEM" or "SYSTEMS" or "RECORD" or "RECORDS" or "CHART" or "PORTAL" or "VIEWER" or "SUITE" or "SOFTWARE" or "UNIVERSITY" or "PHARMACY" or "HEALTH" or "CARE" or "SERVICE" or "SERVICES" or "SITE" or "VACCINE";

    private static bool IsTitle(string word) =>
        word is "Mrs" or "Mr" or "Ms" or "Miss" or "Mx" or "Dr" or "Prof" or "Professor" or "Rev" or "Sir" or "Dame" or "Master";
}
