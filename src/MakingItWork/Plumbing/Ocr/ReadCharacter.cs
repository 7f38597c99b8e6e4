namespace MakingItWork.Plumbing.Ocr;

/// <summary>A character of a line and where its middle lies, from 0 (left edge of the line's box) to 1.</summary>
internal readonly record struct ReadCharacter(string Text, double At, float Confidence);
