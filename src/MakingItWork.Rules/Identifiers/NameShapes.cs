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

    /// <param name="text">One line or several.</param>
    /// <param name="onScreen">Words on a screen are looked at field by field, by <see cref="ScreenNameRuns"/>.</param>
    public static IEnumerable<Candidate> Find(string text, bool onScreen) =>
        Titled(text).Concat(Banners(text)).Concat(LineStarts(text)).Concat(GivenNames.Find(text)).Concat(onScreen ? [] : TextNameRuns.Find(text));

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

    // "J Quill DOB 12/03/1950": two words or more at the start of a line, directly before the label
    private static IEnumerable<Candidate> LineStarts(string text)
    {
        foreach (Match label in BannerLine.Matches(text))
        {
            var start = text.LastIndexOf('\n', label.Index) + 1;
            var length = NameReader.NameLength(text.AsSpan(start), smallLetters: false);
            if (length > 0 && text.AsSpan(start, length).Contains(' ') && text.AsSpan(start + length, Math.Max(0, label.Index - start - length)).Trim(" \t,:;-(").IsEmpty)
            {
                yield return new(start, length, IdentifierKind.PersonName, "A name before a date of birth or an NHS number.", Candidate.StrongShape);
            }
        }
    }

    private static ReadOnlySpan<char> LineOf(string text, int at)
    {
        var start = text.LastIndexOf('\n', at) + 1;
        var end = text.IndexOf('\n', at);
        return text.AsSpan(start, (end < 0 ? text.Length : end) - start);
    }
}
