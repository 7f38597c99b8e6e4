using MakingItWork.Plumbing.Pictures;

namespace MakingItWork.Plumbing.Ocr;

/// <summary>Which columns of a line's box hold ink: the gaps say exactly where a word ends, the recogniser only nearly.</summary>
internal sealed class InkColumns
{
    private readonly bool[] _ink;

    public InkColumns(RawPicture picture, Box line)
    {
        int width = line.Width, height = line.Height;
        var luma = new byte[width * height];
        Span<int> histogram = stackalloc int[16];
        for (var y = 0; y < height; y++)
        {
            var row = picture.Rgb.AsSpan(3 * (((line.Top + y) * picture.Width) + line.Left), 3 * width);
            for (var x = 0; x < width; x++)
            {
                var grey = ((2 * row[3 * x]) + (5 * row[(3 * x) + 1]) + row[(3 * x) + 2]) / 8;
                luma[(y * width) + x] = (byte)grey;
                histogram[grey / 16]++;
            }
        }

        var paper = (16 * histogram.IndexOf(Max(histogram))) + 8;
        var contrast = 0;
        foreach (var grey in luma)
        {
            contrast = Math.Max(contrast, Math.Abs(grey - paper));
        }

        _ink = new bool[width];
        var threshold = Math.Max(20, contrast / 3);
        for (var y = 0; y < height; y++)
        {
            var row = luma.AsSpan(y * width, width);
            if (!IsRule(row, paper, threshold))
            {
                for (var x = 0; x < width; x++)
                {
                    _ink[x] |= Math.Abs(row[x] - paper) > threshold;
                }
            }
        }
    }

    /// <summary>The widest run without ink in the columns from start to end, or null.</summary>
    public (int Start, int End)? WidestGap(int start, int end)
    {
        (int Start, int End)? widest = null;
        for (var x = Math.Max(0, start); x < Math.Min(_ink.Length, end); x++)
        {
            var from = x;
            while (x < _ink.Length && x < end && !_ink[x])
            {
                x++;
            }

            if (x > from && x - from > (widest?.End - widest?.Start ?? 0))
            {
                widest = (from, x);
            }
        }

        return widest;
    }

    // An underline or a table's rule runs below the words and the spaces between them alike.
    private static bool IsRule(ReadOnlySpan<byte> row, int paper, int threshold)
    {
        var inked = 0;
        foreach (var grey in row)
        {
            inked += Math.Abs(grey - paper) > threshold ? 1 : 0;
        }

        return inked > 0.75 * row.Length;
    }

    private static int Max(ReadOnlySpan<int> counts)
    {
        var most = 0;
        foreach (var count in counts)
        {
            most = Math.Max(most, count);
        }

        return most;
    }
}
