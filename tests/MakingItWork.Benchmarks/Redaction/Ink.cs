using MakingItWork.Plumbing.Pictures;

namespace MakingItWork.Benchmarks.Redaction;

/// <summary>The browser's box of a word leaves room above and below for other letters: what must be covered is the ink.</summary>
internal static class Ink
{
    public static (int X, int Y, int Width, int Height) Of(RawPicture picture, double x, double y, double width, double height)
    {
        int left = Math.Clamp((int)x, 0, picture.Width - 1), right = Math.Clamp((int)Math.Ceiling(x + width), left + 1, picture.Width);
        int top = Math.Clamp((int)y, 0, picture.Height - 1), bottom = Math.Clamp((int)Math.Ceiling(y + height), top + 1, picture.Height);
        var paper = Paper(picture, left, top, right, bottom);
        var strongest = 0;
        for (var row = top; row < bottom; row++)
        {
            for (var column = left; column < right; column++)
            {
                strongest = Math.Max(strongest, Distance(picture, column, row, paper));
            }
        }

        int inkLeft = right, inkRight = left, inkTop = bottom, inkBottom = top;
        for (var row = top; row < bottom; row++)
        {
            for (var column = left; column < right; column++)
            {
                if (Distance(picture, column, row, paper) > strongest / 3)
                {
                    (inkLeft, inkRight) = (Math.Min(inkLeft, column), Math.Max(inkRight, column + 1));
                    (inkTop, inkBottom) = (Math.Min(inkTop, row), Math.Max(inkBottom, row + 1));
                }
            }
        }

        return (inkLeft, inkTop, inkRight - inkLeft, inkBottom - inkTop);
    }

    private static int Paper(RawPicture picture, int left, int top, int right, int bottom)
    {
        var counts = new Dictionary<int, int>();
        for (var row = top; row < bottom; row++)
        {
            for (var column = left; column < right; column++)
            {
                var colour = Colour(picture, column, row);
                counts[colour] = counts.GetValueOrDefault(colour) + 1;
            }
        }

        return counts.MaxBy(pair => pair.Value).Key;
    }

    private static int Colour(RawPicture picture, int x, int y)
    {
        var at = 3 * ((y * picture.Width) + x);
        return (picture.Rgb[at] << 16) | (picture.Rgb[at + 1] << 8) | picture.Rgb[at + 2];
    }

    private static int Distance(RawPicture picture, int x, int y, int paper)
    {
        var colour = Colour(picture, x, y);
        return Math.Abs((colour >> 16) - (paper >> 16)) + Math.Abs(((colour >> 8) & 255) - ((paper >> 8) & 255)) + Math.Abs((colour & 255) - (paper & 255));
    }
}
