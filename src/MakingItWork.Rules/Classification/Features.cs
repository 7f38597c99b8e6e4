namespace MakingItWork.Rules.Classification;

/// <summary>One thing seen in a text, and where: a length of 0 means outside the text (product, module, picture).</summary>
internal readonly record struct Feature(uint Hash, int Start, int Length);

/// <summary>What the linear model sees of a text. Only whether a thing is there counts, never how often or in which sentence.</summary>
internal static class Features
{
    public static List<Feature> Of(List<Word> words, ClassificationInput input)
    {
        List<Feature> seen = [];
        for (var at = 0; at < words.Count; at++)
        {
            var word = words[at];
            seen.Add(new(FeatureHash.Of('w', word.Stem), word.Start, word.Length));
            if (at > 0 && words[at - 1].Sentence == word.Sentence)
            {
                seen.Add(new(FeatureHash.Of('b', words[at - 1].Stem, word.Stem), words[at - 1].Start, word.End - words[at - 1].Start));
            }
        }

        AddAside(seen, 'p', input.Product);
        AddAside(seen, 'm', input.Module);
        AddAside(seen, 'i', input.PictureText);
        return seen;
    }

    private static void AddAside(List<Feature> seen, char kind, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            seen.AddRange(ReadText.Read(text).Select(word => new Feature(FeatureHash.Of(kind, word.Stem), 0, 0)));
        }
    }
}
