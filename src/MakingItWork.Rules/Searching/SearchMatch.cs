namespace MakingItWork.Rules.Searching;

/// <summary>A place in one of the texts that answers a question.</summary>
/// <param name="Field">Number of the text.</param>
public readonly record struct SearchPlace(int Field, int Start, int Length)
{
    public int End => Start + Length;
}

/// <summary>A line of a text around what was found in it.</summary>
/// <param name="Field">Number of the text it is from.</param>
/// <param name="Marks">Places in <paramref name="Text"/>.</param>
public sealed record SearchLine(int Field, string Text, IReadOnlyList<(int Start, int Length)> Marks);

/// <summary>Holds the texts of one report against a question. An index may lead to too many reports; what is shown has passed here.</summary>
public static class SearchMatch
{
    private const int Before = 60;
    private const int Around = 200;
    private const int CutWithin = 20;

    /// <returns>Where the terms stand, in the order of the texts; none when a term stands in no text.</returns>
    public static IReadOnlyList<SearchPlace> Places(SearchQuestion question, IReadOnlyList<string?> texts)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(texts);
        List<SearchPlace> places = [];
        var words = texts.Select(SearchWords.Of).ToList();
        foreach (var term in question.Terms)
        {
            var before = places.Count;
            for (var field = 0; field < words.Count; field++)
            {
                places.AddRange(PlacesOf(term, words[field]).Select(place => new SearchPlace(field, place.Start, place.Length)));
            }

            if (places.Count == before)
            {
                return [];
            }
        }

        return [.. places.Distinct().OrderBy(place => place.Field).ThenBy(place => place.Start)];
    }

    /// <summary>The line around the first thing found, cut between words.</summary>
    public static SearchLine Line(IReadOnlyList<string?> texts, IReadOnlyList<SearchPlace> places)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(places);
        var first = places[0];
        var text = texts[first.Field]!;
        var from = first.Start <= Before ? 0 : NextWord(text, first.Start - Before, first.Start);
        var to = from + Around >= text.Length ? text.Length : LastWord(text, from + Around, Math.Max(first.End, from + Around - CutWithin));
        var (lead, trail) = (from > 0 ? "… " : "", to < text.Length ? " …" : "");
        var marks = places.Where(place => place.Field == first.Field && place.Start >= from && place.End <= to)
            .Select(place => (place.Start - from + lead.Length, place.Length)).ToList();
        return new SearchLine(first.Field, lead + text[from..to] + trail, marks);
    }

    private static int NextWord(string text, int at, int latest)
    {
        var found = text.IndexOf(' ', at, Math.Min(CutWithin, latest - at));
        return found < 0 ? Whole(text, at) : found + 1;
    }

    private static int LastWord(string text, int at, int earliest)
    {
        var found = at > earliest ? text.LastIndexOf(' ', at, at - earliest) : -1;
        return found < 0 ? Whole(text, Math.Max(at, earliest)) : found;
    }

    // not between the two halves of one sign
    private static int Whole(string text, int at) => at < text.Length && char.IsLowSurrogate(text[at]) ? at + 1 : at;

    private static IEnumerable<(int Start, int Length)> PlacesOf(SearchTerm term, IReadOnlyList<SearchWord> words)
    {
        var many = term.Words.Count;
        for (var at = 0; at + many <= words.Count; at++)
        {
            if (term.Words.Select((asked, i) => (asked, i)).All(pair => Same(term, pair.asked, words[at + pair.i])))
            {
                yield return (words[at].Start, words[at + many - 1].End - words[at].Start);
            }
        }
    }

    private static bool Same(SearchTerm term, SearchWord asked, SearchWord found) => term.IsPhrase
        ? asked.Plain == found.Plain
        : asked.Stem == found.Stem || (term.Begins && found.Plain.StartsWith(asked.Plain, StringComparison.Ordinal));
}
