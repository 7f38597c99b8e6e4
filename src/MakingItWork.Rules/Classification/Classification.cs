namespace MakingItWork.Rules.Classification;

/// <summary>A stretch of the text that moved a type.</summary>
/// <param name="Start">First character, as a UTF-16 offset into the text of the input.</param>
/// <param name="Length">Length in UTF-16 units.</param>
/// <param name="Term">What was recognised: a phrase of the evidence file, or the words themselves.</param>
/// <param name="Weight">How strongly it speaks; below 0 when it speaks against the type.</param>
public sealed record Evidence(int Start, int Length, string Term, double Weight);

/// <summary>A hazard type that the text may describe.</summary>
/// <param name="Code">A code of the taxonomy.</param>
/// <param name="Name">What the code means.</param>
/// <param name="Probability">0 to 1, calibrated: of a hundred reports with 0.7, about seventy are of the type. More evidence for the type never lowers it.</param>
/// <param name="Evidence">What in the text speaks for it, in the order of the text.</param>
public sealed record TypeSuggestion(string Code, string Name, double Probability, IReadOnlyList<Evidence> Evidence);

/// <summary>One code of a further taxonomy, found by its phrases.</summary>
/// <param name="Taxonomy">The taxonomy, such as "consequence".</param>
/// <param name="Version">The version of the taxonomy.</param>
/// <param name="Code">The code.</param>
/// <param name="Name">What it means.</param>
/// <param name="Evidence">What in the text speaks for it.</param>
public sealed record Dimension(string Taxonomy, string Version, string Code, string Name, IReadOnlyList<Evidence> Evidence);

/// <summary>Whether a person must look at once.</summary>
/// <param name="Urgent">True when a patient may come to harm before the queue is worked through.</param>
/// <param name="Reason">Why, as a plain sentence; null when it is not urgent.</param>
/// <param name="Evidence">What in the text says so.</param>
public sealed record Urgency(bool Urgent, string? Reason, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>Nothing speaks of imminent harm.</summary>
    public static Urgency None { get; } = new(false, null, []);
}

/// <summary>What a machine suggests; a person decides.</summary>
/// <param name="Taxonomy">The taxonomy of the types, such as "magrabi-2010".</param>
/// <param name="TaxonomyVersion">Its version.</param>
/// <param name="Model">Name and version of the model that suggested them.</param>
/// <param name="Types">The types whose probability passes their threshold, the likeliest first. When none does, the likeliest one alone, if anything speaks for it.</param>
/// <param name="NotSure">True when even the likeliest type is doubtful: a person must look.</param>
/// <param name="Consequence">What came of it, where the text says so.</param>
/// <param name="Dimensions">The further dimensions that the text speaks of.</param>
/// <param name="Urgency">Whether a person must look at once.</param>
public sealed record Classification(
    string Taxonomy,
    string TaxonomyVersion,
    string Model,
    IReadOnlyList<TypeSuggestion> Types,
    bool NotSure,
    Dimension? Consequence,
    IReadOnlyList<Dimension> Dimensions,
    Urgency Urgency)
{
    /// <summary>Version of taxonomy and model together, to be stored with every suggestion.</summary>
    public string Version => $"{TaxonomyVersion}+{Model}";
}
