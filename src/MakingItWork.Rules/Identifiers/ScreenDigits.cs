namespace MakingItWork.Rules.Identifiers;

/// <summary>Groups of digits that make ten or eleven together: an NHS number in the wrong groups, a telephone number.</summary>
internal static class ScreenDigits
{
    public static void Cover(ScreenCover cover)
    {
        foreach (var field in cover.Fields)
        {
            for (var from = 0; from < field.Words.Count; from++)
            {
                var to = from;
                while (to < field.Words.Count && IsGroup(Text(field, to)))
                {
                    to++;
                }

                var digits = field.Words.Skip(from).Take(to - from).Sum(w => Pattern.Digits(w.Word.Text));
                if (to - from >= 2 && digits is 10 or 11 && !IsDateAndTime(field, from))
                {
                    for (var at = from; at < to; at++)
                    {
                        cover.Add(new(field.Words[at].Index, IdentifierKind.NhsNumber, "Groups of digits, ten or eleven together, as in an NHS number or a telephone number."));
                    }
                }

                from = Math.Max(from, to);
            }
        }
    }

    private static string Text(ScreenField field, int at) => field.Words[at].Word.Text;

    private static bool IsGroup(string text) =>
        text.Length is >= 2 and <= 9 && text.All(c => char.IsAsciiDigit(c) || c is '-') && Pattern.Digits(text) >= 2;

    // "28 03 1975 10"
    private static bool IsDateAndTime(ScreenField field, int from) =>
        (Text(field, from).Length == 2 && from + 2 < field.Words.Count && Text(field, from + 1).Length == 2 && Text(field, from + 2) is ['1', '9', _, _] or ['2', '0', _, _])
        || Text(field, from).Count(c => c == '-') > 1;
}
