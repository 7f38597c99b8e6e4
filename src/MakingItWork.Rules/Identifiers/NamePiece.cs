namespace MakingItWork.Rules.Identifiers;

/// <summary>What a piece of a word could be in a person's name.</summary>
internal enum NameForm
{
    /// <summary>No part of a name: small letters, figures.</summary>
    Other,

    /// <summary>Capitalised and in no vocabulary.</summary>
    Name,

    /// <summary>A given name that is known.</summary>
    Given,

    /// <summary>Perhaps a name whose first letter, a capital I, was read as a small l.</summary>
    Perhaps,
    Initial,
    Particle,
    Title,

    /// <summary>Capitalised, but a word of captions or medicine.</summary>
    Ordinary,
}

/// <summary>A piece of a word on a screen: readers glue words together ("SMITH,John(Mr)").</summary>
/// <param name="Text">The letters, without quotes and brackets.</param>
/// <param name="Word">Which word of its field or line it belongs to.</param>
/// <param name="At">Where it begins in that word.</param>
/// <param name="Form">What it could be.</param>
/// <param name="Comma">A comma follows, or a stop that was read for one.</param>
/// <param name="Ends">Something follows that ends a name: a colon, a full stop.</param>
/// <param name="Stop">What follows is a full stop, which may be a misread comma.</param>
internal readonly record struct NamePiece(string Text, int Word, int At, NameForm Form, bool Comma, bool Ends, bool Stop = false)
{
    private static readonly HashSet<string> Calendar = new(StringComparer.OrdinalIgnoreCase)
    {
        "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Tues", "Weds", "Thur", "Thurs", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "January", "February", "March", "April", "June", "July", "August", "September", "October", "November", "December",
    };

    public bool IsUpper => Text.Length > 1 && !Text.AsSpan().ContainsAnyInRange('a', 'z');

    public bool IsName => Form is NameForm.Name or NameForm.Given;

    /// <summary>A day of the week or a month, also cut short.</summary>
    public static bool IsCalendar(string word) => Calendar.Contains(word);

    /// <summary>The pieces of a field, from left to right.</summary>
    public static List<NamePiece> Of(ScreenField field) => Of([.. field.Words.Select(w => w.Word.Text)]);

    /// <summary>The pieces of the words of one line.</summary>
    public static List<NamePiece> Of(IReadOnlyList<string> words)
    {
        List<NamePiece> pieces = new(words.Count + 2);
        for (var word = 0; word < words.Count; word++)
        {
            Add(pieces, words[word], word);
        }

        for (var at = 0; at < pieces.Count; at++)
        {
            if (Calendar.Contains(pieces[at].Text) && IsDated(words, pieces[at].Word))
            {
                pieces[at] = pieces[at] with { Form = NameForm.Other };
            }
        }

        return pieces;
    }

    // "Sun 01 Nov", "14 June 2012": names are words of the calendar too
    private static bool IsDated(IReadOnlyList<string> words, int word) =>
        (word > 0 && char.IsAsciiDigit(words[word - 1][^1])) || (word + 1 < words.Count && char.IsAsciiDigit(words[word + 1][0]));

    private static void Add(List<NamePiece> pieces, string text, int word)
    {
        // "l. Quill" is I. Quill, and so is "Dr 1. Quill"
        if (text is "l." or "I." or "l" or "|." || (text == "1." && pieces.Count > 0 && pieces[^1].Form == NameForm.Title))
        {
            pieces.Add(new("I", word, 0, NameForm.Initial, false, false));
            return;
        }

        // "MenACWY" and "Td/IPV" are words that are known, whatever they look like in pieces
        if (char.IsLetter(text[0]) && ScreenVocabulary.Contains(ScreenNames.Bare(text)) && (text.Contains('/') || HasInnerCapital(text)))
        {
            pieces.Add(new(ScreenNames.Bare(text), word, 0, NameForm.Ordinary, text[^1] == ',', text[^1] is '.' or ':' or ';'));
            return;
        }

        // "09:20Quill"
        var from = pieces.Count;
        var begin = Figures(text);
        if (begin > 0)
        {
            pieces.Add(new(text[..begin], word, 0, NameForm.Other, false, false));
            from++;
        }

        for (var at = begin; at < text.Length;)
        {
            if (!char.IsLetter(text[at]))
            {
                // figures inside a word make it no name: "B12", "2nd"
                if (char.IsAsciiDigit(text[at]))
                {
                    pieces.RemoveRange(from, pieces.Count - from);
                    pieces.Add(new(text, word, 0, NameForm.Other, false, text[^1] is '.' or ':' or ';'));
                    return;
                }

                at++;
                continue;
            }

            var length = PieceLength(text.AsSpan(at));
            var rest = text.AsSpan(at + length);
            var piece = text.Substring(at, length).TrimEnd('\'', '’', '-');
            var form = FormOf(piece);
            var stop = rest.Length > 0 && rest[0] == '.';
            var comma = rest.Length > 0 && (rest[0] == ',' || (stop && rest.Length > 1 && length > 2));
            var initial = form is NameForm.Initial or NameForm.Title;
            pieces.Add(new(piece, word, at, form, comma, rest.Length > 0 && (rest[0] is ':' or ';' or '?' or '!' or '=' or '|' or '/' || (stop && !comma && !initial)), stop && !comma && !initial));
            at += length;
        }

        // a dash or a bar parts two names
        if (pieces.Count == from && begin == 0)
        {
            pieces.Add(new(text, word, 0, NameForm.Other, false, false));
        }
    }

    private static bool HasInnerCapital(string text)
    {
        for (var at = 1; at < text.Length; at++)
        {
            if (char.IsUpper(text[at]) && char.IsLower(text[at - 1]))
            {
                return true;
            }
        }

        return false;
    }

    // how many figures stand before a capitalised word that is glued to them
    private static int Figures(string text)
    {
        var at = 0;
        while (at < text.Length && !char.IsLetter(text[at]))
        {
            at++;
        }

        return at > 0 && at + 2 < text.Length && char.IsAsciiDigit(text[0]) && char.IsUpper(text[at]) && char.IsLetter(text[at + 1]) && char.IsLetter(text[at + 2]) ? at : 0;
    }

    // letters, apostrophes and hyphens; a capital after a small letter begins a new piece, but not in "McQuill"
    private static int PieceLength(ReadOnlySpan<char> text)
    {
        var length = 1;
        while (length < text.Length && (char.IsLetter(text[length]) || (text[length] is '\'' or '’' or '-' && length + 1 < text.Length)))
        {
            if (length > 1 && char.IsUpper(text[length]) && char.IsLower(text[length - 1]) && text[..length] is not ("Mac" or "Mc" or "De" or "Di" or "Du" or "La" or "Le" or "Lo" or "St" or "Van"))
            {
                break;
            }

            length++;
        }

        return length;
    }

    private static NameForm FormOf(string piece) => piece switch
    {
        "Mr" or "Mrs" or "Ms" or "Miss" or "Mx" or "Dr" or "Prof" or "Professor" or "Rev" or "Sir" or "Dame" or "Master" or "MR" or "MRS" or "MISS" or "DR" or "Sr" => NameForm.Title,
        [var c] => char.IsUpper(c) && c != 'I' ? NameForm.Initial : NameForm.Other,
        [.., '\'' or '’', 't' or 'T' or 'm' or 'M' or 'd' or 'D'] or [.., '\'' or '’', 'r' or 'R' or 'v' or 'V', 'e' or 'E'] or [.., '\'' or '’', 'l' or 'L', 'l' or 'L'] => NameForm.Other,
        ['l', var c, _, ..] when !char.IsUpper(c) && !ScreenVocabulary.Contains(piece) => "aeiouy".Contains(c, StringComparison.Ordinal) || c == 'l' ? NameForm.Perhaps : NameForm.Name,
        _ when NameReader.IsParticle(piece) => NameForm.Particle,
        _ when !char.IsUpper(piece[0]) => NameForm.Other,
        _ when OrdinaryWords.IsGivenName(piece) => NameForm.Given,
        _ => ScreenVocabulary.Contains(piece) ? NameForm.Ordinary : NameForm.Name,
    };
}
