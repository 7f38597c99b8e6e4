namespace MakingItWork.Rules.Duplicates;

/// <summary>
/// How telling each word is: a word that few reports use says more than one that all use (inverse document frequency,
/// Spärck Jones 1972). While few reports have been counted, every word counts nearly the same.
/// </summary>
public sealed class WordWeights
{
    private const double AsIfCounted = 100;
    private readonly IReadOnlyDictionary<uint, long> reportsWithWord;
    private readonly double reports;

    private WordWeights(IReadOnlyDictionary<uint, long> reportsWithWord, long reports)
    {
        this.reportsWithWord = reportsWithWord;
        this.reports = reports;
    }

    /// <summary>Every word weighs the same: for the first reports, before words have been counted.</summary>
    public static WordWeights Even { get; } = new(new Dictionary<uint, long>(), 0);

    /// <summary>Weights from counts over the reports there are.</summary>
    /// <param name="reportsWithWord">For each word of <see cref="TextPrint.Words"/>, in how many reports it occurs; a missing word counts as 0.</param>
    /// <param name="reports">How many reports were counted.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than no reports.</exception>
    public static WordWeights From(IReadOnlyDictionary<uint, long> reportsWithWord, long reports)
    {
        ArgumentNullException.ThrowIfNull(reportsWithWord);
        ArgumentOutOfRangeException.ThrowIfNegative(reports);
        return new(reportsWithWord, reports);
    }

    /// <summary>The weight of a word, above 0.</summary>
    public double Of(uint word) => Math.Log((reports + AsIfCounted + 1) / (Math.Min(reports, reportsWithWord.GetValueOrDefault(word)) + 1));

    /// <summary>In how many of the counted reports the word occurs.</summary>
    public long Reports(uint word) => reportsWithWord.GetValueOrDefault(word);
}
