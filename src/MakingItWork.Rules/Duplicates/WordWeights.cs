namespace MakingItWork.Rules.Duplicates;

/// <summary>
/// How telling each word is: a word that few reports use says more than one that all use. The weight is the square of the inverse
/// document frequency (Spärck Jones 1972), which is what comparing two TF-IDF vectors amounts to.
/// </summary>
public sealed class WordWeights
{
    private readonly IReadOnlyDictionary<string, int> reportsWithWord;
    private readonly int reports;

    private WordWeights(IReadOnlyDictionary<string, int> reportsWithWord, int reports)
    {
        this.reportsWithWord = reportsWithWord;
        this.reports = reports;
    }

    /// <summary>Every word weighs the same: for the first reports, before words have been counted.</summary>
    public static WordWeights Even { get; } = new(new Dictionary<string, int>(), 0);

    /// <summary>Weights from counts over the reports there are.</summary>
    /// <param name="reportsWithWord">For each stem of <see cref="TextSignature.Stems"/>, in how many reports it occurs; a missing stem counts as 0.</param>
    /// <param name="reports">How many reports were counted.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than no reports.</exception>
    public static WordWeights From(IReadOnlyDictionary<string, int> reportsWithWord, int reports)
    {
        ArgumentNullException.ThrowIfNull(reportsWithWord);
        ArgumentOutOfRangeException.ThrowIfNegative(reports);
        return new(reportsWithWord, reports);
    }

    /// <summary>The weight of a stem, above 0.</summary>
    public double Of(string stem)
    {
        var with = Math.Min(reports, reportsWithWord.GetValueOrDefault(stem));
        var rarity = Math.Log((reports + 1.0) / (with + 1)) + (reports == 0 ? 1 : 0.1);
        return rarity * rarity;
    }
}
