namespace MakingItWork.Rules.Classification;

/// <summary>One type's logistic regression: bias, weight of the phrases, and a weight for each column.</summary>
internal sealed class LinearFit
{
    // a text that is this well told teaches nothing more; it also keeps scores from growing without end
    private const double WellTold = 0.1;
    private const double WithoutWording = 0.2;

    private readonly TrainingSet set;
    private readonly int type;
    private readonly float[] start;
    private readonly float[] weights;
    private readonly float[] movement;
    private double bias;
    private double biasMovement = 1e-6;
    private double phraseWeight;
    private double phraseMovement = 1e-6;

    private LinearFit(TrainingSet set, int type, float[] start, ModelType before)
    {
        (this.set, this.type, this.start) = (set, type, start);
        (weights, movement) = ([.. start], new float[start.Length]);
        (bias, phraseWeight) = (before.Bias, before.PhraseWeight);
    }

    public float Bias => (float)bias;

    public float PhraseWeight => (float)phraseWeight;

    public IReadOnlyList<float> Weights => weights;

    /// <summary>
    /// Learns from the chosen texts, always in the same order, so that the same texts give the same weights. In one step
    /// of five the wording is hidden, so that what words mean must be enough: another writer uses other words.
    /// </summary>
    public static LinearFit Learn(TrainingSet set, int type, IReadOnlyList<int> chosen, float[] start, ModelType before, TrainingOptions options)
    {
        var fit = new LinearFit(set, type, start, before);
        var order = chosen.ToArray();
        var random = new Random(20101104);
        for (var pass = 0; pass < options.Passes; pass++)
        {
            random.Shuffle(order);
            var rate = options.Rate / (1 + (4.0 * pass / options.Passes));
            foreach (var text in order)
            {
                fit.Step(text, random.NextDouble() < WithoutWording ? set.Meaning[text] : set.Seen[text].Length, rate, options.Pull);
            }
        }

        return fit;
    }

    public double Score(int text) => Score(text, set.Seen[text].Length);

    private double Score(int text, int columns)
    {
        var score = bias + (phraseWeight * set.Phrases[text][type]);
        var inPhrases = set.InPhrases[text][type];
        foreach (var column in set.Seen[text].AsSpan(0, columns))
        {
            if (weights[column] >= 0 || inPhrases?.Contains(column) != true)
            {
                score += weights[column];
            }
        }

        return score;
    }

    private void Step(int text, int columns, double rate, double pull)
    {
        var error = (1 / (1 + Math.Exp(-Score(text, columns)))) - (set.IsOf[text][type] ? 1 : 0);
        if (Math.Abs(error) < WellTold)
        {
            return;
        }

        error *= set.Texts[text].Weight;
        foreach (var column in set.Seen[text].AsSpan(0, columns))
        {
            var slope = (error * set.Scales[column]) + (pull * (weights[column] - start[column]));
            movement[column] += (float)(slope * slope);
            weights[column] -= (float)(rate * set.Scales[column] * slope / Math.Sqrt(movement[column] + 1e-6));
        }

        biasMovement += error * error;
        bias -= rate * error / Math.Sqrt(biasMovement);
        var units = set.Phrases[text][type];
        if (units > 0)
        {
            var slope = error * units;
            phraseMovement += slope * slope;
            phraseWeight = Math.Max(0, phraseWeight - (rate * slope / Math.Sqrt(phraseMovement)));
        }
    }
}
