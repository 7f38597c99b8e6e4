using System.Globalization;
using System.Text;
using MakingItWork.Deduplicate.Commands;
using MakingItWork.Rules.Duplicates;

namespace MakingItWork.Benchmarks.Duplicates;

/// <summary>Bug reports that people marked as duplicates of one another, alone and among reports of another tracker.</summary>
internal static class TextPairs
{
    private const int Most = 20;
    private const int OthersPerPair = 20;

    private sealed record Doc(string Source, string Text);

    public static async Task MeasureAsync(string folder)
    {
        List<Doc> docs = [];
        var places = new Dictionary<(string, string), int>();
        var pairs = Rows(Path.Combine(folder, "pairs.csv"))
            .Where(row => row["label"] == "1")
            .Select(row => (A: Place(row["source"], row["id_a"], row["title_a"], row["text_a"]), B: Place(row["source"], row["id_b"], row["title_b"], row["text_b"])))
            .Where(pair => pair.A != pair.B).Distinct().ToList();
        var own = docs.Count;
        await RunAsync($"texts: {pairs.Count} pairs among their own {own} reports", docs, pairs);
        var hadoop = Path.Combine(folder, "hadoop.csv");
        if (File.Exists(hadoop))
        {
            docs.AddRange(Rows(hadoop).Where(row => row["Resolution"] != "Duplicate").Select(row => new Doc("hadoop", row["Summary"] + "\n" + row["Description"])));
            await RunAsync($"texts: the same pairs with {docs.Count - own} reports of another tracker between them", docs, pairs);
        }

        int Place(string source, string id, string title, string text)
        {
            if (!places.TryGetValue((source, id), out var place))
            {
                places[(source, id)] = place = docs.Count;
                docs.Add(new Doc(source, title + "\n" + text));
            }

            return place;
        }
    }

    private static async Task RunAsync(string title, IReadOnlyList<Doc> docs, IReadOnlyList<(int A, int B)> pairs)
    {
        Console.WriteLine($"\n{title}");
        await using var index = await TemporaryIndex.CreateAsync(default);
        foreach (var (i, doc) in docs.Index())
        {
            await index.AddAsync(i, Print(doc), default);
        }

        await index.CompleteAsync(default);
        var mates = pairs.SelectMany(p => new[] { p, (A: p.B, B: p.A) }).ToLookup(p => p.A, p => p.B);
        var asked = mates.Select(group => group.Key).Order().ToList();
        var answers = new Dictionary<int, List<int>>();
        var (links, suggestions) = (new Found(), new Found());
        var random = new Random(1);
        await using var db = index.Open();
        foreach (var i in asked)
        {
            var print = await TemporaryIndex.PrintAsync(db, i, default);
            var found = await index.Search(db).FindAsync(print!, TemporaryIndex.IdOf(i), 200, default);
            answers[i] = [.. found.Select(f => TemporaryIndex.NumberOf(f.ReportId)).Take(Most)];
            var decisions = found.ToDictionary(f => TemporaryIndex.NumberOf(f.ReportId), f => f.Score);
            foreach (var mate in mates[i])
            {
                Judge(mate, true);
                for (var n = 0; n < OthersPerPair; n++)
                {
                    var other = random.Next(docs.Count);
                    if (other != i && docs[other].Source == docs[i].Source && !mates[i].Contains(other))
                    {
                        Judge(other, false);
                    }
                }
            }

            void Judge(int other, bool isDuplicate)
            {
                links.Add(isDuplicate, decisions.TryGetValue(other, out var score) && score.IsAtLeast(SamenessDecision.Link));
                suggestions.Add(isDuplicate, decisions.TryGetValue(other, out score) && score.IsAtLeast(SamenessDecision.Suggest));
            }
        }

        Recall("this program, through the index", mates, docs, answers);
        Recall("TF-IDF, every report compared", mates, docs, new TextBaseline(docs.Select(d => d.Text), byRarity: true).Nearest(asked, Most));
        Recall("word overlap, every report compared", mates, docs, new TextBaseline(docs.Select(d => d.Text), byRarity: false).Nearest(asked, Most));
        var same = docs.Index().GroupBy(d => d.Item.Text).SelectMany(g => g.Select(x => (x.Index, Others: g.Select(y => y.Index).Where(y => y != x.Index).ToList()))).ToDictionary(x => x.Index, x => x.Others);
        Recall("exact hash", mates, docs, asked.ToDictionary(i => i, i => same[i]));
        Console.WriteLine($"  linked by machine:     {links}");
        Console.WriteLine($"  suggested or linked:   {suggestions}");
    }

    private static void Recall(string title, ILookup<int, int> mates, IReadOnlyList<Doc> docs, Dictionary<int, List<int>> answers)
    {
        var parts = mates.GroupBy(m => docs[m.Key].Source).Select(source =>
        {
            var all = source.SelectMany(m => m.Select(mate => answers[m.Key].IndexOf(mate))).ToList();
            double Within(int most) => all.Count(rank => rank >= 0 && rank < most) / (double)all.Count;
            return string.Create(CultureInfo.InvariantCulture, $"{source.Key}: @5 {Within(5):0.000} @10 {Within(10):0.000} @20 {Within(20):0.000}");
        });
        Console.WriteLine($"  {title,-38} {string.Join("   ", parts)}");
    }

    // one tracker stands for one product
    private static ReportPrint Print(Doc doc) => ReportPrint.Of(doc.Text, [], doc.Source);

    private static List<Dictionary<string, string>> Rows(string file)
    {
        var rows = Cells(File.ReadAllText(file)).Where(row => row.Count > 1).ToList();
        return [.. rows.Skip(1).Where(row => row.Count == rows[0].Count).Select(row => rows[0].Zip(row).ToDictionary(cell => cell.First, cell => cell.Second))];
    }

    private static IEnumerable<List<string>> Cells(string csv)
    {
        List<string> row = [];
        var cell = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < csv.Length; at++)
        {
            var isQuote = csv[at] == '"';
            if (quoted && isQuote && at + 1 < csv.Length && csv[at + 1] == '"')
            {
                cell.Append(csv[at++]);
            }
            else if (isQuote)
            {
                quoted = !quoted;
            }
            else if (quoted || csv[at] is not (',' or '\n' or '\r'))
            {
                cell.Append(csv[at]);
            }
            else if (csv[at] != '\r')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (csv[at] == '\n')
                {
                    yield return row;
                    row = [];
                }
            }
        }

        yield return [.. row, cell.ToString()];
    }
}
