using MakingItWork.Rules.Taxonomies;

namespace MakingItWork.Rules.Classification;

/// <summary>Trains models. The same texts and options give the same model, byte for byte, in whatever order the texts come.</summary>
public static class ModelTrainer
{
    private const float Smallest = 0.02f;
    private const double LargestShareOfASource = 0.6;

    // a text written apart from the others says more about what is to come
    private const double WeightOfHeldOut = 15;

    /// <summary>Trains on labelled texts. Texts without any code of the taxonomy teach what is of no type.</summary>
    public static TrainedModel Train(IEnumerable<LabelledText> examples, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(options);
        var start = options.Base ?? ClassifierModel.FromEvidence(HazardEvidence.Load(options.Evidence));
        var set = TrainingSet.Of(examples, [.. start.Types.Select(t => t.Code)], start.Phrases, start.Weights.Rows.Select(row => row.Key).ToHashSet());
        var everyone = Enumerable.Range(0, set.Texts.Count).ToList();
        var bySource = FoldOf(set.Texts, options.Folds);
        int[] byText = [.. everyone.Select(text => text % options.Folds)];
        var scores = new double[start.Types.Count][];
        var types = new ModelType[start.Types.Count];
        var rows = new SortedDictionary<uint, List<TypeWeight>>();
        for (var type = 0; type < types.Length; type++)
        {
            var weights = set.Hashes.Select(hash => WeightOf(start, hash, type)).ToArray();
            scores[type] = HeldOut(set, type, IsSpread(set, type) ? bySource : byText, weights, start.Types[type], options);
            var fit = LinearFit.Learn(set, type, everyone, weights, start.Types[type], options);
            types[type] = start.Types[type] with { Bias = fit.Bias, PhraseWeight = fit.PhraseWeight };
            Keep(rows, set, fit, type);
        }

        KeepUnseen(rows, start, set);
        var weighed = FeatureWeights.Of(rows.Select(row => KeyValuePair.Create(row.Key, row.Value.ToArray())));
        var uncalibrated = Model(options, start, types, weighed);
        var others = (options.HeldOut ?? []).Select(text => (text.Codes, Scores: Scores.Of(ReadText.Read(text.Text), text.Input, uncalibrated).ByType)).ToList();
        for (var type = 0; type < types.Length; type++)
        {
            types[type] = Judged(
                types[type],
                [
                    .. scores[type].Select((score, text) => (score, set.IsOf[text][type], set.Texts[text].Weight)),
                    .. others.Select(other => (other.Scores[type], other.Codes.Contains(types[type].Code), WeightOfHeldOut)),
                ]);
        }

        var model = Model(options, start, types, weighed);
        return new(model, Figures(set, model, scores));
    }

    private static ClassifierModel Model(TrainingOptions options, ClassifierModel start, ModelType[] types, FeatureWeights weights) =>
        new(options.Name, options.Version, start.Evidence, types, weights, start.SureFrom, start.ListedFrom);

    private static double[] HeldOut(TrainingSet set, int type, int[] folds, float[] weights, ModelType before, TrainingOptions options)
    {
        var scores = new double[folds.Length];
        foreach (var fold in folds.Distinct().Order())
        {
            var learnt = LinearFit.Learn(set, type, [.. Enumerable.Range(0, folds.Length).Where(i => folds[i] != fold)], weights, before, options);
            foreach (var text in Enumerable.Range(0, folds.Length).Where(i => folds[i] == fold))
            {
                scores[text] = learnt.Score(text);
            }
        }

        return scores;
    }

    // a type that one organisation alone reports could not be told at all without its texts
    private static bool IsSpread(TrainingSet set, int type)
    {
        var sources = Enumerable.Range(0, set.Texts.Count).Where(text => set.IsOf[text][type]).GroupBy(text => set.Texts[text].Source, StringComparer.Ordinal).Select(g => g.Count()).ToList();
        return sources.Count > 0 && sources.Max() <= LargestShareOfASource * sources.Sum();
    }

    // whole sources to the part that has the fewest texts so far; a single source is parted by its texts
    private static int[] FoldOf(IReadOnlyList<LabelledText> texts, int folds)
    {
        var sources = texts.GroupBy(t => t.Source, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        if (sources.Count < folds)
        {
            return [.. texts.Select((_, index) => index % folds)];
        }

        var sizes = new int[folds];
        var foldOf = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            var fold = Array.IndexOf(sizes, sizes.Min());
            sizes[fold] += source.Count();
            foldOf[source.Key] = fold;
        }

        return [.. texts.Select(t => foldOf[t.Source])];
    }

    private static ModelType Judged(ModelType type, List<(double Score, bool IsOf, double Weight)> rows)
    {
        var (slope, offset) = Calibration.Fit(rows, (type.Slope, type.Offset));
        var calibrated = type with { Slope = slope, Offset = offset };
        return calibrated with { Threshold = Calibration.Threshold([.. rows.Select(r => (calibrated.Probability(r.Score), r.IsOf, r.Weight))], type.Threshold) };
    }

    private static ModelFigures Figures(TrainingSet set, ClassifierModel model, double[][] scores) => ModelFigures.Of(
        [.. set.Texts.Select((text, index) => new ModelFigures.Judged(text.Codes, HazardClassifier.TypesOf(model, type => scores[type][index], _ => [])))],
        model.Codes);

    private static float WeightOf(ClassifierModel model, uint hash, int type)
    {
        foreach (var weight in model.Weights.Of(hash))
        {
            if (weight.Type == type)
            {
                return weight.Weight;
            }
        }

        return 0;
    }

    private static void Keep(SortedDictionary<uint, List<TypeWeight>> rows, TrainingSet set, LinearFit fit, int type)
    {
        for (var column = 0; column < set.Hashes.Length; column++)
        {
            if (Math.Abs(fit.Weights[column]) >= Smallest)
            {
                if (!rows.TryGetValue(set.Hashes[column], out var row))
                {
                    rows[set.Hashes[column]] = row = [];
                }

                row.Add(new((byte)type, (float)(Half)fit.Weights[column]));
            }
        }
    }

    // what the base knows and the texts never showed stays as it was
    private static void KeepUnseen(SortedDictionary<uint, List<TypeWeight>> rows, ClassifierModel start, TrainingSet set)
    {
        var seen = set.Hashes.ToHashSet();
        foreach (var (hash, weights) in start.Weights.Rows.Where(row => !seen.Contains(row.Key)))
        {
            rows[hash] = [.. weights];
        }
    }
}
