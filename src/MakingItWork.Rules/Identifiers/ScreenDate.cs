using System.Globalization;
using System.Text.RegularExpressions;

namespace MakingItWork.Rules.Identifiers;

/// <summary>A full date on a screen.</summary>
/// <param name="Field">Where it stands.</param>
/// <param name="Date">Which day; a two-figure year is taken for one of 2000 to 2099.</param>
/// <param name="First">Its first word in the field.</param>
/// <param name="Last">Its last word in the field.</param>
/// <param name="ShortYear">The year was written with two figures.</param>
internal sealed record ScreenDate(ScreenField Field, DateOnly Date, int First, int Last, bool ShortYear)
{
    private const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";

    private static readonly Regex Figures = Pattern.ExactCase("([0-9]{1,4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{2,4})");

    private static readonly Regex Spelt = Pattern.AnyCase(
        "([0-9OlI]{1,2})(?:st|nd|rd|th)?[-/. ,]{0,2}(jan|feb|mar|apr|may|jun|ju1|jul|aug|sep|[o0]ct|n[o0]v|dec)[a-z]*[-/. ,']{0,2}([0-9O]{4}|[0-9]{2})");

    /// <summary>The words of the date, by their places in the screen's list.</summary>
    public IEnumerable<int> Words => Field.Words.Skip(First).Take(Last - First + 1).Select(w => w.Index);

    /// <summary>It begins on one line of a cell and ends on another.</summary>
    public bool IsWrapped => Field.Words[First].Word.Line != Field.Words[Last].Word.Line;

    public int X => Field.Words[First].Word.X;

    public int Top => Field.Words[First].Word.Y;

    public int Height => Math.Max(1, Field.Words[First].Word.Height);

    public static List<ScreenDate> In(ScreenField field)
    {
        List<ScreenDate> dates = [];
        if (!field.Text.AsSpan().ContainsAnyInRange('0', '9'))
        {
            return dates;
        }

        foreach (var (date, start, end, shortYear) in Parse(field.Text))
        {
            int first = -1, last = -1, at = 0;
            for (var word = 0; word < field.Words.Count; word++)
            {
                var length = field.Words[word].Word.Text.Length;
                if (at < end && start < at + length)
                {
                    first = first < 0 ? word : first;
                    last = word;
                }

                at += length + 1;
            }

            dates.Add(new(field, date, first, last, shortYear));
        }

        return dates;
    }

    /// <summary>The dates in a text and where they stand.</summary>
    public static IEnumerable<(DateOnly Date, int Start, int End, bool ShortYear)> Parse(string text)
    {
        foreach (Match match in Figures.Matches(text))
        {
            var (first, month, last) = (match.Groups[1], match.Groups[2], match.Groups[3]);
            var (year, day) = first.Length == 4 ? (first, last) : (last, first);
            if (day.Length <= 2 && int.TryParse(month.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && DateOf(day.Value, number, year.Value) is { } date)
            {
                yield return (date, match.Index, match.Index + match.Length, year.Length < 4);
            }
        }

        foreach (Match match in Spelt.Matches(text))
        {
            var name = match.Groups[2].Value.Replace('0', 'o').Replace('1', 'l');
            var month = (Months.IndexOf(name, StringComparison.OrdinalIgnoreCase) / 3) + 1;
            if (DateOf(DigitGroups.Digits(match.Groups[1].ValueSpan), month, DigitGroups.Digits(match.Groups[3].ValueSpan)) is { } date)
            {
                yield return (date, match.Index, match.Index + match.Length, match.Groups[3].Length < 4);
            }
        }
    }

    private static DateOnly? DateOf(string day, int month, string year)
    {
        // what reads like a digit is not always one
        if (!int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var d) || !int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y))
        {
            return null;
        }

        y += y < 100 ? 2000 : 0;
        return y is > 1850 and < 2150 && month is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, month) ? new DateOnly(y, month, d) : null;
    }
}
