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
/// <param name="Word">Which word of its field it belongs to.</param>
/// <param name="Form">What it could be.</param>
/// <param name="Comma">A comma follows, or a stop that was read for one.</param>
/// <param name="Ends">Something follows that ends a name: a colon, a full stop.</param>
internal readonly record struct NamePiece(string Text, int Word, NameForm Form, bool Comma, bool Ends)
{
    public bool IsUpper => Text.Length > 1 && !Text.AsSpan().ContainsAnyInRange('a', 'z');

    public bool IsName => Form is NameForm.Name or NameForm.Given;

    /// <summary>The pieces of a field, from left to right.</summary>
    public static List<NamePiece> Of(ScreenField field)
    {
        List<NamePiece> pieces = new(field.Words.Count + 2);
        for (var word = 0; word < field.Words.Count; word++)
        {
            Add(pieces, field.Words[word].Word.Text, word);
        }

        return pieces;
    }

    private static void Add(List<NamePiece> pieces, string text, int word)
    {
        // "l. Quill" is I. Quill
        if (text is "l." or "I." or "l" or "|.")
        {
            pieces.Add(new("I", word, NameForm.Initial, false, false));
            return;
        }

        var from = pieces.Count;
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsLetter(text[at]))
            {
                // figures inside a word make it no name: "B12", "2nd"
                if (char.IsAsciiDigit(text[at]))
                {
                    pieces.RemoveRange(from, pieces.Count - from);
                    pieces.Add(new(text, word, NameForm.Other, false, text[^1] is '.' or ':' or ';'));
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
            pieces.Add(new(piece, word, form, comma, rest.Length > 0 && (rest[0] is ':' or ';' or '?' or '!' or '=' or '|' || (stop && !comma && !initial))));
            at += length;
        }
    }

    // letters, apostrophes and hyphens; a capital after a small letter begins a new piece, but not in "McQuill"
    private static int PieceLength(ReadOnlySpan<char> text)
    {
        var length = 1;
        while (length < text.Length && (char.IsLetter(text[length]) || (text[length] is '\'' or '’' or '-' && length + 1 < text.Length)))
        {
            if (length > 2 && char.IsUpper(text[length]) && char.IsLower(text[length - 1]) && text[..length] is not "Mac")
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
        [var c] => char.IsUpper(c) ? NameForm.Initial : NameForm.Other,
        ['l', var c, _, ..] when !char.IsUpper(c) && !ScreenVocabulary.Contains(piece) => "aeiouy".Contains(c, StringComparison.Ordinal) || c == 'l' ? NameForm.Perhaps : NameForm.Name,
        _ when NameReader.IsParticle(piece) => NameForm.Particle,
        _ when !char.IsUpper(piece[0]) => NameForm.Other,
        _ when OrdinaryWords.IsGivenName(piece) => NameForm.Given,
        _ => ScreenVocabulary.Contains(piece) ? NameForm.Ordinary : NameForm.Name,
    };
}
