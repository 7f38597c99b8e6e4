using System.Text.RegularExpressions;

namespace MakingItWork.Rules.Identifiers;

/// <summary>Names told by a title, by a given name, or by the form that patient banners use.</summary>
internal static class NameShapes
{
    private const string Title = "(?:Mrs|Mr|Ms|Miss|Mx|Dr|Professor|Prof|Rev|Sir|Dame|Sister|Nurse|Master)";
    private static readonly Regex Titles = Pattern.AnyCase($"\\b{Title}");
    private static readonly Regex ExactTitle = Pattern.ExactCase($"^{Title}$");

    // SMITH, John (Mr)
    private static readonly Regex Banner = Pattern.ExactCase(
        $"(\\p{{Lu}}[\\p{{Lu}}'’\\-]+)[ \\t]?,[ \\t]?(\\p{{Lu}}[\\p{{L}}'’\\-]*)");

    private static readonly Regex TitleAfter = Pattern.ExactCase($"^[ \\t]?\\({Title}\\.?\\)");

    private static readonly Regex BannerLine = Pattern.AnyCase("nh[s5][ \\t]*(?:n[o0]|num|#|:|[0-9])|d[o0]b|date of birth|b[o0](?:rn|m)");

    public static IEnumerable<Candidate> Find(string text) => Titled(text).Concat(Banners(text)).Concat(Given(text));

    private static IEnumerable<Candidate> Titled(string text)
    {
        foreach (Match match in Titles.Matches(text))
        {
            var at = match.Index + match.Length;
            var glued = at < text.Length && char.IsUpper(text[at]) && ExactTitle.IsMatch(match.ValueSpan) && match.Length < 5;
            while (at < text.Length && at < match.Index + match.Length + 3 && text[at] is ' ' or '.' or '\t')
            {
                at++;
            }

            if (at == match.Index + match.Length && !glued)
            {
                continue;
            }

            var smallLetters = match.ValueSpan[0] is 'm' or 'd' or 'M' or 'D' && match.Length < 4;
            var length = NameReader.NameLength(text.AsSpan(at), smallLetters && !match.ValueSpan.SequenceEqual("MS"));
            if (length > 0)
            {
                yield return new(match.Index, at + length - match.Index, IdentifierKind.PersonName, "A title followed by a name.", Candidate.StrongShape);
            }
        }
    }

    private static IEnumerable<Candidate> Banners(string text)
    {
        foreach (Match match in Banner.Matches(text))
        {
            var given = match.Groups[2].Index;
            var end = Math.Max(match.Index + match.Length, given + NameReader.NameLength(text.AsSpan(given), smallLetters: false));
            var title = TitleAfter.Match(text, end, text.Length - end);
            var certain = title.Success || OrdinaryWords.IsGivenName(match.Groups[2].Value);
            var ordinary = OrdinaryWords.Contains(match.Groups[1].Value) || OrdinaryWords.Contains(match.Groups[2].Value);
            if (certain || (!ordinary && BannerLine.IsMatch(LineOf(text, match.Index))))
            {
                yield return new(match.Index, end + title.Length - match.Index, IdentifierKind.PersonName, "A name in the form of a patient banner.", Candidate.StrongShape);
            }
        }
    }

    private static IEnumerable<Candidate> Given(string text)
    {
        (int Start, int Length) before = default;
        for (var at = 0; at < text.Length;)
        {
            var length = NameReader.WordLength(text.AsSpan(at));
            if (length == 0)
            {
                at++;
                continue;
            }

            if (char.IsUpper(text[at]) && OrdinaryWords.IsGivenName(text.Substring(at, length)))
            {
                var start = IsSurnameBefore(text, before, at) ? before.Start : at;
                var end = at + NameReader.NameLength(text.AsSpan(at), smallLetters: false);
                end = Math.Max(end, at + length);
                if (end > at + length || start < at || !NamesAPlace(text, end))
                {
                    yield return new(start, end - start, IdentifierKind.PersonName, "A common given name.", Candidate.Shape);
                    length = end - at;
                }
            }

            before = (at, length);
            at += length;
        }
    }

    // "SMITH John": a surname in capitals directly before a given name
    private static bool IsSurnameBefore(string text, (int Start, int Length) word, int at)
    {
        var surname = text.AsSpan(word.Start, word.Length);
        return word.Length > 2 && at - word.Start - word.Length is 1 or 2 && text[word.Start + word.Length] is ' ' or ','
            && !surname.ContainsAnyInRange('a', 'z') && !OrdinaryWords.Contains(surname.ToString());
    }

    // "Victoria Ward", "Charlotte Unit"
    private static bool NamesAPlace(string text, int end) => end + 1 < text.Length && text[end] == ' ' && char.IsUpper(text[end + 1]);

    private static ReadOnlySpan<char> LineOf(string text, int at)
    {
        var start = text.LastIndexOf('\n', at) + 1;
        var end = text.IndexOf('\n', at);
        return text.AsSpan(start, (end < 0 ? text.Length : end) - start);
    }
}
