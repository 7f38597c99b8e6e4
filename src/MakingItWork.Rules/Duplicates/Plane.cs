using System.Numerics;

namespace MakingItWork.Rules.Duplicates;

/// <summary>One number for each pixel.</summary>
internal sealed class Plane(int width, int height, float[] values)
{
    public int Width => width;

    public int Height => height;

    public static Plane Of(ReadOnlySpan<byte> grey, int width, int height)
    {
        var values = new float[grey.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = grey[i];
        }

        return new(width, height, values);
    }

    public float At(int x, int y) => values[(y * width) + x];

    /// <summary>Between four pixels; beyond the border the last pixel goes on.</summary>
    public float Between(double x, double y)
    {
        x = Math.Clamp(x, 0, width - 1);
        y = Math.Clamp(y, 0, height - 1);
        var (left, top) = ((int)x, (int)y);
        var (right, bottom) = (Math.Min(left + 1, width - 1), Math.Min(top + 1, height - 1));
        var (u, v) = ((float)(x - left), (float)(y - top));
        return ((1 - v) * (((1 - u) * At(left, top)) + (u * At(right, top)))) + (v * (((1 - u) * At(left, bottom)) + (u * At(right, bottom))));
    }

    public Plane Minus(Plane other)
    {
        var difference = new float[values.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                difference[(y * width) + x] = At(x, y) - other.At(x, y);
            }
        }

        return new(width, height, difference);
    }

    /// <summary>A Gaussian blur.</summary>
    public Plane Blur(double sigma)
    {
        var reach = (int)Math.Ceiling(2.5 * sigma);
        var kernel = new float[(2 * reach) + 1];
        for (var i = -reach; i <= reach; i++)
        {
            kernel[i + reach] = (float)Math.Exp(-i * i / (2 * sigma * sigma));
        }

        var sum = kernel.Sum();
        for (var i = 0; i < kernel.Length; i++)
        {
            kernel[i] /= sum;
        }

        return new(width, height, Down(Across(values, kernel, reach), kernel, reach));
    }

    private float[] Across(float[] from, float[] kernel, int reach)
    {
        var to = new float[from.Length];
        // beyond the border the last pixel goes on
        var wide = new float[width + (2 * reach)];
        for (var y = 0; y < height; y++)
        {
            var row = from.AsSpan(y * width, width);
            wide.AsSpan(0, reach).Fill(row[0]);
            row.CopyTo(wide.AsSpan(reach));
            wide.AsSpan(reach + width).Fill(row[^1]);
            for (var i = 0; i < kernel.Length; i++)
            {
                Add(to.AsSpan(y * width, width), wide.AsSpan(i, width), kernel[i]);
            }
        }

        return to;
    }

    private float[] Down(float[] from, float[] kernel, int reach)
    {
        var to = new float[from.Length];
        for (var y = 0; y < height; y++)
        {
            for (var i = 0; i < kernel.Length; i++)
            {
                Add(to.AsSpan(y * width, width), from.AsSpan(Math.Clamp(y + i - reach, 0, height - 1) * width, width), kernel[i]);
            }
        }

        return to;
    }

    private static void Add(Span<float> to, ReadOnlySpan<float> from, float times)
    {
        var x = 0;
        for (; x <= to.Length - Vector<float>.Count; x += Vector<float>.Count)
        {
            (new Vector<float>(to[x..]) + (new Vector<float>(from[x..]) * times)).CopyTo(to[x..]);
        }

        for (; x < to.Length; x++)
        {
            to[x] += from[x] * times;
        }
    }
}
