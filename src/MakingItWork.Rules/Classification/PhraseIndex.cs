using MakingItWork.Rules.Taxonomies;

namespace MakingItWork.Rules.Classification;

/// <summary>An evidence phrase found in a text.</summary>
internal readonly record struct PhraseHit(int Type, int First, int Last, PhrasePattern Pattern);

/// <summary>The phrases of an evidence file by the words they start with.</summary>
internal sealed class PhraseIndex
{
    private readonly List<string[]> negations;
    private readonly Dictionary<string, List<(int Type, PhrasePattern Pattern)>> byFirstStem;

    private PhraseIndex(List<string[]> negations, Dictionary<string, List<(int Type, PhrasePattern Pattern)>> byFirstStem) =>
        (this.negations, this.byFirstStem) = (negations, byFirstStem);

    public static PhraseIndex Of(HazardEvidence evidence, IReadOnlyList<ModelType> types) =>
        Of(evidence.Negations, [.. types.Select(type => evidence.Types.FirstOrDefault(e => e.Code == type.Code)?.Phrases ?? [])]);

    /// <param name="negations">Words that, just before a phrase, take it back.</param>
    /// <param name="phrases">The phrases of each type, by its number.</param>
    public static PhraseIndex Of(IEnumerable<string> negations, IReadOnlyList<IReadOnlyList<EvidencePhrase>> phrases) => new(
        [.. negations.Select(n => n.Split(' ').Select(Words.Stem).ToArray())],
        (from type in Enumerable.Range(0, phrases.Count)
         from phrase in phrases[type]
         let pattern = new PhrasePattern(phrase)
         from stem in pattern.FirstStems
         group (type, pattern) by stem).ToDictionary(g => g.Key, g => g.ToList()));

    public List<PhraseHit> In(List<Word> words)
    {
        List<PhraseHit> found = [];
        for (var at = 0; at < words.Count; at++)
        {
            if (!byFirstStem.TryGetValue(words[at].Stem, out var starting))
            {
                continue;
            }

            foreach (var (type, pattern) in starting)
            {
                var end = pattern.EndAt(words, at);
                if (end >= 0 && !IsNegated(words, at) && !IsNegatedInside(words, at, end, pattern))
                {
                    found.Add(new(type, at, end, pattern));
                }
            }
        }

        return found;
    }

    // "no longer missing", "not truncated"; but "no alert" is a phrase of its own and starts with the negation
    private bool IsNegated(List<Word> words, int at) =>
        negations.Any(negation => at >= negation.Length
            && words[at - 1].Sentence == words[at].Sentence
            && negation.Select((stem, i) => words[at - negation.Length + i].Stem == stem).All(same => same));

    // "allergies are no longer missing"
    private static bool IsNegatedInside(List<Word> words, int first, int last, PhrasePattern pattern)
    {
        for (var at = first + 1; at < last; at++)
        {
            if (Concepts.IsNegator(words[at].Stem) && !pattern.Names(words[at].Stem))
            {
                return true;
            }
        }

        return false;
    }
}
