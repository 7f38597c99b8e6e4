namespace MakingItWork.Rules.Classification;

/// <summary>The probability of one type.</summary>
public readonly record struct TypeProbability(string Code, double Probability);

/// <summary>The types of a text by one model.</summary>
/// <param name="All">Every type that the model knows, in the order of its taxonomy.</param>
/// <param name="Suggested">Those to show, the likeliest first, each with what speaks for it.</param>
/// <param name="NotSure">True when even the likeliest type is doubtful.</param>
public sealed record TypesOfText(IReadOnlyList<TypeProbability> All, IReadOnlyList<TypeSuggestion> Suggested, bool NotSure);
