using MakingItWork.Rules.Taxonomies;

namespace MakingItWork.Rules.Classification;

/// <summary>Finds the codes of the further taxonomies by their phrases.</summary>
internal static class Dimensions
{
    private static readonly Lazy<List<(Taxonomy Taxonomy, HazardEvidence Evidence, PhraseIndex Index)>> Files = new(() =>
    [
        .. HazardEvidence.Dimensions.Select(evidence => (
            Taxonomy.Load(evidence.Taxonomy),
            evidence,
            PhraseIndex.Of(evidence.Negations, [.. evidence.Types.Select(t => t.Phrases)]))),
    ]);

    /// <summary>The codes found, those of one taxonomy in the order of its evidence file: where only one may be, the first is meant.</summary>
    public static List<Dimension> Of(List<Word> words) =>
    [
        .. from file in Files.Value
           from found in file.Index.Found(words, file.Evidence.ListedFrom)
           let code = file.Taxonomy.Get(file.Evidence.Types[found.Group].Code)
           select new Dimension(file.Taxonomy.Name, file.Taxonomy.Version, code.Code, code.Name, found.Evidence),
    ];
}
