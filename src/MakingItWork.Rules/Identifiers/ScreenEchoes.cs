using System.Globalization;
using System.Text.RegularExpressions;

namespace MakingItWork.Rules.Identifiers;

/// <summary>The same name or date of birth again elsewhere on the screen: in a heading, a search, a message.</summary>
internal static class ScreenEchoes
{
    private const int ShortestName = 3;

    private static readonly Regex Figures = Pattern.ExactCase("([0-9]{1,4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{2,4})");
    private static readonly Regex Spelt = Pattern.AnyCase(
        "([0-9]{1,2})(?:st|nd|rd|th)?[-/. ,]{0,2}(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-/. ,]{0,2}([0-9]{4}|[0-9]{2})");

    public static void CoverNames(ScreenCover cover)
    {
        var names = cover.OfKind(IdentifierKind.PersonName)
            .Select(word => ScreenNames.Bare(cover.Words[word.Index].Text))
            .SelectMany(word => word.Split('-').Append(word))
            .Where(name => name.Length >= ShortestName && char.IsUpper(name[0]) && name.All(c => char.IsLetter(c) || c is '-' or '\'' or '’') && !ScreenNames.IsInterfaceWord(name))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var field in cover.Fields)
        {
            for (var at = 0; at < field.Words.Count; at++)
            {
                if (IsAgain(field.Words[at].Word.Text, names))
                {
                    cover.Add(new(field.Words[at].Index, IdentifierKind.PersonName, "Stands elsewhere on the screen as a name."));

                    // "seen by Odette Quill" where Quill is known
                    if (at > 0 && ScreenNames.IsCapitalName(field.Words[at - 1].Word.Text))
                    {
                        cover.Add(new(field.Words[at - 1].Index, IdentifierKind.PersonName, "Stands before a name."));
                    }
                }
            }
        }
    }

    public static void CoverBirthDates(ScreenCover cover, IReadOnlyList<string> boxed)
    {
        var dates = cover.Fields.SelectMany(Dates).ToList();
        var births = dates.Where(d => d.Words.All(index => cover.Has(index)) && cover.Has(d.Field, IdentifierKind.DateOfBirth)).Select(d => d.Date)
            .Concat(boxed.SelectMany(Parse).Select(d => d.Date))
            .ToHashSet();
        foreach (var date in dates.Where(d => births.Contains(d.Date)))
        {
            foreach (var index in date.Words)
            {
                cover.Add(new(index, IdentifierKind.DateOfBirth, "The same date as a date of birth on the screen."));
            }
        }
    }

    private static bool IsAgain(string word, HashSet<string> names)
    {
        var bare = ScreenNames.Bare(word);
        return bare.Length >= ShortestName && char.IsUpper(bare[0]) && bare.Split('-', ',', '/').Any(names.Contains);
    }

    private static IEnumerable<(ScreenField Field, DateOnly Date, IReadOnlyList<int> Words)> Dates(ScreenField field)
    {
        foreach (var (date, start, end) in Parse(field.Text))
        {
            List<int> words = [];
            var at = 0;
            foreach (var (index, word) in field.Words)
            {
                if (at < end && start < at + word.Text.Length)
                {
                    words.Add(index);
                }

                at += word.Text.Length + 1;
            }

            yield return (field, date, words);
        }
    }

    private static IEnumerable<(DateOnly Date, int Start, int End)> Parse(string text)
    {
        foreach (Match match in Figures.Matches(text))
        {
            var (first, month, last) = (match.Groups[1], match.Groups[2], match.Groups[3]);
            var (year, day) = first.Length == 4 ? (first, last) : (last, first);
            if (DateOf(day.Value, int.Parse(month.Value, CultureInfo.InvariantCulture), year.Value) is { } date)
            {
                yield return (date, match.Index, match.Index + match.Length);
            }
        }

        foreach (Match match in Spelt.Matches(text))
        {
            var month = ("janfebmaraprmayjunjulaugsepoctnovdec".IndexOf(match.Groups[2].Value, StringComparison.OrdinalIgnoreCase) / 3) + 1;
            if (DateOf(match.Groups[1].Value, month, match.Groups[3].Value) is { } date)
            {
                yield return (date, match.Index, match.Index + match.Length);
            }
        }
    }

    // two-figure years meet four-figure ones by their last two
    private static DateOnly? DateOf(string day, int month, string year)
    {
        var (d, y) = (int.Parse(day, CultureInfo.InvariantCulture), 2000 + (int.Parse(year, CultureInfo.InvariantCulture) % 100));
        return month is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, month) ? new DateOnly(y, month, d) : null;
    }
}
