namespace MakingItWork.Benchmarks.Duplicates;

/// <summary>What anybody would try first: every text compared with every other, by shared words (Jaccard) or by TF-IDF and cosine.</summary>
internal sealed class TextBaseline
{
    private readonly List<Dictionary<string, double>> texts;
    private readonly Dictionary<string, List<int>> places = new(StringComparer.Ordinal);
    private readonly double[] lengths;
    private readonly bool byRarity;

    public TextBaseline(IEnumerable<string> all, bool byRarity)
    {
        this.byRarity = byRarity;
        texts = [.. all.Select(text => System.Text.RegularExpressions.Regex.Matches(text.ToLowerInvariant(), "[a-z0-9]{2,}").CountBy(match => match.Value)
            .ToDictionary(word => word.Key, word => byRarity ? 1 + Math.Log(word.Value) : 1.0))];
        foreach (var (i, words) in texts.Index())
        {
            foreach (var word in words.Keys)
            {
                if (!places.TryGetValue(word, out var where))
                {
                    places[word] = where = [];
                }

                where.Add(i);
            }
        }

        lengths = [.. texts.Select(words => byRarity ? Math.Sqrt(words.Sum(word => Math.Pow(Weight(word.Key, word.Value), 2))) : words.Count)];
    }

    public Dictionary<int, List<int>> Nearest(IEnumerable<int> asked, int most) => asked.ToDictionary(i => i, i => Nearest(i, most));

    private List<int> Nearest(int asked, int most)
    {
        var shared = new double[texts.Count];
        foreach (var (word, value) in texts[asked])
        {
            foreach (var other in places[word])
            {
                shared[other] += byRarity ? Weight(word, value) * Weight(word, texts[other][word]) : 1;
            }
        }

        return [.. Enumerable.Range(0, texts.Count).Where(i => i != asked && shared[i] > 0)
            .OrderByDescending(i => byRarity ? shared[i] / lengths[i] : shared[i] / (lengths[i] + lengths[asked] - shared[i])).Take(most)];
    }

    private double Weight(string word, double value) => value * Math.Log((texts.Count + 1.0) / places[word].Count);
}
