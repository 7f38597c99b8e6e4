namespace MakingItWork.Rules.Identifiers;

/// <summary>Record numbers without a label: long numbers, and letters before six figures or more. What a screen counts or measures is shorter.</summary>
internal static class ScreenRecordNumbers
{
    private const int LeastDigits = 7;
    private const int LeastBesideName = 6;

    public static void Cover(ScreenCover cover)
    {
        foreach (var field in cover.Fields)
        {
            // from the right, so that a number in several groups is followed back
            for (var at = field.Words.Count - 1; at >= 0; at--)
            {
                var (index, word) = field.Words[at];
                if (at > 0)
                {
                    at = Groups(cover, field, at);
                    (index, word) = field.Words[at];
                }

                if (!cover.Has(index) && (HasLongNumber(word.Text) || IsBesideNumber(cover, field, at) || IsRecord(word.Text.AsSpan().Trim("()[].,:;#"), IsBesideName(cover, field, at) || IsUnderName(cover, field))))
                {
                    cover.Add(new(index, IdentifierKind.HospitalNumber, "The shape of a record number."));
                }
            }
        }
    }

    // glued to other words: "Quill1234567.Seen"
    private static bool HasLongNumber(ReadOnlySpan<char> word)
    {
        var run = 0;
        for (var at = 0; at <= word.Length; at++)
        {
            if (at < word.Length && char.IsAsciiDigit(word[at]))
            {
                run++;
                continue;
            }

            if (run >= LeastDigits && !IsDay(word.Slice(at - run, run)))
            {
                return true;
            }

            run = 0;
        }

        return false;
    }

    // "RX4 12345", "123 4567" beside or under a name: groups that make one number
    private static int Groups(ScreenCover cover, ScreenField field, int last)
    {
        int first = last, digits = 0;
        while (first >= 0 && !cover.Has(field.Words[first].Index) && IsGroup(field.Words[first].Word.Text))
        {
            digits += Pattern.Digits(field.Words[first].Word.Text);
            first--;
        }

        if (last - first < 2 || digits is < LeastBesideName or > 12 || !(IsBesideName(cover, field, last) || IsBesideName(cover, field, first + 1) || IsUnderName(cover, field))
            || ScreenDate.Parse(string.Join(' ', field.Words.Skip(first + 1).Take(last - first).Select(w => w.Word.Text))).Any())
        {
            return last;
        }

        for (var at = first + 1; at <= last; at++)
        {
            cover.Add(new(field.Words[at].Index, IdentifierKind.HospitalNumber, "Groups of figures beside a name, as in a record number."));
        }

        return first + 1;
    }

    private static bool IsGroup(ReadOnlySpan<char> word)
    {
        word = word.Trim("()[],;#");
        var digits = Pattern.Digits(word);
        return digits >= 1 && word.Length >= 2 && word.Length - digits <= 3 && !word.ContainsAnyInRange('a', 'z') && !word.ContainsAny(":/.%") && !word.ContainsAny('<', '>');
    }

    private static bool IsUnderName(ScreenCover cover, ScreenField field) =>
        cover.Fields.Any(f => f != field && Math.Abs(f.Left - field.Left) <= field.Height && field.Top > f.Top && field.Top - f.Bottom <= field.Height && cover.Has(f, IdentifierKind.PersonName));

    // "RX4 12345 999 000 0018": figures directly before or after an NHS number belong to a number too
    private static bool IsBesideNumber(ScreenCover cover, ScreenField field, int at)
    {
        var text = field.Words[at].Word.Text.AsSpan().Trim("()[].,:;#");
        return text.Length >= 2 && Pattern.Digits(text) >= 2 && Pattern.Digits(text) >= text.Length - 3 && !text.ContainsAny(":/.%") && !text.ContainsAnyInRange('a', 'z')
            && ((at > 0 && IsNumber(cover.KindOf(field.Words[at - 1].Index))) || (at + 1 < field.Words.Count && IsNumber(cover.KindOf(field.Words[at + 1].Index))));
    }

    private static bool IsNumber(IdentifierKind? kind) => kind is IdentifierKind.NhsNumber or IdentifierKind.HospitalNumber;

    private static bool IsBesideName(ScreenCover cover, ScreenField field, int at)
    {
        for (var near = Math.Max(0, at - 3); near < Math.Min(field.Words.Count, at + 3); near++)
        {
            if (cover.KindOf(field.Words[near].Index) is IdentifierKind.PersonName or IdentifierKind.NhsNumber)
            {
                return true;
            }
        }

        return false;
    }

    // up to three letters, figures, perhaps a letter; dashes between: "RX693040", "K311408A", "05-90-88"
    private static bool IsRecord(ReadOnlySpan<char> word, bool besideName)
    {
        int letters = 0, digits = 0, dashes = 0, after = 0;
        foreach (var c in word)
        {
            if (char.IsAsciiDigit(c))
            {
                digits++;
                if (after > 0)
                {
                    return false;
                }
            }
            else if (char.IsAsciiLetterUpper(c))
            {
                letters += digits == 0 ? 1 : 0;
                after += digits > 0 ? 1 : 0;
            }
            else if (c is '-' or '/' && digits > 0)
            {
                dashes++;
            }
            else
            {
                return false;
            }
        }

        if (letters > 3 || after > 1 || dashes > 3)
        {
            return false;
        }

        return dashes > 0
            ? digits is 6 or 7 && letters == 0 && word[2] == '-' && besideName
            : digits >= (letters + after > 0 || besideName ? LeastBesideName : LeastDigits) && !(letters + after == 0 && IsDay(word));
    }

    // "20261118", "18112026"
    private static bool IsDay(ReadOnlySpan<char> digits) => digits.Length == 8 && (digits is ['1', '9', ..] or ['2', '0', ..] || digits[4..] is ['1', '9', ..] or ['2', '0', ..]);
}
