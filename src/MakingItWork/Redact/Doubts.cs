using MakingItWork.Capture;
using MakingItWork.Plumbing.Ocr;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Plumbing.Web;

namespace MakingItWork.Redact;

/// <summary>
/// What the reader saw in a picture and could not read well enough to be judged. The limits lie between real screens, of
/// which 1 in 98 has such a doubt (a line cut in half), and pictures of the same kind too small, turned or blurred to be
/// read, of which all have one (docs/decisions/0006-proof-and-quarantine.md).
/// </summary>
/// <param name="Covers">What to cover if nobody can tell what stands there.</param>
/// <param name="Why">Sentences for the person who must look; none when there is no doubt.</param>
internal sealed record Doubts(IReadOnlyList<Cover> Covers, IReadOnlyList<string> Why)
{
    private const double Clear = 0.7;
    private const double Sure = 0.8;
    private const int LeastLetters = 3;
    private const double MostUnsure = 0.1;
    private const int LeastUnsure = 5;
    private const int LowestText = 8;
    private const int LowestSideways = 40;
    private const int LeastSideways = 3;
    private const int LeastWords = 5;
    private const int SmallPicture = 200_000;

    /// <param name="covered">Whether the word at this place in the list is covered already.</param>
    public static Doubts About(RawPicture picture, IReadOnlyList<ReadWord> words, Func<int, bool> covered)
    {
        var sure = words.Where(word => word.Confidence >= Sure).Select(Place).ToList();
        // where two tiles of a picture meet, a slice of a line that was read whole is found once more
        bool IsSlice(ReadWord word) => word.Confidence < Sure && sure.Exists(area => 2 * area.Shared(Place(word)) > Place(word).Pixels);
        var open = words.Where((word, index) => !covered(index) && !IsSlice(word)).ToList();

        var unclear = open.Where(word => word.Confidence < Clear && Letters(word) >= LeastLetters).ToList();
        var unread = open.Where(IsUnreadText).ToList();
        var sideways = open.Where(word => word.Confidence < Clear && word.Height >= LowestSideways && word.Height >= 2 * word.Width).ToList();
        var text = open.Where(word => Letters(word) > 1 || IsUnreadText(word)).ToList();
        var unsure = text.Count(word => word.Confidence < Sure);

        var why = new List<string>();
        if (unclear.Count + unread.Count > 0)
        {
            why.Add($"{(unclear.Count + unread.Count).CountOf("word")} could not be read surely.");
        }
        if (sideways.Count >= LeastSideways)
        {
            why.Add("Text that stands on its side could not be read.");
        }
        if (unsure >= LeastUnsure && unsure > MostUnsure * text.Count)
        {
            why.Add("Much of the picture could not be read surely.");
        }
        if (words.Count(word => Letters(word) > 1) < LeastWords && picture.Width * picture.Height > SmallPicture && !IsEmpty(picture))
        {
            why.Add("Hardly any text was found, which is unusual for a screen.");
        }
        var covers = unclear.Concat(unread).Concat(sideways.Count >= LeastSideways ? sideways : []).Distinct();
        return new Doubts([.. covers.Select(word => new Cover(Place(word), null, "Letters that could not be read surely.", CoverFrom.Unclear))], why);
    }

    public static Area Place(ReadWord word) => new(word.X, word.Y, word.Width, word.Height);

    private static int Letters(ReadWord word) => word.Text.Count(char.IsLetterOrDigit);

    private static bool IsUnreadText(ReadWord word) => word.Text.Length == 0 && word.Height >= LowestText && word.Width >= 3 * word.Height;

    /// <summary>A screen that stays white is a report too, and hides nobody: 98 in 100 pixels have about one colour.</summary>
    private static bool IsEmpty(RawPicture picture)
    {
        var colours = new int[4096];
        for (var at = 0; at + 2 < picture.Rgb.Length; at += 12)
        {
            colours[((picture.Rgb[at] >> 4) << 8) | ((picture.Rgb[at + 1] >> 4) << 4) | (picture.Rgb[at + 2] >> 4)]++;
        }
        return colours.Max() >= 0.98 * ((picture.Rgb.Length + 11) / 12);
    }
}
