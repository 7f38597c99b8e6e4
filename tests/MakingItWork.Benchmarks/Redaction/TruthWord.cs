namespace MakingItWork.Benchmarks.Redaction;

/// <summary>A word that stands on a screen, with the box of its ink in pixels of the picture.</summary>
internal sealed record TruthWord(string Kind, string Text, int X, int Y, int Width, int Height);

/// <summary>A synthetic screen as a picture file, and what stands on it.</summary>
internal sealed record PaintedScreen(string Part, string Layout, int Number, Look Look, byte[] Picture, IReadOnlyList<TruthWord> Words)
{
    public string Name => $"{Part}-{Number:000}-{Layout}-{Look}";
}
