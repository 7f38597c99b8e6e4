namespace MakingItWork.Rules.Taxonomies;

/// <summary>What one Magrabi code becomes elsewhere.</summary>
/// <param name="Magrabi">The code that was given.</param>
/// <param name="LfpseItFactor">Code in LFPSE "it-systems-and-software-involved".</param>
/// <param name="In05">NRLS category, level 1.</param>
/// <param name="Imdrf">IMDRF annex A terms of the first level, likeliest first.</param>
/// <param name="Confirmed">False: the map is this project's proposal; a person decides.</param>
public sealed record CrosswalkRow(string Magrabi, string LfpseItFactor, string In05, IReadOnlyList<string> Imdrf, bool Confirmed);

/// <summary>The map from hazard types to national codes.</summary>
/// <param name="Name">The name of the map.</param>
/// <param name="Version">The version of our file.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="From">The taxonomy and version whose codes are mapped.</param>
/// <param name="Rows">One row for each code of that taxonomy.</param>
public sealed record Crosswalk(string Name, string Version, string Source, string From, IReadOnlyList<CrosswalkRow> Rows)
{
    private static readonly Lazy<Crosswalk> File = new(() => TaxonomyFile.Read<Crosswalk>("crosswalk.v1"));

    /// <summary>The current map.</summary>
    public static Crosswalk Current => File.Value;

    /// <summary>The row of a Magrabi code.</summary>
    /// <exception cref="TaxonomyException">The map has no such code.</exception>
    public CrosswalkRow Get(string magrabi) =>
        Rows.FirstOrDefault(r => r.Magrabi == magrabi) ?? throw new TaxonomyException($"The crosswalk {Version} has no row for the code {magrabi}.");
}
