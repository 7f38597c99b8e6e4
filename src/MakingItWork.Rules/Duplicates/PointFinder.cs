namespace MakingItWork.Rules.Duplicates;

/// <summary>
/// Finds blobs at several sizes as extremes of the difference of two blurs (after Lowe 2004), and describes each by the light
/// around it. What is bright on dark and what is dark on bright are described alike, so a dark theme changes little.
/// </summary>
internal static class PointFinder
{
    private const int Levels = 8;
    private const double FirstBlur = 1.5;
    private const double Step = 1.35;
    private const float LeastContrast = 0.8f;
    private const float MostEdge = 8;

    public static IReadOnlyList<PicturePoint> Find(ReadOnlySpan<byte> grey, int width, int height, int most)
    {
        var blurred = new Plane[Levels];
        var before = Plane.Of(grey, width, height);
        var sigma = 0.6;
        for (var level = 0; level < Levels; level++)
        {
            var wanted = FirstBlur * Math.Pow(Step, level);
            before = blurred[level] = before.Blur(Math.Sqrt((wanted * wanted) - (sigma * sigma)));
            sigma = wanted;
        }

        var edges = new Plane[Levels - 1];
        for (var level = 0; level < edges.Length; level++)
        {
            edges[level] = blurred[level + 1].Minus(blurred[level]);
        }

        List<(float Strength, PicturePoint Point)> found = [];
        for (var level = 1; level < edges.Length - 1; level++)
        {
            var blur = FirstBlur * Math.Pow(Step, level);
            foreach (var (x, y, strength) in Extremes(edges[level - 1], edges[level], edges[level + 1]))
            {
                var size = blur * Math.Pow(Step, Offset(edges[level - 1].At(x, y), strength, edges[level + 1].At(x, y)));
                found.Add(((float)(Math.Abs(strength) * size), new((ushort)x, (ushort)y, (byte)Math.Min(255, Math.Round(size * 4)), PointLook.Bits(blurred[level], x, y, size, strength > 0))));
            }
        }

        return Spread(found, most);
    }

    /// <summary>The strongest, but none so near to a stronger one of the same size that it tells nothing new.</summary>
    private static List<PicturePoint> Spread(List<(float Strength, PicturePoint Point)> found, int most)
    {
        List<PicturePoint> kept = [];
        foreach (var (_, point) in found.OrderByDescending(f => f.Strength).ThenBy(f => f.Point.Y).ThenBy(f => f.Point.X))
        {
            if (kept.Count == most)
            {
                break;
            }

            if (!kept.Exists(other => Near(other, point)))
            {
                kept.Add(point);
            }
        }

        return kept;
    }

    private static bool Near(PicturePoint a, PicturePoint b)
    {
        var reach = Math.Max(a.Size, b.Size) / 4.0 * 1.5;
        return Math.Abs(a.X - b.X) < reach && Math.Abs(a.Y - b.Y) < reach;
    }

    private static double Offset(float below, float here, float above)
    {
        var bend = below - (2 * here) + above;
        return Math.Abs(bend) < 1e-6 ? 0 : Math.Clamp((below - above) / (2 * bend), -0.5, 0.5);
    }

    private static List<(int X, int Y, float Strength)> Extremes(Plane below, Plane here, Plane above)
    {
        List<(int, int, float)> all = [];
        for (var y = 2; y < here.Height - 2; y++)
        {
            for (var x = 2; x < here.Width - 2; x++)
            {
                var value = here.At(x, y);
                if (Math.Abs(value) >= LeastContrast && IsExtreme(below, here, above, x, y, value) && !IsEdge(here, x, y))
                {
                    all.Add((x, y, value));
                }
            }
        }

        return all;
    }

    private static bool IsExtreme(Plane below, Plane here, Plane above, int x, int y, float value)
    {
        var sign = value > 0 ? 1 : -1;
        for (var dy = -1; dy <= 1; dy++)
        {
            for (var dx = -1; dx <= 1; dx++)
            {
                if ((sign * below.At(x + dx, y + dy)) >= sign * value || (sign * above.At(x + dx, y + dy)) >= sign * value
                    || ((dx != 0 || dy != 0) && (sign * here.At(x + dx, y + dy)) > sign * value))
                {
                    return false;
                }
            }
        }

        return true;
    }

    // along a line a place slides; only what ends in both directions stays where it is
    private static bool IsEdge(Plane plane, int x, int y)
    {
        var (middle, left, right, up, down) = (plane.At(x, y), plane.At(x - 1, y), plane.At(x + 1, y), plane.At(x, y - 1), plane.At(x, y + 1));
        var (dxx, dyy) = (left + right - (2 * middle), up + down - (2 * middle));
        var dxy = (plane.At(x + 1, y + 1) + plane.At(x - 1, y - 1) - plane.At(x + 1, y - 1) - plane.At(x - 1, y + 1)) / 4;
        var (trace, determinant) = (dxx + dyy, (dxx * dyy) - (dxy * dxy));
        return determinant <= 0 || trace * trace * MostEdge > (MostEdge + 1) * (MostEdge + 1) * determinant;
    }
}
