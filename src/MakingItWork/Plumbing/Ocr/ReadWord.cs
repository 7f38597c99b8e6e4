namespace MakingItWork.Plumbing.Ocr;

/// <summary>
/// One word as read, with a box (pixels of the picture given) that hides the whole of it when painted over.
/// Confidence is the mean certainty of its characters, 0 to 1. Words of one line of text share a Line; lines count from the top.
/// </summary>
public sealed record ReadWord(string Text, int X, int Y, int Width, int Height, double Confidence, int Line);
