namespace MakingItWork.Rules.Identifiers;

/// <summary>A word that a text reader found on a screen.</summary>
/// <param name="Text">The word as read; spaces may have been lost and letters misread.</param>
/// <param name="X">Left edge in pixels.</param>
/// <param name="Y">Top edge in pixels.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Confidence">How sure the reader was, 0 to 1. Unsure words are covered just the same.</param>
/// <param name="Line">The reader's number for the line box that the word belongs to.</param>
public sealed record ScreenWord(string Text, int X, int Y, int Width, int Height, double Confidence, int Line);

/// <summary>A word to be painted out.</summary>
/// <param name="Index">Its place in the list of words that was searched.</param>
/// <param name="Kind">What it is, or is part of.</param>
/// <param name="Reason">A plain sentence that says why; it never repeats the word.</param>
public sealed record CoveredWord(int Index, IdentifierKind Kind, string Reason);
