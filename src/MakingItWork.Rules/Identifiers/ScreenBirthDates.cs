using System.Text.RegularExpressions;

namespace MakingItWork.Rules.Identifiers;

/// <summary>
/// Dates of birth without a label: beside a name or a number in a list, in a column with others, or so long ago that
/// hardly anything else is dated then. Other dates must stay to be read.
/// </summary>
internal static class ScreenBirthDates
{
    private const int YearsBesideIdentity = 2;
    private const int YearsAlone = 45;
    private const double Nearest = 1.3;
    private const double Beside = 14;
    private const int LeastInColumn = 2;
    private const int LeastOfToday = 3;
    private const int LatestShortYear = 2045;

    private static readonly Regex Time = Pattern.AnyCase("^\\(?(?:[0-9]{1,2}[:.][0-9]{2}|at|ago)\\b");

    // "seen 12/03/2020", "due 12/03/2026", "Dr Quill 12/03/2026" date something else
    private static readonly HashSet<string> OtherDates = new(StringComparer.OrdinalIgnoreCase)
    {
        "on", "seen", "due", "since", "until", "from", "to", "by", "admitted", "discharged", "attended", "last", "next", "dated", "date", "expires", "expiry", "started", "start", "stopped", "stop", "end",
        "reported", "collected", "received", "requested", "issued", "updated", "reviewed", "review", "created", "printed", "registered", "onset", "in", "week", "appointment", "visit", "clinic", "taken", "given",
    };

    public static void Cover(ScreenCover cover)
    {
        if (cover.Dates.Count == 0)
        {
            return;
        }

        var today = Today(cover.Dates);
        foreach (var date in cover.Dates.Where(d => !d.Words.Any(cover.Has) && !IsDatedOtherwise(d)))
        {
            var age = today - date.Date.Year;
            var unclear = today == 0;
            if (date.ShortYear && age < -1)
            {
                age += 100;
            }

            if (IsBesideNumber(cover, date) || ((age >= YearsBesideIdentity || unclear) && IsBesideIdentity(cover, date)))
            {
                Cover(cover, date, "A date beside a name or a record number.");
            }
            else if (age >= YearsAlone && !date.ShortYear)
            {
                Cover(cover, date, "A date of so long ago is most often a date of birth.");
            }
        }

        CoverColumns(cover);
    }

    // the latest year on the screen; of years in two figures the one that most dates share. 0 when nothing tells
    private static int Today(IReadOnlyList<ScreenDate> dates)
    {
        var full = dates.Where(d => !d.ShortYear).Select(d => d.Date.Year).DefaultIfEmpty(0).Max();
        if (full > 0)
        {
            return full;
        }

        var usual = dates.GroupBy(d => d.Date.Year).MaxBy(g => g.Count())!;
        return usual.Count() >= LeastOfToday && usual.Key < LatestShortYear ? usual.Key : 0;
    }

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
            || (date.First > 0 && (OtherDates.Contains(words[date.First - 1].Word.Text.Trim(':', '.', ',', '(')) || words[date.First - 1].Word.Text is "Dr" or "Sr"));
    }

    // in the same line, or in the line above or below of one cell
    private static bool IsBesideNumber(ScreenCover cover, ScreenDate date) =>
        HasNear(cover, date, IdentifierKind.NhsNumber) || Stacked(cover, date.Field).Any(f => cover.Has(f, IdentifierKind.NhsNumber));

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
        (HasNear(cover, date, IdentifierKind.PersonName) && !IsSigned(date))
        || HasNear(cover, date, IdentifierKind.HospitalNumber)
        || Stacked(cover, date.Field).Concat(InRow(cover, date.Field)).Any(f => !IsStaff(f)
            && (cover.Has(f, IdentifierKind.PersonName) || cover.Has(f, IdentifierKind.NhsNumber) || cover.Has(f, IdentifierKind.HospitalNumber)));

    private static bool IsSigned(ScreenDate date) => IsStaff(date.Field);

    private static bool IsStaff(ScreenField field) =>
        field.Pieces.Exists(p => (p.Form == NameForm.Title && p.Text is "Dr" or "DR" or "Sr" or "Prof" or "Professor") || p.Text.Equals("by", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<ScreenField> Stacked(ScreenCover cover, ScreenField date) =>
        cover.Fields.Where(f => f != date && Math.Abs(f.Left - date.Left) <= date.Height && !f.SameRow(date)
            && Math.Max(date.Top - f.Bottom, f.Top - date.Bottom) <= Nearest * date.Height);

    private static IEnumerable<ScreenField> InRow(ScreenCover cover, ScreenField date) =>
        cover.Fields.Where(f => f != date && f.SameRow(date) && Math.Max(date.Left - f.Right, f.Left - date.Right) <= Beside * date.Height);

    // the dates under and over other dates of birth
    private static void CoverColumns(ScreenCover cover)
    {
        var births = cover.Dates.Where(d => d.Words.All(w => cover.KindOf(w) == IdentifierKind.DateOfBirth)).ToList();
        foreach (var date in cover.Dates.Where(d => !d.Words.All(cover.Has) && !IsDatedOtherwise(d)))
        {
            if (births.Count(b => Math.Abs(b.X - date.X) <= date.Height / 2) >= LeastInColumn)
            {
                Cover(cover, date, "Stands in a column of dates of birth.");
            }
        }
    }
}
