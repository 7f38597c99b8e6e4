namespace MakingItWork.Rules.Taxonomies;

/// <summary>
/// A phrase that speaks for a hazard type. Words are compared by their stems; "/" parts alternatives; "~" stands for up to
/// three words of any kind within the sentence.
/// </summary>
/// <param name="Phrase">The phrase.</param>
/// <param name="Weight">How strongly it speaks, above 0; the weights of a type's phrases add up.</param>
public sealed record EvidencePhrase(string Phrase, double Weight);

/// <summary>The phrases of one type.</summary>
/// <param name="Code">A code of the taxonomy that the file names.</param>
/// <param name="Phrases">What speaks for it.</param>
public sealed record TypeEvidence(string Code, IReadOnlyList<EvidencePhrase> Phrases);

/// <summary>The evidence that the hazard classifier weighs.</summary>
/// <param name="Name">The name of the file.</param>
/// <param name="Version">Its version, stored with every suggestion.</param>
/// <param name="Source">Where the phrases come from.</param>
/// <param name="Taxonomy">The taxonomy and version whose codes are suggested.</param>
/// <param name="SureFrom">A confidence below this is "not sure".</param>
/// <param name="ListedFrom">A confidence below this is not listed at all.</param>
/// <param name="Negations">Words that, just before a phrase, take it back.</param>
/// <param name="Types">The phrases of each type.</param>
public sealed record HazardEvidence(
    string Name,
    string Version,
    string Source,
    string Taxonomy,
    double SureFrom,
    double ListedFrom,
    IReadOnlyList<string> Negations,
    IReadOnlyList<TypeEvidence> Types)
{
    private static readonly Lazy<HazardEvidence> File = new(() => Load("hazard-evidence.v1"));

    private static readonly Lazy<IReadOnlyList<HazardEvidence>> DimensionFiles = new(() =>
        [Load("consequence-evidence.v1"), Load("screen-dimension-evidence.v1"), Load("process-step-evidence.v1")]);

    /// <summary>The current evidence for the main taxonomy.</summary>
    public static HazardEvidence Current => File.Value;

    /// <summary>The evidence for the further taxonomies that a report is classified by: consequence first.</summary>
    public static IReadOnlyList<HazardEvidence> Dimensions => DimensionFiles.Value;

    /// <summary>Loads an evidence file by name and version, such as "hazard-evidence.v1".</summary>
    /// <exception cref="TaxonomyException">There is no such file, or it is wrong.</exception>
    public static HazardEvidence Load(string nameAndVersion) => TaxonomyFile.Read<HazardEvidence>(nameAndVersion);
}
