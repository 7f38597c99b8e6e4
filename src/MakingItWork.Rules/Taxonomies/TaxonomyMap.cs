namespace MakingItWork.Rules.Taxonomies;

/// <summary>What one code becomes in another taxonomy.</summary>
/// <param name="Code">A code of the taxonomy mapped from.</param>
/// <param name="Becomes">Codes of the taxonomy mapped to, likeliest first.</param>
public sealed record TaxonomyMapRow(string Code, IReadOnlyList<string> Becomes);

/// <summary>A map from the codes of one taxonomy to those of another. Each is a proposal: a person decides.</summary>
/// <param name="Name">The name of the map.</param>
/// <param name="Version">The version of our file.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="From">Taxonomy and version mapped from, such as "screen-problem.v1".</param>
/// <param name="To">Taxonomy and version mapped to.</param>
/// <param name="Map">One row for each code mapped.</param>
public sealed record TaxonomyMap(string Name, string Version, string Source, string From, string To, IReadOnlyList<TaxonomyMapRow> Map)
{
    private static readonly Lazy<IReadOnlyList<TaxonomyMap>> Files = new(() =>
        [.. TaxonomyFile.NamesWith("map").Select(TaxonomyFile.Read<TaxonomyMap>).OrderBy(m => m.Name, StringComparer.Ordinal).ThenBy(m => m.Version, StringComparer.Ordinal)]);

    /// <summary>Every map that is built in. The one to national codes is <see cref="Crosswalk"/>.</summary>
    public static IReadOnlyList<TaxonomyMap> All => Files.Value;
}
