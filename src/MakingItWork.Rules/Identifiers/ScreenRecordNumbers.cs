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
            for (var at = 0; at < field.Words.Count; at++)
            {
                var (index, word) = field.Words[at];
                if (!cover.Has(index) && (HasLongNumber(word.Text) || IsRecord(word.Text.AsSpan().Trim("()[].,:;#"), IsBesideName(cover, field, at))))
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
