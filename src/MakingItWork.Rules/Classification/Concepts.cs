using System.Collections.Frozen;

namespace MakingItWork.Rules.Classification;

/// <summary>A concept seen in a text.</summary>
/// <param name="Name">Its name, with "!" before it when a negation turns it round.</param>
/// <param name="First">The first of its words.</param>
/// <param name="Last">The last of its words.</param>
/// <param name="IsProblemTakenBack">True for "missing" in "no longer missing".</param>
internal readonly record struct ConceptHit(string Name, int First, int Last, bool IsProblemTakenBack);

/// <summary>What words mean for the classifier: "tablet" and "infusion" are both a medicine, "vanished" and "blank" both something missing.</summary>
internal static class Concepts
{
    private const int FarthestNegation = 3;

    private static readonly FrozenSet<string> Negators = Stems("not no never cannot cant dont doesnt didnt wont isnt wasnt arent werent couldnt hasnt havent without neither");

    // words that may stand between a negation and what it negates
    private static readonly FrozenSet<string> Fillers = Stems("longer been be being a an any the all yet more so to get getting always correctly properly fully even have has");

    private static readonly Dictionary<string, List<Term>> ByFirstStem = Read();

    public static bool IsNegator(string stem) => Negators.Contains(stem);

    public static List<ConceptHit> In(List<Word> words)
    {
        List<ConceptHit> found = [];
        for (var at = 0; at < words.Count;)
        {
            var longest = 0;
            if (ByFirstStem.TryGetValue(words[at].Stem, out var terms))
            {
                foreach (var term in terms.Where(term => term.Stems.Length >= longest && term.StandsAt(words, at)))
                {
                    longest = term.Stems.Length;
                    var negated = term.Sign != '.' && IsNegated(words, at, skipAny: term.Sign == '+');
                    found.Add(new(negated ? "!" + term.Concept : term.Concept, at, at + longest - 1, negated && term.Sign == '-'));
                }
            }

            at += Math.Max(1, longest);
        }

        return found;
    }

    // "does not always show" negates "show"; "not all results are missing" does not negate "missing"
    private static bool IsNegated(List<Word> words, int at, bool skipAny)
    {
        for (var back = at - 1; back >= 0 && back >= at - FarthestNegation && words[back].Sentence == words[at].Sentence; back--)
        {
            if (Negators.Contains(words[back].Stem))
            {
                return true;
            }

            if (!skipAny && !Fillers.Contains(words[back].Stem))
            {
                return false;
            }
        }

        return false;
    }

    private static Dictionary<string, List<Term>> Read()
    {
        List<Term> terms = [.. WordList.Load("Identifiers.medicine-words.txt").Order(StringComparer.Ordinal).Select(word => new Term("MEDICINE", '.', [Words.Stem(word)]))];
        foreach (var line in WordList.Lines("Classification.concepts.v1.txt"))
        {
            var parts = line.Split(' ', 3);
            terms.AddRange(parts[2].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(term => new Term(parts[0], parts[1][0], [.. Words.Of(term).Select(word => word.Stem)])));
        }

        return terms
            .DistinctBy(term => (term.Concept, string.Join(' ', term.Stems)))
            .GroupBy(term => term.Stems[0])
            .ToDictionary(group => group.Key, group => group.OrderByDescending(term => term.Stems.Length).ThenBy(term => term.Concept, StringComparer.Ordinal).ToList());
    }

    private static FrozenSet<string> Stems(string words) => words.Split(' ').Select(Words.Stem).ToFrozenSet(StringComparer.Ordinal);

    private sealed record Term(string Concept, char Sign, string[] Stems)
    {
        public bool StandsAt(List<Word> words, int at)
        {
            if (at + Stems.Length > words.Count || words[at + Stems.Length - 1].Sentence != words[at].Sentence)
            {
                return false;
            }

            for (var i = 1; i < Stems.Length; i++)
            {
                if (words[at + i].Stem != Stems[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
