using System.Reflection;
using MakingItWork.Rules.Identifiers;

namespace MakingItWork.Benchmarks.Redaction;

/// <summary>The words that the screens of one part are made of, without any name that the rules' own lists contain.</summary>
internal sealed class WordBook
{
    private readonly Dictionary<string, List<string>> lines = [];

    public WordBook(string part)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"MakingItWork.Benchmarks.Redaction.Words.{part}.txt")
            ?? throw new InvalidOperationException($"There are no words for the part {part}.");
        using var reader = new StreamReader(stream);
        List<string> section = [];
        while (reader.ReadLine() is { } line)
        {
            if (line is ['[', .. var name, ']'])
            {
                lines[name] = section = [];
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                section.Add(line);
            }
        }

        var known = RulesWords();
        Families = [.. lines["names"].Select(line => Family.Parse(line, known, Dropped))];
        Mononyms = [.. Items("mononyms").Where(name => !Drop(name, known, Dropped))];
    }

    public IReadOnlyList<Family> Families { get; }

    /// <summary>People who have one name only.</summary>
    public IReadOnlyList<string> Mononyms { get; }

    /// <summary>Names that were left out, because the rules know the word: finding them would prove nothing.</summary>
    public List<string> Dropped { get; } = [];

    public IReadOnlyList<string> Items(string section) =>
        [.. lines[section].SelectMany(line => line.Split(section == "tests" ? ';' : '|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    private static bool Drop(string name, HashSet<string> known, List<string> dropped)
    {
        var drop = name.Split(['-', ' ']).Append(name).Any(known.Contains);
        if (drop)
        {
            dropped.Add(name);
        }

        return drop;
    }

    // every list of words that is built into the rules, whatever it is used for
    private static HashSet<string> RulesWords()
    {
        var rules = typeof(ScreenIdentifiers).Assembly;
        var lists = rules.GetManifestResourceNames().Where(n => n.Contains(".Identifiers.", StringComparison.Ordinal) && n.EndsWith(".txt", StringComparison.Ordinal)
            && !n.Contains("postcode", StringComparison.Ordinal)).ToList();
        if (!lists.Exists(n => n.Contains("given-names", StringComparison.Ordinal)))
        {
            throw new InvalidOperationException("The rules' list of given names was not found, so nothing shows that the screens' names are not in it.");
        }

        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var list in lists)
        {
            using var reader = new StreamReader(rules.GetManifestResourceStream(list)!);
            while (reader.ReadLine() is { } line)
            {
                words.UnionWith(line.StartsWith('#') ? [] : line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            }
        }

        return words;
    }

    /// <summary>Names that go together.</summary>
    public sealed record Family(IReadOnlyList<string> Women, IReadOnlyList<string> Men, IReadOnlyList<string> Surnames)
    {
        public static Family Parse(string line, HashSet<string> known, List<string> dropped)
        {
            var parts = line.Split('|', StringSplitOptions.TrimEntries);
            return new(Kept(parts[1]), Kept(parts[2]), Kept(parts[3]));

            IReadOnlyList<string> Kept(string names) => [.. names.Split(' ').Where(name => !Drop(name, known, dropped))];
        }
    }
}
