namespace MakingItWork.Triage.Searching;

/// <summary>What the search field shows: what was typed, and what is wrong with it. How to search stands on its own page only: elsewhere it must not push down what people came for.</summary>
public sealed record SearchField(string? Typed = null, string? Trouble = null, bool OnOwnPage = false);
