namespace MakingItWork.Rules.Identifiers;

/// <summary>Tells whether a field can be the value that a label asks for.</summary>
internal static class ScreenValue
{
    /// <param name="field">What stands beside or under the label.</param>
    /// <param name="kind">What the label asks for.</param>
    /// <param name="first">It is the first value of the label; further ones need a clearer form.</param>
    public static bool Is(ScreenField field, IdentifierKind kind, bool first)
    {
        var text = field.Text;
        var digits = Pattern.Digits(text);
        var letters = text.Count(char.IsLetter);
        return kind switch
        {
            IdentifierKind.NhsNumber => digits >= 6 && Pattern.DigitsLike(text) >= 8 && letters <= 6 && field.Words.All(w => 2 * Pattern.DigitsLike(w.Word.Text) >= w.Word.Text.Length),
            IdentifierKind.DateOfBirth => DateShapes.LengthAtStart(text) > 0 || (digits >= 4 && Pattern.DigitsLike(text) >= 6 && letters <= 5),
            IdentifierKind.PhoneNumber => digits >= 6 && letters <= 8 && !ScreenDate.Parse(text).Any(),
            IdentifierKind.HospitalNumber => digits >= 4 && letters <= 5 && field.Words.Count <= 4 && !ScreenDate.Parse(text).Any(),
            IdentifierKind.EmailAddress => text.Contains('@') || (field.Words.Count == 1 && text.Contains('.')),
            IdentifierKind.Postcode => text.Length is >= 5 and <= 9 && digits > 0,
            IdentifierKind.Address => !text.StartsWith("address", StringComparison.OrdinalIgnoreCase) && (digits > 0 || IsName(field) || text.StartsWith("The ", StringComparison.OrdinalIgnoreCase)),
            _ => IsName(field) && !ScreenNames.IsCaption(text) && !ScreenNames.IsPlace(field.Words[^1].Word.Text) && digits <= 1 && !text.Contains('/') && (first || IsSeveralWords(text)),
        };
    }

    private static bool IsSeveralWords(string text) => text.Contains(' ') && NameReader.NameLength(text, smallLetters: false) > text.IndexOf(' ');

    private static bool IsName(ScreenField field)
    {
        var word = field.Text.AsSpan(0, NameReader.WordLength(field.Text));
        return field.Words.Count <= 6 && word.Length > 0 && field.Text[^1] != ':' && (!OrdinaryWords.Contains(word.ToString()) || IsTitle(word)) && !HasSmallCaptionWord(field);
    }

    // "Edited data": words in small letters after a capital that are no part of a name
    private static bool HasSmallCaptionWord(ScreenField field) =>
        field.Words.Any(w => char.IsLower(w.Word.Text[0]) && !NameReader.IsParticle(w.Word.Text) && ScreenNames.IsInterfaceWord(w.Word.Text));

    private static bool IsTitle(ReadOnlySpan<char> word) => word is "Dr" or "DR" or "Sister" or "Nurse";
}
