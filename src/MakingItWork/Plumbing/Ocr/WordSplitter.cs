using MakingItWork.Plumbing.Pictures;
using MakingItWork.Rules.Identifiers;

namespace MakingItWork.Plumbing.Ocr;

/// <summary>Cuts a line that was read into its words, each with the box that hides it.</summary>
internal static class WordSplitter
{
    // The recogniser leaves out about one space in five. On real screens 95 of 100 spaces are wider than a fifth of the
    // line's box and all but a few gaps between letters are narrower; beside a 1 or a stop letters leave more room.
    private const double WideGap = 0.15;
    private const double MoreBesideNarrow = 0.08;
    private const string Narrow = "1.,:;'’!|/-()×";

    public static IEnumerable<ReadWord> Split(RawPicture picture, Box line, List<ReadCharacter> characters, int number)
    {
        var ink = new InkColumns(picture, line);
        var words = Words(characters, line, ink);
        var margin = Math.Max(1, line.Height / 12);
        var left = 0;
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            int right = line.Width, next = line.Width;
            if (i + 1 < words.Count)
            {
                (right, next) = Between(ink, line, word[^1], words[i + 1][0]);
                var give = Math.Min(margin, (next - right) / 2);
                (right, next) = (right + give, next - give);
            }

            var first = i == 0 ? margin : 0;
            var last = i + 1 == words.Count ? margin : 0;
            var cover = new Box(line.Left + left - first, line.Top - margin, line.Left + Math.Max(left + 1, right) + last, line.Bottom + margin)
                .Within(picture.Width, picture.Height);
            yield return new ReadWord(
                LookAlikes.Resolve(string.Concat(word.Select(c => c.Text))), cover.Left, cover.Top, cover.Width, cover.Height, word.Average(c => c.Confidence), number);
            left = next;
        }
    }

    private static List<List<ReadCharacter>> Words(List<ReadCharacter> characters, Box line, InkColumns ink)
    {
        var gaps = new List<int>();
        for (var i = 1; i < characters.Count; i++)
        {
            var (start, end) = Between(ink, line, characters[i - 1], characters[i]);
            gaps.Add(end - start);
        }

        var usual = gaps.Count == 0 ? 0 : gaps.Order().ElementAt(gaps.Count / 2);
        var words = new List<List<ReadCharacter>>();
        var inWord = false;
        for (var i = 0; i < characters.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(characters[i].Text))
            {
                inWord = false;
                continue;
            }

            if (!inWord || gaps[i - 1] > usual + (line.Height * Allowance(characters[i - 1], characters[i])))
            {
                words.Add([]);
                inWord = true;
            }

            words[^1].Add(characters[i]);
        }

        return words;
    }

    private static double Allowance(ReadCharacter before, ReadCharacter after) =>
        Narrow.Contains(before.Text, StringComparison.Ordinal) || Narrow.Contains(after.Text, StringComparison.Ordinal)
            ? WideGap + MoreBesideNarrow
            : WideGap;

    /// <summary>The gap in the ink between two characters; where there is none, the point halfway.</summary>
    private static (int Start, int End) Between(InkColumns ink, Box line, ReadCharacter before, ReadCharacter after)
    {
        int start = (int)(before.At * line.Width), end = (int)Math.Ceiling(after.At * line.Width);
        var middle = (start + end) / 2;
        return ink.WidestGap(start, end) ?? (middle, middle);
    }
}
