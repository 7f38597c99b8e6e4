using System.Text;

namespace MakingItWork.Plumbing.Ocr;

/// <summary>
/// The recogniser knows 6,600 characters, nearly all Chinese. Screens in the UK use the few hundred others:
/// choosing among those alone is faster and turns a doubtful glyph into the Latin letter it resembles.
/// </summary>
internal sealed class Characters
{
    public const int Blank = 0;

    private readonly Dictionary<int, string> _texts = [];

    public Characters(string path)
    {
        var known = File.ReadAllText(path).Split('\n');
        for (var i = 0; i < known.Length; i++)
        {
            var character = known[i].TrimEnd('\r');
            if (character.Length == 1 && (character[0] < '\u2E80' || character[0] is >= '\uFF01' and <= '\uFFE5'))
            {
                // Compatibility forms: the list has the pound sign, for one, in full width only.
                _texts[i + 1] = character.Normalize(NormalizationForm.FormKC);
            }
        }

        // The network's last class is the space, which the list leaves out.
        Count = known.Length + 2;
        _texts[Count - 1] = " ";
        Candidates = [Blank, .. _texts.Keys.Order()];
    }

    /// <summary>Classes that the network tells apart, with the blank.</summary>
    public int Count { get; }

    public int[] Candidates { get; }

    public string this[int index] => _texts[index];
}
