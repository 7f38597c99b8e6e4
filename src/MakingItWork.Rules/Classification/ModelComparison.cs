namespace MakingItWork.Rules.Classification;

/// <summary>Whether a newly trained model may take the place of the one in use.</summary>
/// <param name="IsBetter">True only when the candidate does better on the held-out texts.</param>
/// <param name="Why">The reason, as a plain sentence.</param>
/// <param name="Current">The figures of the model in use.</param>
/// <param name="Candidate">The figures of the candidate.</param>
public sealed record ModelComparison(bool IsBetter, string Why, ModelFigures Current, ModelFigures Candidate)
{
    /// <summary>Fewer held-out texts than this decide nothing.</summary>
    public const int FewestTexts = 10;

    private const double Margin = 0.005;
    private const double WorstFallOfRecall = 0.15;
    private const int EnoughSupport = 5;

    /// <summary>Compares two models of one taxonomy on decided texts that neither was trained on.</summary>
    public static ModelComparison Of(ClassifierModel current, ClassifierModel candidate, IReadOnlyCollection<LabelledText> heldOut)
    {
        var (before, after) = (ModelFigures.Of(current, heldOut), ModelFigures.Of(candidate, heldOut));
        var fallen = before.Types.FirstOrDefault(t => t.Support >= EnoughSupport
            && t.Recall - (after.Types.FirstOrDefault(a => a.Code == t.Code)?.Recall ?? 0) > WorstFallOfRecall);
        var (better, why) = heldOut.Count < FewestTexts
            ? (false, $"There are {heldOut.Count} held-out decisions; at least {FewestTexts} are needed to tell.")
            : after.MacroF1 < before.MacroF1 + Margin
                ? (false, "It finds the types of the held-out decisions no better than the model in use.")
                : fallen is not null
                    ? (false, $"It is better on the whole but finds \"{fallen.Name}\" much less often.")
                    : after.Brier > before.Brier + 0.01
                        ? (false, "It finds more types but its probabilities are less true.")
                        : (true, "It finds the types of the held-out decisions better.");
        return new(better, why, before, after);
    }
}

/// <summary>Decided texts parted by time: what came later tests what was learnt from what came before.</summary>
/// <param name="Earlier">To learn from.</param>
/// <param name="Later">To test with.</param>
public sealed record TimeSplit(IReadOnlyList<LabelledText> Earlier, IReadOnlyList<LabelledText> Later)
{
    /// <summary>Parts the texts so that about the given share, the latest, is held out. Texts of one instant stay together.</summary>
    public static TimeSplit Of(IEnumerable<LabelledText> texts, double heldOut = 0.2)
    {
        var ordered = texts.OrderBy(t => t.When).ThenBy(t => t.Id, StringComparer.Ordinal).ToList();
        var cut = (int)Math.Floor(ordered.Count * (1 - heldOut));
        while (cut > 0 && cut < ordered.Count && ordered[cut - 1].When == ordered[cut].When)
        {
            cut--;
        }

        return new([.. ordered.Take(cut)], [.. ordered.Skip(cut)]);
    }
}
