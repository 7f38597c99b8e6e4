namespace MakingItWork.Rules.Duplicates;

/// <summary>What the surroundings of a place look like, in 64 bits: sixteen parts, four bits each.</summary>
internal static class PointLook
{
    private const int Parts = 4;
    private const int Samples = 4;
    private const double Reach = 5;

    /// <param name="dark">The place is darker than what is around it: light is then taken for dark, as under a dark theme.</param>
    public static ulong Bits(Plane plane, int x, int y, double size, bool dark)
    {
        Span<float> across = stackalloc float[Parts * Parts];
        Span<float> down = stackalloc float[Parts * Parts];
        Span<float> busyAcross = stackalloc float[Parts * Parts];
        Span<float> busyDown = stackalloc float[Parts * Parts];
        var step = 2 * Reach * size / (Parts * Samples);
        var sign = dark ? -1 : 1;
        for (var j = 0; j < Parts * Samples; j++)
        {
            for (var i = 0; i < Parts * Samples; i++)
            {
                var px = x + ((i + 0.5 - (Parts * Samples / 2.0)) * step);
                var py = y + ((j + 0.5 - (Parts * Samples / 2.0)) * step);
                var dx = sign * (plane.Between(px + size, py) - plane.Between(px - size, py));
                var dy = sign * (plane.Between(px, py + size) - plane.Between(px, py - size));
                var part = (j / Samples * Parts) + (i / Samples);
                across[part] += dx;
                down[part] += dy;
                busyAcross[part] += Math.Abs(dx);
                busyDown[part] += Math.Abs(dy);
            }
        }

        var bits = 0UL;
        bits |= Above(across, 0);
        bits |= Above(down, 0) << 16;
        bits |= Above(busyAcross, Middle(busyAcross)) << 32;
        return bits | (Above(busyDown, Middle(busyDown)) << 48);
    }

    private static ulong Above(ReadOnlySpan<float> values, float limit)
    {
        var bits = 0UL;
        for (var i = 0; i < values.Length; i++)
        {
            bits |= values[i] > limit ? 1UL << i : 0;
        }

        return bits;
    }

    private static float Middle(ReadOnlySpan<float> values)
    {
        Span<float> sorted = stackalloc float[values.Length];
        values.CopyTo(sorted);
        sorted.Sort();
        return (sorted[(values.Length / 2) - 1] + sorted[values.Length / 2]) / 2;
    }
}
