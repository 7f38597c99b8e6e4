namespace MakingItWork.Plumbing.Ocr;

/// <summary>
/// What each class of the recogniser stands for: the blank, the few hundred characters that scripts/cut-recogniser.mjs kept
/// because screens in the UK use them, and the space.
/// </summary>
internal sealed class Characters(string path)
{
    public const int Blank = 0;

    private readonly string[] _texts = ["", .. File.ReadAllText(path).Split('\n'), " "];

    /// <summary>Classes that the network tells apart, with the blank.</summary>
    public int Count => _texts.Length;

    public string this[int index] => _texts[index];
}
