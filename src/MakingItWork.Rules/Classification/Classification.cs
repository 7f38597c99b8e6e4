namespace MakingItWork.Rules.Classification;

/// <summary>A stretch of the text that speaks for a type.</summary>
/// <param name="Start">First character, as a UTF-16 offset.</param>
/// <param name="Length">Length in UTF-16 units.</param>
/// <param name="Term">The phrase of the evidence file that matched.</param>
/// <param name="Weight">How strongly it speaks.</param>
public sealed record Evidence(int Start, int Length, string Term, double Weight);

/// <summary>A hazard type that the text may describe.</summary>
/// <param name="Code">A code of the taxonomy.</param>
/// <param name="Name">What the code means.</param>
/// <param name="Confidence">0 to 1; more evidence never lowers it. It is a rank, not a measured probability.</param>
/// <param name="Evidence">What in the text speaks for it, in the order of the text.</param>
public sealed record TypeSuggestion(string Code, string Name, double Confidence, IReadOnlyList<Evidence> Evidence);

/// <summary>What a machine suggests; a person decides.</summary>
/// <param name="Taxonomy">The taxonomy of the codes, such as "magrabi-2010".</param>
/// <param name="Version">Its version and that of the evidence, to be stored with the codes.</param>
/// <param name="Types">The likeliest type first; empty when nothing in the text speaks for any.</param>
/// <param name="NotSure">True when even the likeliest type is doubtful: a person must look.</param>
public sealed record Classification(string Taxonomy, string Version, IReadOnlyList<TypeSuggestion> Types, bool NotSure);
