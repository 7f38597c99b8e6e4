namespace MakingItWork.Rules.Classification;

/// <summary>One thing seen in a text.</summary>
/// <param name="Kind">w word, b pair of words, g piece of a word, c concept, q pair of concepts, p product, m module, i picture.</param>
/// <param name="Hash">Its number in the model.</param>
/// <param name="First">The first of its words.</param>
/// <param name="Last">The last of its words; before the first when it stands outside the text (product, module, picture).</param>
internal readonly record struct Feature(char Kind, uint Hash, int First, int Last);

/// <summary>
/// What the linear model sees of a text. Only whether a thing is there counts, never how often or in which sentence, so the
/// order of sentences does not matter.
/// </summary>
internal static class Features
{
    /// <summary>Written into model files: a model made for other features is refused.</summary>
    public const int Version = 1;

    private const int WidestPair = 14;
    private const int PieceLength = 4;
    private const int ShortestWithPieces = 6;

    public static List<Feature> Of(List<Word> words, ClassificationInput input)
    {
        List<Feature> seen = new(words.Count * 8);
        var concepts = Concepts.In(words);
        AddWords(seen, words, TakenBack(words, concepts));
        AddConcepts(seen, words, concepts);
        AddAside(seen, 'p', input.Product);
        AddAside(seen, 'm', input.Module);
        AddAside(seen, 'i', input.PictureText);
        return seen;
    }

    /// <summary>How much a kind may move a score: what generalises to other people's words most.</summary>
    public static float Scale(char kind) => kind switch
    {
        'c' => 1,
        'q' => 0.5f,
        'w' => 0.5f,
        'b' => 0.35f,
        'g' => 0.15f,
        _ => 0.3f,
    };

    /// <summary>True for the words themselves, which depend most on who wrote them.</summary>
    public static bool IsWording(char kind) => kind is 'w' or 'b' or 'g';

    // "no longer missing": the word alone would speak for what is not the case
    private static bool[] TakenBack(List<Word> words, List<ConceptHit> concepts)
    {
        var taken = new bool[words.Count];
        foreach (var concept in concepts.Where(concept => concept.IsProblemTakenBack))
        {
            taken.AsSpan(concept.First, concept.Last - concept.First + 1).Fill(true);
        }

        return taken;
    }

    private static void AddWords(List<Feature> seen, List<Word> words, bool[] takenBack)
    {
        Span<char> padded = stackalloc char[66];
        for (var at = 0; at < words.Count; at++)
        {
            var stem = words[at].Stem;
            if (takenBack[at] || stem.Any(char.IsDigit))
            {
                continue;
            }

            seen.Add(new('w', FeatureHash.Of('w', stem), at, at));
            if (at > 0 && !takenBack[at - 1] && words[at - 1].Sentence == words[at].Sentence)
            {
                seen.Add(new('b', FeatureHash.Of('b', words[at - 1].Stem, stem), at - 1, at));
            }

            if (stem.Length >= ShortestWithPieces)
            {
                var letters = Math.Min(stem.Length, 64);
                padded[0] = '<';
                stem.AsSpan(0, letters).CopyTo(padded[1..]);
                padded[letters + 1] = '>';
                for (var from = 0; from + PieceLength <= letters + 2; from++)
                {
                    seen.Add(new('g', FeatureHash.Of('g', padded.Slice(from, PieceLength)), at, at));
                }
            }
        }
    }

    private static void AddConcepts(List<Feature> seen, List<Word> words, List<ConceptHit> concepts)
    {
        for (var at = 0; at < concepts.Count; at++)
        {
            var concept = concepts[at];
            seen.Add(new('c', FeatureHash.Of('c', concept.Name), concept.First, concept.Last));
            for (var before = at - 1; before >= 0; before--)
            {
                var other = concepts[before];
                if (words[other.First].Sentence != words[concept.First].Sentence || concept.First - other.Last > WidestPair)
                {
                    break;
                }

                var inOrder = string.CompareOrdinal(other.Name, concept.Name) <= 0;
                seen.Add(new('q', FeatureHash.Of('q', inOrder ? other.Name : concept.Name, inOrder ? concept.Name : other.Name), other.First, concept.Last));
            }
        }
    }

    private static void AddAside(List<Feature> seen, char kind, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        var words = ReadText.Read(text);
        seen.AddRange(words.Select(word => new Feature(kind, FeatureHash.Of(kind, word.Stem), 0, -1)));
        seen.AddRange(Concepts.In(words).Select(concept => new Feature(kind, FeatureHash.Of(kind, "c:" + concept.Name), 0, -1)));
    }
}
