namespace MakingItWork.Rules.Taxonomies;

/// <summary>One code of a taxonomy.</summary>
/// <param name="Code">The code, as its source writes it.</param>
/// <param name="Name">What it means.</param>
/// <param name="Parent">The code above it, if any.</param>
/// <param name="Origin">"machine", "human", or nothing where the source leaves it open.</param>
/// <param name="Confirmed">False when no source that we could read gives this code: never send it to a national service.</param>
public sealed record TaxonomyCode(string Code, string Name, string? Parent, string? Origin, bool Confirmed);

/// <summary>A versioned list of codes with names and parents.</summary>
/// <param name="Name">The name of the taxonomy, such as "magrabi-2010".</param>
/// <param name="Version">The version of our file; stored beside every code.</param>
/// <param name="Source">Where the codes come from.</param>
/// <param name="Codes">The codes in the order of the source.</param>
public sealed record Taxonomy(string Name, string Version, string Source, IReadOnlyList<TaxonomyCode> Codes)
{
    /// <summary>Types of health IT problem: Magrabi et al. 2010.</summary>
    public static Taxonomy Magrabi => MagrabiFile.Value;

    /// <summary>NRLS incident categories, level 1.</summary>
    public static Taxonomy NrlsCategories => NrlsFile.Value;

    /// <summary>Every version of every taxonomy that is built in, in the order of their names. Adding a file adds a version.</summary>
    public static IReadOnlyList<Taxonomy> All => AllFiles.Value;

    private static Lazy<IReadOnlyList<Taxonomy>> AllFiles { get; } = new(() =>
        [.. TaxonomyFile.NamesWith("codes").Select(Load).OrderBy(t => t.Name, StringComparer.Ordinal).ThenBy(t => t.Version, StringComparer.Ordinal)]);

    private static Lazy<Taxonomy> MagrabiFile { get; } = new(() => Load("magrabi-2010.v1"));

    private static Lazy<Taxonomy> NrlsFile { get; } = new(() => Load("nrls-in05.v1"));

    /// <summary>Loads a taxonomy by name and version, such as "magrabi-2010.v1".</summary>
    /// <exception cref="TaxonomyException">No such file, or codes that are double or lack their parent.</exception>
    public static Taxonomy Load(string nameAndVersion) => Checked(TaxonomyFile.Read<Taxonomy>(nameAndVersion));

    /// <summary>The entry of a code.</summary>
    /// <exception cref="TaxonomyException">The taxonomy has no such code.</exception>
    public TaxonomyCode Get(string code) =>
        Codes.FirstOrDefault(c => c.Code == code) ?? throw new TaxonomyException($"The taxonomy {Name} {Version} has no code {code}.");

    internal static Taxonomy Checked(Taxonomy taxonomy)
    {
        var known = new HashSet<string>();
        foreach (var code in taxonomy.Codes)
        {
            if (!known.Add(code.Code))
            {
                throw new TaxonomyException($"The taxonomy {taxonomy.Name} has the code {code.Code} twice.");
            }
        }

        var orphan = taxonomy.Codes.FirstOrDefault(c => c.Parent is not null && !known.Contains(c.Parent));
        return orphan is null ? taxonomy : throw new TaxonomyException($"The code {orphan.Code} of {taxonomy.Name} stands under {orphan.Parent}, which does not exist.");
    }
}
