namespace MakingItWork.Rules.Classification;

/// <summary>What a model knows of one type besides the weights of what it sees.</summary>
/// <param name="Code">A code of the model's taxonomy.</param>
/// <param name="Bias">The score of a text in which nothing is seen.</param>
/// <param name="PhraseWeight">What one unit of evidence phrases adds to the score; never below 0.</param>
/// <param name="Slope">Calibration: probability = 1 / (1 + exp(-(Slope × score + Offset))); above 0.</param>
/// <param name="Offset">Calibration.</param>
/// <param name="Threshold">The probability from which the type is suggested.</param>
internal sealed record ModelType(string Code, float Bias, float PhraseWeight, float Slope, float Offset, float Threshold)
{
    public double Probability(double score) => 1 / (1 + Math.Exp(-((Slope * score) + Offset)));
}
