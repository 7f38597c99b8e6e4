namespace MakingItWork.Rules.Classification;

/// <summary>One type's logistic regression: bias, weight of the phrases, and a weight for each column.</summary>
internal sealed class LinearFit
{
    private readonly float[] start;
    private readonly float[] weights;
    private readonly float[] movement;
    private double bias;
    private double biasMovement = 1e-6;
    private double phraseWeight;
    private double phraseMovement = 1e-6;

    private LinearFit(float[] start, double bias, double phraseWeight)
    {
        (this.start, weights, movement) = (start, [.. start], new float[start.Length]);
        (this.bias, this.phraseWeight) = (bias, phraseWeight);
    }

    public float Bias => (float)bias;

    public float PhraseWeight => (float)phraseWeight;

    public IReadOnlyList<float> Weights => weights;

    /// <summary>Learns from the chosen texts, always in the same order, so that the same texts give the same weights.</summary>
    public static LinearFit Learn(TrainingSet set, int type, IReadOnlyList<int> chosen, float[] start, ModelType before, TrainingOptions options)
    {
        var fit = new LinearFit(start, before.Bias, before.PhraseWeight);
        var order = chosen.ToArray();
        var random = new Random(20101104);
        for (var pass = 0; pass < options.Passes; pass++)
        {
            random.Shuffle(order);
            foreach (var text in order)
            {
                fit.Step(set, type, text, options);
            }
        }

        return fit;
    }

    public double Score(TrainingSet set, int type, int text)
    {
        var score = bias + (phraseWeight * set.Phrases[text][type]);
        foreach (var column in set.Seen[text])
        {
            score += weights[column];
        }

        return score;
    }

    private void Step(TrainingSet set, int type, int text, TrainingOptions options)
    {
        var error = (1 / (1 + Math.Exp(-Score(set, type, text)))) - (set.IsOf[text][type] ? 1 : 0);
        error *= set.Texts[text].Weight;
        if (Math.Abs(error) < 1e-4)
        {
            return;
        }

        foreach (var column in set.Seen[text])
        {
            var slope = error + (options.Pull * (weights[column] - start[column]));
            movement[column] += (float)(slope * slope);
            weights[column] -= (float)(options.Rate * slope / Math.Sqrt(movement[column] + 1e-6));
        }

        biasMovement += error * error;
        bias -= options.Rate * error / Math.Sqrt(biasMovement);
        var units = set.Phrases[text][type];
        if (units > 0)
        {
            var slope = error * units;
            phraseMovement += slope * slope;
            phraseWeight = Math.Max(0, phraseWeight - (options.Rate * slope / Math.Sqrt(phraseMovement)));
        }
    }
}
