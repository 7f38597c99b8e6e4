using MakingItWork.Rules.Taxonomies;

namespace MakingItWork.Rules.Classification;

/// <summary>
/// Suggests the types of hazard that a description speaks of, each with its evidence. It weighs phrases; it was not trained.
/// Published classifiers with thousands of labelled reports reach F 0.65 to 0.78 across sites: expect less and let a person confirm.
/// </summary>
public static class HazardClassifier
{
    private static readonly HazardEvidence Source = HazardEvidence.Current;
    private static readonly Taxonomy Codes = Taxonomy.Load(Source.Taxonomy);
    private static readonly List<string[]> Negations = [.. Source.Negations.Select(n => n.Split(' ').Select(Words.Stem).ToArray())];

    private static readonly Dictionary<string, List<(TaxonomyCode Type, PhrasePattern Pattern)>> ByFirstStem = (
        from type in Source.Types
        from phrase in type.Phrases
        let pattern = new PhrasePattern(phrase)
        from stem in pattern.FirstStems
        group (Codes.Get(type.Code), pattern) by stem).ToDictionary(g => g.Key, g => g.ToList());

    /// <summary>The version to be stored with every suggestion.</summary>
    public static string Version { get; } = $"{Codes.Version}+{Source.Name}.{Source.Version}";

    /// <summary>Weighs a description. An empty text gives no types and "not sure".</summary>
    public static Classification Classify(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = Words.Of(text);
        var found = new Dictionary<TaxonomyCode, List<Evidence>>();
        for (var at = 0; at < words.Count; at++)
        {
            foreach (var (type, pattern) in ByFirstStem.GetValueOrDefault(words[at].Stem, []))
            {
                var end = pattern.EndAt(words, at);
                if (end >= 0 && !IsNegated(words, at))
                {
                    var start = words[at].Start;
                    Add(found, type, new(start, words[end].End - start, pattern.Phrase, pattern.Weight));
                }
            }
        }

        TypeSuggestion[] types =
        [
            .. found.Select(f => new TypeSuggestion(f.Key.Code, f.Key.Name, Confidence(f.Value), [.. f.Value.OrderBy(e => e.Start).ThenBy(e => e.Term, StringComparer.Ordinal)]))
                .Where(t => t.Confidence >= Source.ListedFrom)
                .OrderByDescending(t => t.Confidence)
                .ThenBy(t => t.Code, StringComparer.Ordinal),
        ];
        return new(Codes.Name, Version, types, types.Length == 0 || types[0].Confidence < Source.SureFrom);
    }

    // each phrase counts once, however often it is repeated; every whole unit of weight halves the doubt
    private static double Confidence(IEnumerable<Evidence> evidence) =>
        1 - Math.Pow(2, -evidence.DistinctBy(e => e.Term).Sum(e => e.Weight));

    private static void Add(Dictionary<TaxonomyCode, List<Evidence>> found, TaxonomyCode type, Evidence evidence)
    {
        if (!found.TryGetValue(type, out var list))
        {
            found[type] = list = [];
        }

        list.Add(evidence);
    }

    // "no longer missing", "not truncated"; but "no alert" is a phrase of its own and starts with the negation
    private static bool IsNegated(List<Word> words, int at) =>
        Negations.Any(negation => at >= negation.Length
            && words[at - 1].Sentence == words[at].Sentence
            && negation.Select((stem, i) => words[at - negation.Length + i].Stem == stem).All(same => same));
}
