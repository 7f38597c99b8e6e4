namespace MakingItWork.Triage.Searching;

/// <summary>What the search field shows: what was typed, and what is wrong with it.</summary>
public sealed record SearchField(string? Typed = null, string? Trouble = null);
