using System.Text.RegularExpressions;

namespace MakingItWork.Rules.Identifiers;

/// <summary>
/// Dates of birth without a label: beside a patient's name or number, in a column of dates that spread over a lifetime, or so long
/// ago that hardly anything else is dated then. Other dates must stay to be read.
/// </summary>
internal static class ScreenBirthDates
{
    private const int YearsBesideIdentity = 2;
    private const int YearsAlone = 45;
    private const int Adult = 16;
    private const double Nearest = 1.3;
    private const double Beside = 14;
    private const int LeastInColumn = 3;
    private const int LeastOfToday = 3;
    private const int LatestShortYear = 2045;

    private static readonly Regex Time = Pattern.AnyCase("^\\(?(?:[0-9]{1,2}[:.][0-9]{2}|at|ago|today|yesterday|tomorrow)\\b");

    // "seen 12/03/2020", "due 12/03/2026" date something else
    private static readonly HashSet<string> OtherDates = new(StringComparer.OrdinalIgnoreCase)
    {
        "on", "seen", "due", "since", "until", "from", "to", "by", "admitted", "discharged", "attended", "last", "next", "dated", "date", "expires", "expiry", "started", "start", "stopped", "stop", "end", "expected",
        "reported", "collected", "received", "requested", "issued", "updated", "reviewed", "review", "created", "printed", "registered", "onset", "in", "week", "appointment", "visit", "clinic", "taken", "given", "dose",
    };

    public static void Cover(ScreenCover cover)
    {
        if (cover.Dates.Count == 0)
        {
            return;
        }

        var today = Today(cover.Dates);
        foreach (var date in cover.Dates.Where(d => !d.Words.All(cover.Has) && !IsDatedOtherwise(d)))
        {
            var age = Age(date, today);
            var column = cover.Dates.Where(d => Math.Abs(d.X - date.X) <= date.Height / 2 && !IsDatedOtherwise(d)).ToList();
            var births = column.Count(d => d.Words.All(w => cover.KindOf(w) == IdentifierKind.DateOfBirth));

            // what one line of a list says of its date, the others say too
            var lifetime = column.Count < LeastInColumn || 3 * column.Count(d => Age(d, today) >= Adult || today == 0) >= column.Count;
            if (column.Count >= LeastInColumn && 2 * births >= column.Count)
            {
                Cover(cover, date, "Stands in a column of dates of birth.");
            }
            else if (IsBesideNumber(cover, date, age) || (lifetime && (age >= YearsBesideIdentity || today == 0) && IsBesideIdentity(cover, date)))
            {
                Cover(cover, date, "A date beside a name or a record number.");
            }
            else if (age >= YearsAlone && !date.ShortYear)
            {
                Cover(cover, date, "A date of so long ago is most often a date of birth.");
            }
        }
    }

    // the latest year on the screen; of years in two figures the one that most dates share. 0 when nothing tells
    private static int Today(IReadOnlyList<ScreenDate> dates)
    {
        var full = dates.Where(d => !d.ShortYear).Select(d => d.Date.Year).DefaultIfEmpty(0).Max();
        var usual = dates.Where(d => d.ShortYear).GroupBy(d => d.Date.Year).MaxBy(g => g.Count());
        return usual is not null && usual.Count() >= LeastOfToday && usual.Key < LatestShortYear ? Math.Max(full, usual.Key) : full;
    }

    private static int Age(ScreenDate date, int today) =>
        today - date.Date.Year is var age && date.ShortYear && age < -1 ? age + 100 : age;

    private static void Cover(ScreenCover cover, ScreenDate date, string reason)
    {
        foreach (var index in date.Words)
        {
            cover.Add(new(index, IdentifierKind.DateOfBirth, reason));
        }
    }

    private static bool IsDatedOtherwise(ScreenDate date)
    {
        var words = date.Field.Words;
        return (date.Last + 1 < words.Count && Time.IsMatch(words[date.Last + 1].Word.Text))
            || (date.First > 0 && OtherDates.Contains(words[date.First - 1].Word.Text.Trim(':', '.', ',', '(')))
            || IsStaff(date.Field);
    }

    // in the same line, or in the line above or below of one cell
    private static bool IsBesideNumber(ScreenCover cover, ScreenDate date, int age) =>
        HasNear(cover, date, IdentifierKind.NhsNumber) || (age != 0 && Stacked(cover, date.Field).Any(f => cover.Has(f, IdentifierKind.NhsNumber)));

    private static bool HasNear(ScreenCover cover, ScreenDate date, IdentifierKind kind)
    {
        var words = date.Field.Words;
        for (var at = Math.Max(0, date.First - 3); at < Math.Min(words.Count, date.Last + 4); at++)
        {
            if (cover.KindOf(words[at].Index) == kind)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBesideIdentity(ScreenCover cover, ScreenDate date) =>
        HasNear(cover, date, IdentifierKind.PersonName) || HasNear(cover, date, IdentifierKind.HospitalNumber)
        || Stacked(cover, date.Field).Concat(InRow(cover, date.Field)).Any(f => !IsStaff(f)
            && (cover.Has(f, IdentifierKind.PersonName) || cover.Has(f, IdentifierKind.NhsNumber) || cover.Has(f, IdentifierKind.HospitalNumber)));

    private static bool IsStaff(ScreenField field) =>
        field.Pieces.Exists(p => (p.Form == NameForm.Title && p.Text is "Dr" or "DR" or "Sr" or "Prof" or "Professor") || p.Text.Equals("by", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<ScreenField> Stacked(ScreenCover cover, ScreenField date) =>
        cover.Fields.Where(f => f != date && Math.Abs(f.Left - date.Left) <= date.Height && !f.SameRow(date)
            && Math.Max(date.Top - f.Bottom, f.Top - date.Bottom) <= Nearest * date.Height);

    private static IEnumerable<ScreenField> InRow(ScreenCover cover, ScreenField date) =>
        cover.Fields.Where(f => f != date && f.SameRow(date) && Math.Max(date.Left - f.Right, f.Left - date.Right) <= Beside * date.Height);
}
