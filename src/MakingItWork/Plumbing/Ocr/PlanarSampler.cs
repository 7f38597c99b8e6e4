using MakingItWork.Plumbing.Pictures;

namespace MakingItWork.Plumbing.Ocr;

/// <summary>Cuts a box out of a picture, scales it and lays it out as the networks want it: three planes, blue first, normalised.</summary>
internal static class PlanarSampler
{
    /// <summary>Fills the left <paramref name="width"/> columns of three planes that are <paramref name="planeWidth"/> wide.</summary>
    public static void Fill(RawPicture picture, Box box, Span<float> planes, int width, int height, int planeWidth, ReadOnlySpan<float> mean, ReadOnlySpan<float> deviation)
    {
        var columns = Taps(box.Left, box.Width, width, picture.Width);
        var rows = Taps(box.Top, box.Height, height, picture.Height);
        var rgb = picture.Rgb;
        var plane = planeWidth * height;
        for (var channel = 0; channel < 3; channel++)
        {
            // The networks were trained on pictures read as blue, green, red.
            var from = 2 - channel;
            var scale = 1 / (255f * deviation[channel]);
            var shift = -mean[channel] / deviation[channel];
            for (var y = 0; y < height; y++)
            {
                var (row, nextRow, down) = rows[y];
                var upper = rgb.AsSpan(3 * row * picture.Width);
                var lower = rgb.AsSpan(3 * nextRow * picture.Width);
                var target = planes.Slice((channel * plane) + (y * planeWidth), width);
                for (var x = 0; x < target.Length; x++)
                {
                    var (column, nextColumn, across) = columns[x];
                    int a = (3 * column) + from, b = (3 * nextColumn) + from;
                    var top = upper[a] + (across * (upper[b] - upper[a]));
                    var bottom = lower[a] + (across * (lower[b] - lower[a]));
                    target[x] = ((top + (down * (bottom - top))) * scale) + shift;
                }
            }
        }
    }

    private static (int First, int Second, float Weight)[] Taps(int start, int length, int count, int limit)
    {
        var taps = new (int, int, float)[count];
        var step = (float)length / count;
        for (var i = 0; i < count; i++)
        {
            var at = Math.Clamp(start + ((i + 0.5f) * step) - 0.5f, 0, limit - 1);
            var first = (int)at;
            taps[i] = (first, Math.Min(first + 1, limit - 1), at - first);
        }

        return taps;
    }
}
