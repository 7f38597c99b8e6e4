namespace MakingItWork.Rules.Classification;

/// <summary>The weight of one thing seen, for one type.</summary>
internal readonly record struct TypeWeight(byte Type, float Weight);

/// <summary>The weights of a linear model; most things seen have none.</summary>
internal sealed class FeatureWeights
{
    private readonly Dictionary<uint, TypeWeight[]> rows;

    private FeatureWeights(Dictionary<uint, TypeWeight[]> rows) => this.rows = rows;

    public static FeatureWeights None { get; } = new([]);

    /// <summary>The rows in the order of their hashes.</summary>
    public IEnumerable<KeyValuePair<uint, TypeWeight[]>> Rows => rows.OrderBy(row => row.Key);

    public int Count => rows.Count;

    public static FeatureWeights Of(IEnumerable<KeyValuePair<uint, TypeWeight[]>> rows) => new(new(rows));

    public ReadOnlySpan<TypeWeight> Of(uint hash) => rows.TryGetValue(hash, out var row) ? row : default;
}
