namespace MakingItWork.Plumbing.Ocr;

/// <summary>One word and where it stands, in pixels of the picture that was read.</summary>
/// <param name="Line">The text line it belongs to.</param>
public sealed record ReadWord(string Text, int X, int Y, int Width, int Height, double Confidence, int Line);
