using System.Text.RegularExpressions;

namespace MakingItWork.Rules.Identifiers;

/// <summary>NHS numbers, National Insurance numbers and driving licences told by their shape alone.</summary>
internal static class NumberShapes
{
    private const string Near = "Digits in the shape of an NHS number; the check digit or a digit's place differs, which a misread digit also causes.";

    private static readonly Regex NationalInsurance =
        Pattern.ExactCase("[A-Z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]|[a-z]{2}[0-9]{6}[a-d]|[a-z]{2} [0-9]{2} [0-9]{2} [0-9]{2} [a-d]");

    // five letters of the surname, the date of birth, initials
    private static readonly Regex DrivingLicence = Pattern.AnyCase("[a-z]{1,5}9{0,4}[0-9][0156][0-9][0-3][0-9][0-9][a-z9]{2}[0-9a-z]{3}");

    public static IEnumerable<Candidate> Find(string text)
    {
        foreach (var (start, end) in DigitGroups.Runs(text).SelectMany(run => NhsNumbers(text, Parted(text, run))))
        {
            yield return NhsNumber.IsValid(DigitGroups.Digits(text.AsSpan(start, end - start)))
                ? new(start, end - start, IdentifierKind.NhsNumber, "Ten digits with the check digit of an NHS number.", Candidate.Labelled)
                : new(start, end - start, IdentifierKind.NhsNumber, Near, Candidate.Shape);
        }

        foreach (var run in DigitGroups.Runs(text))
        {
            if (IsLong(run))
            {
                yield return new(run[0].Start, run[^1].End - run[0].Start, IdentifierKind.HospitalNumber, "A number too long to count or measure anything.", Candidate.Shape);
            }
        }

        foreach (var match in Pattern.FreeMatches(NationalInsurance, text))
        {
            yield return new(match.Index, match.Length, IdentifierKind.HospitalNumber, "The shape of a National Insurance number.", Candidate.StrongShape);
        }

        foreach (var match in Pattern.FreeMatches(DrivingLicence, text))
        {
            if (match.Length == 16)
            {
                yield return new(match.Index, match.Length, IdentifierKind.HospitalNumber, "The shape of a driving licence number, which holds a date of birth.", Candidate.StrongShape);
            }
        }
    }

    // bank cards and other keys: twelve digits or more in one, or in groups of four
    private static bool IsLong(List<DigitGroup> run) =>
        (run.Count == 1 && !run[0].Glued && run[0].Digits >= 12) || (run.Count == 4 && run.TrueForAll(group => group.Digits == 4 && group.Length == 4));

    // the usual groups first: "2018 999 000 0018" must not begin with the year
    private static IEnumerable<(int Start, int End)> NhsNumbers(string text, List<DigitGroup> run)
    {
        var from = 0;
        for (var first = 0; first < run.Count; first++)
        {
            if (LastOf(text, run, first, usual: true) is { } last)
            {
                foreach (var odd in Odd(text, run, from, first))
                {
                    yield return odd;
                }

                yield return (run[first].Start, run[last].End);
                from = last + 1;
                first = last;
            }
        }

        foreach (var odd in Odd(text, run, from, run.Count))
        {
            yield return odd;
        }
    }

    private static IEnumerable<(int Start, int End)> Odd(string text, List<DigitGroup> run, int from, int to)
    {
        for (var first = from; first < to; first++)
        {
            if (LastOf(text, run, first, usual: false) is { } last && last < to)
            {
                yield return (run[first].Start, run[last].End);
                first = last;
            }
        }
    }

    private static int? LastOf(string text, List<DigitGroup> run, int first, bool usual)
    {
        int length = 0, digits = 0;
        for (var last = run[first].Glued ? run.Count : first; last < run.Count && last < first + 4 && length < 10; last++)
        {
            length += run[last].Length;
            digits += run[last].Digits;
            if (length is >= 9 and <= 11 && digits >= 8 && IsShape(text, run, first, last, length, usual))
            {
                return last;
            }
        }

        return null;
    }

    private static bool IsShape(string text, List<DigitGroup> run, int first, int last, int length, bool usual)
    {
        Span<int> sizes = stackalloc int[4];
        var (twos, fours) = (0, 0);
        for (var at = first; at <= last; at++)
        {
            sizes[at - first] = run[at].Length;
            twos += run[at].Length <= 2 ? 1 : 0;
            fours += run[at].Length == 4 ? 1 : 0;
        }

        var shape = sizes[..(last - first + 1)];
        if (usual)
        {
            // a misread letter or two is tolerated; small print loses a space
            return shape is [10] or [3, 3, 4] or [3, 7] or [6, 4];
        }

        // other groups when the check digit is right, or with a digit lost or doubled; "12 03 1950 10" is a date
        return length == 10
            ? shape.Length > 1 && twos + fours < 3 && !shape.Contains(1) && NhsNumber.IsValid(DigitGroups.Digits(text.AsSpan(run[first].Start, run[last].End - run[first].Start)))
            : shape is [3, 3, 3] or [3, 3, 5] or [3, 4, 4] or [4, 3, 4] or [3, 2, 4] or [2, 3, 4];
    }

    // "Dec 2008999 000 0018", "13-May-61999 000 0018", "D0217041999 000 0018": the end of a date or of another number before it
    private static List<DigitGroup> Parted(string text, List<DigitGroup> run)
    {
        List<DigitGroup>? parted = null;
        for (var at = 0; at < run.Count; at++)
        {
            var group = run[at];
            var own = OwnDigits(text, run, at);
            if (own > 0 && own == group.Length)
            {
                parted ??= run.GetRange(0, at);
                parted.Add(group with { Glued = false });
            }
            else if (own > 0)
            {
                parted ??= run.GetRange(0, at);
                parted.Add(group with { Length = group.Length - own, Digits = group.Length - own });
                parted.Add(new(group.End - own, own, own, false));
            }
            else
            {
                parted?.Add(group);
            }
        }

        return parted ?? run;
    }

    /// <summary>How many digits at the end of a group begin an NHS number, when others stand before them.</summary>
    private static int OwnDigits(string text, List<DigitGroup> run, int at)
    {
        var group = run[at];
        if (group.Digits != group.Length || group.Length < (group.Glued ? 3 : 4))
        {
            return 0;
        }

        // the three first digits, the other seven in the next groups
        var rest = at + 1 < run.Count && run[at + 1].Length == 7 ? run[at + 1].End
            : at + 2 < run.Count && run[at + 1].Length == 3 && run[at + 2].Length == 4 ? run[at + 2].End : 0;
        var year = text.AsSpan(group.Start, 2) is "19" or "20";
        if (rest > 0 && ((group.Length == 7 && year) || group.Length == 5 || NhsNumber.IsValid(DigitGroups.Digits(text.AsSpan(group.End - 3, rest - group.End + 3)))))
        {
            return 3;
        }

        // or all ten
        return (group.Length == 14 && year) || group.Length == 12 || (group.Length > 11 && NhsNumber.IsValid(text.AsSpan(group.End - 10, 10))) ? 10 : 0;
    }
}
