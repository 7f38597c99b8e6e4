namespace MakingItWork.Rules.Searching;

/// <summary>One thing that a report must contain.</summary>
/// <param name="Words">One word, or the words of a phrase in their order.</param>
/// <param name="Begins">The last word typed may be the beginning of one.</param>
public sealed record SearchTerm(IReadOnlyList<SearchWord> Words, bool IsPhrase, bool Begins);

/// <summary>What somebody typed into the search field, read: all of its terms must be found.</summary>
/// <param name="Trouble">What is wrong with it, in plain English; null when it can be answered.</param>
public sealed record SearchQuestion(IReadOnlyList<SearchTerm> Terms, string? Trouble)
{
    /// <summary>Letters that may be typed.</summary>
    public const int Longest = 200;

    /// <summary>Words that may be typed.</summary>
    public const int MostWords = 12;

    /// <summary>A beginning of fewer letters could be that of thousands of words.</summary>
    public const int ShortestBeginning = 3;

    /// <summary>The words of which an index is asked: each must be in the report in some form. The last one may be only a beginning.</summary>
    public IReadOnlyList<(SearchWord Word, bool Begins)> Asked { get; } =
        [.. Terms.SelectMany(term => term.Words.Where(word => word.Tells).Select(word => (word, term.Begins))).DistinctBy(asked => (asked.word.Stem, asked.Begins))];

    public static SearchQuestion Of(string? typed)
    {
        var text = typed?.Trim() ?? "";
        if (text.Length > Longest)
        {
            return Refused($"Search for {Longest} letters or fewer");
        }

        List<SearchTerm> terms = [];
        // a quotation mark that nobody closed holds until the end
        foreach (var (piece, index) in text.Replace('“', '"').Replace('”', '"').Split('"').Select((piece, index) => (piece, index)))
        {
            var words = SearchWords.Of(piece);
            if (index % 2 == 0)
            {
                terms.AddRange(words.Where(word => word.Tells).Select(word => new SearchTerm([word], false, false)));
            }
            else if (words.Count > 0)
            {
                terms.Add(new SearchTerm(words, words.Count > 1, false));
            }
        }

        if (terms.Count > 0 && !text.EndsWith('"') && terms[^1] is { IsPhrase: false, Words: [var last] } && CanBegin(last.Plain) && EndsWith(text, last))
        {
            terms[^1] = terms[^1] with { Begins = true };
        }

        var question = new SearchQuestion(terms, null);
        return question.Asked.Count switch
        {
            > MostWords => Refused($"Search for {MostWords} words or fewer"),
            0 => Refused(LettersIn(text) < SearchWords.Shortest
                ? $"Type at least {SearchWords.Shortest} letters"
                : "These words stand in nearly every report. Add a word that tells more, such as a medicine or a screen"),
            _ => question,
        };
    }

    private static bool CanBegin(string plain) => plain.Length >= ShortestBeginning && plain.All(char.IsLetter);

    // not a word that only seems last because little words follow it
    private static bool EndsWith(string text, SearchWord word) => SearchWords.Of(text) is [.., var last] && last.Plain == word.Plain;

    private static int LettersIn(string text) => text.Count(char.IsLetterOrDigit);

    private static SearchQuestion Refused(string trouble) => new([], trouble);
}
