using MakingItWork.Plumbing.Pictures;

namespace MakingItWork.Plumbing.Ocr;

/// <summary>
/// Looks at the picture in overlapping tiles, so that memory stays the same for any size of picture,
/// and at each tile at the scale that suits the text in it.
/// </summary>
internal sealed class LineFinder(TextDetector detector)
{
    private const int TileWidth = 1600;
    private const int TilePixels = 1_100_000;

    // Higher than a line of text, so that a line cut by one tile's edge stands whole in the next.
    private const int Overlap = 80;

    // A detected line this low holds letters of about 14 px or less, which are found better when enlarged.
    private const int SmallLine = 24;
    private const double Enlarged = 1.5;

    /// <summary>Lines from the top; those on one height from the left.</summary>
    public List<Box> Find(RawPicture picture, LineMemory memory, CancellationToken cancel)
    {
        var lines = new List<Box>();
        foreach (var tile in Tiles(picture.Width, picture.Height, TileWidth, TilePixels))
        {
            cancel.ThrowIfCancellationRequested();
            var found = memory.KnowsSmallText(tile) ? [] : detector.Find(picture, tile, 1);
            if (found.Count == 0 || HasSmallText(found))
            {
                memory.RememberSmallText(tile);
                found.Clear();
                foreach (var part in Tiles(tile.Width, tile.Height, (int)(TileWidth / Enlarged), (int)(TilePixels / (Enlarged * Enlarged))))
                {
                    cancel.ThrowIfCancellationRequested();
                    var shifted = new Box(tile.Left + part.Left, tile.Top + part.Top, tile.Left + part.Right, tile.Top + part.Bottom);
                    Merge(found, detector.Find(picture, shifted, Enlarged));
                }
            }

            Merge(lines, found);
        }

        lines.Sort((a, b) => (a.Top + a.Bottom, a.Left).CompareTo((b.Top + b.Bottom, b.Left)));
        return lines;
    }

    internal static IEnumerable<Box> Tiles(int width, int height, int maxWidth, int maxPixels)
    {
        foreach (var (left, right) in Spans(width, maxWidth))
        {
            foreach (var (top, bottom) in Spans(height, Math.Max(4 * Overlap, maxPixels / (right - left))))
            {
                yield return new Box(left, top, right, bottom);
            }
        }
    }

    private static IEnumerable<(int Start, int End)> Spans(int length, int longest)
    {
        var count = length <= longest ? 1 : (int)Math.Ceiling((double)(length - Overlap) / (longest - Overlap));
        var size = (int)Math.Ceiling((double)(length + ((count - 1) * Overlap)) / count);
        for (var i = 0; i < count; i++)
        {
            var start = i * (size - Overlap);
            yield return (start, Math.Min(length, start + size));
        }
    }

    private static bool HasSmallText(List<Box> lines)
    {
        var heights = lines.ConvertAll(l => l.Height);
        heights.Sort();
        return heights[heights.Count / 4] < SmallLine;
    }

    private static void Merge(List<Box> lines, List<Box> more)
    {
        var old = lines.Count;
        foreach (var one in more)
        {
            var line = one;
            for (var i = old - 1; i >= 0; i--)
            {
                if (lines[i].SameLineAs(line))
                {
                    line = line.Union(lines[i]);
                    lines.RemoveAt(i);
                    old--;
                }
            }

            lines.Add(line);
        }
    }
}
