using MakingItWork.Plumbing.Pictures;

namespace MakingItWork.Plumbing.Ocr;

/// <summary>PP-OCRv4's detector (differentiable binarisation): a map of how likely each pixel lies within a line of text.</summary>
internal sealed class TextDetector(OnnxModel model)
{
    private const int Multiple = 32;
    private const float TextPixel = 0.3f;
    private const float TextLine = 0.5f;

    // The network is trained to mark a shrunken core of every line; this is how far to grow it back.
    private const double Unclip = 1.6;

    /// <summary>The lines within a part of the picture, in the picture's pixels, upright boxes only.</summary>
    public List<Box> Find(RawPicture picture, Box part, double scale)
    {
        var width = Round(part.Width * scale);
        var height = Round(part.Height * scale);
        var planes = new float[3 * width * height];
        PlanarSampler.Fill(picture, part, planes, width, height, width, [0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]);
        var found = model.Run(planes, [1, 3, height, width], (map, _) => Regions(map, width, height));

        double across = (double)part.Width / width, down = (double)part.Height / height;
        return found.ConvertAll(b => new Box(
            part.Left + (int)Math.Floor(b.Left * across),
            part.Top + (int)Math.Floor(b.Top * down),
            part.Left + Math.Min(part.Width, (int)Math.Ceiling(b.Right * across)),
            part.Top + Math.Min(part.Height, (int)Math.Ceiling(b.Bottom * down))));
    }

    private static int Round(double side) => Math.Max(Multiple, (int)Math.Round(side / Multiple) * Multiple);

    private static List<Box> Regions(ReadOnlySpan<float> map, int width, int height)
    {
        var boxes = new List<Box>();
        var seen = new bool[map.Length];
        var stack = new Stack<int>();
        for (var start = 0; start < map.Length; start++)
        {
            if (seen[start] || map[start] <= TextPixel)
            {
                continue;
            }

            int left = width, top = height, right = 0, bottom = 0, count = 0;
            double sum = 0;
            seen[start] = true;
            stack.Push(start);
            while (stack.TryPop(out var at))
            {
                int x = at % width, y = at / width;
                (left, right) = (Math.Min(left, x), Math.Max(right, x + 1));
                (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y + 1));
                sum += map[at];
                count++;
                for (var ny = Math.Max(0, y - 1); ny <= Math.Min(height - 1, y + 1); ny++)
                {
                    for (var nx = Math.Max(0, x - 1); nx <= Math.Min(width - 1, x + 1); nx++)
                    {
                        var next = (ny * width) + nx;
                        if (!seen[next] && map[next] > TextPixel)
                        {
                            seen[next] = true;
                            stack.Push(next);
                        }
                    }
                }
            }

            int w = right - left, h = bottom - top;
            if (Math.Min(w, h) < 3 || sum / count < TextLine)
            {
                continue;
            }

            var grow = (int)Math.Round(w * h * Unclip / (2.0 * (w + h)));
            boxes.Add(new Box(Math.Max(0, left - grow), Math.Max(0, top - grow), Math.Min(width, right + grow), Math.Min(height, bottom + grow)));
        }

        return boxes;
    }
}
