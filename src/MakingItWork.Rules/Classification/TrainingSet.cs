using TextFeatures = MakingItWork.Rules.Classification.Features;

namespace MakingItWork.Rules.Classification;

/// <summary>Texts made ready for training: numbers instead of words.</summary>
internal sealed class TrainingSet
{
    private const int FewestTexts = 2;

    public required IReadOnlyList<LabelledText> Texts { get; init; }

    /// <summary>For each text the columns of what is seen in it, those of its wording last.</summary>
    public required int[][] Seen { get; init; }

    /// <summary>For each text how many of its columns are not wording.</summary>
    public required int[] Meaning { get; init; }

    /// <summary>For each text the units of evidence phrases by type.</summary>
    public required float[][] Phrases { get; init; }

    /// <summary>For each text and type the columns that stand only in phrases for the type, if there are any.</summary>
    public required HashSet<int>?[][] InPhrases { get; init; }

    /// <summary>For each text which types it is of.</summary>
    public required bool[][] IsOf { get; init; }

    /// <summary>For each column the hash of what is seen.</summary>
    public required uint[] Hashes { get; init; }

    /// <summary>For each column how much it may move a score.</summary>
    public required float[] Scales { get; init; }

    /// <param name="texts">In any order.</param>
    /// <param name="codes">The types.</param>
    /// <param name="phrases">The evidence phrases of the types.</param>
    /// <param name="known">Hashes to learn for even when only one text has them.</param>
    public static TrainingSet Of(IEnumerable<LabelledText> texts, IReadOnlyList<string> codes, PhraseIndex phrases, IReadOnlySet<uint> known)
    {
        var read = texts.OrderBy(t => t.Id, StringComparer.Ordinal).Select(text => Reading.Of(text, phrases, codes.Count)).ToList();
        var columns = new Dictionary<uint, int>();
        List<(uint Hash, float Scale)> kept = [];
        foreach (var group in read.SelectMany(r => r.Features.DistinctBy(f => f.Hash)).GroupBy(f => f.Hash))
        {
            if (group.Skip(FewestTexts - 1).Any() || known.Contains(group.Key))
            {
                columns[group.Key] = kept.Count;
                kept.Add((group.Key, Features.Scale(group.First().Kind)));
            }
        }

        var seen = read.Select(r => r.Columns(columns)).ToArray();
        return new()
        {
            Texts = [.. read.Select(r => r.Text)],
            Seen = [.. seen.Select(s => s.All)],
            Meaning = [.. seen.Select(s => s.Meaning)],
            Phrases = [.. read.Select(r => r.Units)],
            InPhrases = [.. read.Select(r => r.InPhrases(columns))],
            IsOf = [.. read.Select(r => codes.Select(r.Text.Codes.Contains).ToArray())],
            Hashes = [.. kept.Select(k => k.Hash)],
            Scales = [.. kept.Select(k => k.Scale)],
        };
    }

    private sealed record Reading(LabelledText Text, List<Feature> Features, float[] Units, PhraseCover Cover)
    {
        public static Reading Of(LabelledText text, PhraseIndex phrases, int types)
        {
            var words = ReadText.Read(text.Text);
            var hits = phrases.In(words);
            var units = new float[types];
            foreach (var hit in hits.DistinctBy(h => (h.Type, h.Pattern.Phrase)))
            {
                units[hit.Type] += (float)hit.Pattern.Weight;
            }

            return new(text, TextFeatures.Of(words, text.Input), units, new(hits, words.Count, types));
        }

        public (int[] All, int Meaning) Columns(Dictionary<uint, int> columns)
        {
            var distinct = Features.DistinctBy(f => f.Hash).Where(f => columns.ContainsKey(f.Hash)).ToList();
            var meaning = distinct.Where(f => !TextFeatures.IsWording(f.Kind)).Select(f => columns[f.Hash]).Order().ToList();
            return ([.. meaning, .. distinct.Where(f => TextFeatures.IsWording(f.Kind)).Select(f => columns[f.Hash]).Order()], meaning.Count);
        }

        public HashSet<int>?[] InPhrases(Dictionary<uint, int> columns) => [.. Units.Select((unit, type) => unit == 0 ? null : OnlyInside(type, columns))];

        private HashSet<int> OnlyInside(int type, Dictionary<uint, int> columns) =>
        [
            .. Features.GroupBy(f => f.Hash)
                .Where(group => columns.ContainsKey(group.Key) && group.All(f => Cover.Covers(type, f.First, f.Last)))
                .Select(group => columns[group.Key]),
        ];
    }
}
