namespace MakingItWork.Rules.Classification;

/// <summary>The scores of a text for every type of a model, and what made them.</summary>
internal sealed class Scores
{
    private const double WorthShowing = 0.4;

    private readonly List<Word> words;
    private readonly List<PhraseHit> phrases;
    private readonly List<Feature> features;
    private readonly ClassifierModel model;

    private Scores(List<Word> words, List<PhraseHit> phrases, List<Feature> features, ClassifierModel model)
    {
        (this.words, this.phrases, this.features, this.model) = (words, phrases, features, model);
        ByType = [.. model.Types.Select(type => (double)type.Bias)];
    }

    public double[] ByType { get; }

    public static Scores Of(List<Word> words, ClassificationInput input, ClassifierModel model)
    {
        var scores = new Scores(words, model.Phrases.In(words), Features.Of(words, input), model);
        // each phrase and each feature counts once, however often it is repeated
        HashSet<(int Type, string Phrase)> counted = [];
        foreach (var hit in scores.phrases)
        {
            if (counted.Add((hit.Type, hit.Pattern.Phrase)))
            {
                scores.ByType[hit.Type] += model.Types[hit.Type].PhraseWeight * hit.Pattern.Weight;
            }
        }

        var inside = new PhraseCover(scores.phrases, words.Count, model.Types.Count);
        HashSet<(uint Hash, byte Type)> added = [];
        foreach (var feature in scores.features)
        {
            foreach (var weight in model.Weights.Of(feature.Hash))
            {
                // the words of a phrase that speaks for a type never speak against it: adding such a phrase never lowers the type
                if ((weight.Weight > 0 || !inside.Covers(weight.Type, feature.First, feature.Last)) && added.Add((feature.Hash, weight.Type)))
                {
                    scores.ByType[weight.Type] += weight.Weight;
                }
            }
        }

        return scores;
    }

    /// <summary>What speaks for a type, the strongest first: phrases, and what the model saw besides them.</summary>
    public IEnumerable<Evidence> Evidence(int type)
    {
        var shown = phrases
            .Where(hit => hit.Type == type)
            .Select(hit => Shown(hit.First, hit.Last, hit.Pattern.Phrase, hit.Pattern.Weight))
            .ToList();
        foreach (var feature in features.Where(f => f.Last >= f.First && f.Kind is 'w' or 'b' or 'c' or 'q').OrderByDescending(f => WeightOf(f, type)).ThenBy(f => f.First).ThenBy(f => f.Last))
        {
            var weight = WeightOf(feature, type);
            if (weight < WorthShowing)
            {
                break;
            }

            var (first, last) = (words[feature.First], words[feature.Last]);
            if (feature.Last - feature.First < 8 && !shown.Any(e => e.Start < last.End && first.Start < e.Start + e.Length))
            {
                shown.Add(Shown(feature.First, feature.Last, string.Join(' ', words.Skip(feature.First).Take(feature.Last - feature.First + 1).Select(w => w.Stem)), weight));
            }
        }

        return shown;
    }

    private Evidence Shown(int first, int last, string term, double weight) =>
        new(words[first].Start, words[last].End - words[first].Start, term, Math.Round(weight, 2));

    private double WeightOf(Feature feature, int type)
    {
        foreach (var weight in model.Weights.Of(feature.Hash))
        {
            if (weight.Type == type)
            {
                return weight.Weight;
            }
        }

        return 0;
    }
}
