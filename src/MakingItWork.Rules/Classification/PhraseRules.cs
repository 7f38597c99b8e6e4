namespace MakingItWork.Rules.Classification;

/// <summary>Phrases that each stand for something, looked for in the words of a text.</summary>
internal static class PhraseRules
{
    /// <summary>Evidence by number of the group, for each group whose phrases add up to the given weight.</summary>
    public static IEnumerable<(int Group, IReadOnlyList<Evidence> Evidence)> Found(this PhraseIndex index, List<Word> words, double least) =>
        from hit in index.In(words)
        group hit by hit.Type into hits
        where hits.DistinctBy(h => h.Pattern.Phrase).Sum(h => h.Pattern.Weight) >= least
        orderby hits.Key
        select (hits.Key, (IReadOnlyList<Evidence>)[.. hits.Select(h => new Evidence(words[h.First].Start, words[h.Last].End - words[h.First].Start, h.Pattern.Phrase, h.Pattern.Weight)).OrderBy(e => e.Start).ThenBy(e => e.Term, StringComparer.Ordinal)]);
}
