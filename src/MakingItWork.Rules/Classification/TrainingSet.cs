namespace MakingItWork.Rules.Classification;

/// <summary>Texts made ready for training: numbers instead of words.</summary>
internal sealed class TrainingSet
{
    public required IReadOnlyList<LabelledText> Texts { get; init; }

    /// <summary>For each text the columns of what is seen in it.</summary>
    public required int[][] Seen { get; init; }

    /// <summary>For each text the units of evidence phrases by type.</summary>
    public required float[][] Phrases { get; init; }

    /// <summary>For each text which types it is of.</summary>
    public required bool[][] IsOf { get; init; }

    /// <summary>For each column the hash of what is seen.</summary>
    public required uint[] Hashes { get; init; }

    public required IReadOnlyList<string> Codes { get; init; }

    public static TrainingSet Of(IEnumerable<LabelledText> texts, IReadOnlyList<string> codes, PhraseIndex phrases)
    {
        var ordered = texts.OrderBy(t => t.Id, StringComparer.Ordinal).ToList();
        var columns = new Dictionary<uint, int>();
        List<uint> hashes = [];
        List<int[]> seen = [];
        List<float[]> units = [];
        foreach (var text in ordered)
        {
            var words = ReadText.Read(text.Text);
            seen.Add([.. Features.Of(words, text.Input).Select(f => f.Hash).Distinct().Select(Column).Order()]);
            units.Add(UnitsOf(phrases.In(words), codes.Count));
        }

        return new()
        {
            Texts = ordered,
            Codes = codes,
            Seen = [.. seen],
            Phrases = [.. units],
            IsOf = [.. ordered.Select(t => codes.Select(t.Codes.Contains).ToArray())],
            Hashes = [.. hashes],
        };

        int Column(uint hash)
        {
            if (!columns.TryGetValue(hash, out var column))
            {
                columns[hash] = column = hashes.Count;
                hashes.Add(hash);
            }

            return column;
        }
    }

    private static float[] UnitsOf(List<PhraseHit> hits, int types)
    {
        var units = new float[types];
        foreach (var hit in hits.DistinctBy(h => (h.Type, h.Pattern.Phrase)))
        {
            units[hit.Type] += (float)hit.Pattern.Weight;
        }

        return units;
    }
}
