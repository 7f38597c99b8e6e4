namespace MakingItWork.Rules.Classification;

/// <summary>The scores of a text for every type of a model, and what made them.</summary>
internal sealed class Scores
{
    private readonly List<Word> words;
    private readonly List<PhraseHit> phrases;

    private Scores(List<Word> words, List<PhraseHit> phrases, double[] byType) => (this.words, this.phrases, ByType) = (words, phrases, byType);

    public double[] ByType { get; }

    public static Scores Of(List<Word> words, ClassificationInput input, ClassifierModel model)
    {
        var phrases = model.Phrases.In(words);
        var scores = model.Types.Select(type => (double)type.Bias).ToArray();
        // each phrase counts once, however often it is repeated
        foreach (var phrase in phrases.DistinctBy(hit => (hit.Type, hit.Pattern.Phrase)))
        {
            scores[phrase.Type] += model.Types[phrase.Type].PhraseWeight * phrase.Pattern.Weight;
        }

        foreach (var feature in Features.Of(words, input).DistinctBy(feature => feature.Hash))
        {
            foreach (var weight in model.Weights.Of(feature.Hash))
            {
                scores[weight.Type] += weight.Weight;
            }
        }

        return new(words, phrases, scores);
    }

    /// <summary>What speaks for a type, in the order of the text.</summary>
    public IEnumerable<Evidence> Evidence(int type) => phrases
        .Where(hit => hit.Type == type)
        .Select(hit => new Evidence(words[hit.First].Start, words[hit.Last].End - words[hit.First].Start, hit.Pattern.Phrase, hit.Pattern.Weight))
        .OrderBy(evidence => evidence.Start)
        .ThenBy(evidence => evidence.Term, StringComparer.Ordinal);
}
