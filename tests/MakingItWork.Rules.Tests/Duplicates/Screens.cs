using MakingItWork.Rules.Duplicates;

namespace MakingItWork.Rules.Tests.Duplicates;

/// <summary>Screens drawn from a number: a head, a title, and lines of words.</summary>
internal static class Screens
{
    public const int Width = 960;
    public const int Height = 720;

    public static byte[] Draw(int number, bool dark = false)
    {
        var random = new Random(number);
        var grey = new byte[Width * Height];
        Array.Fill(grey, (byte)250);
        Fill(grey, 0, 0, Width, 60, 70);
        Fill(grey, 30, 18, 110, 24, 240);
        for (var y = 90; y < Height - 30; y += 26)
        {
            for (var x = 40; x < Width - 160;)
            {
                var wide = random.Next(18, 110);
                if (random.Next(4) > 0)
                {
                    Fill(grey, x, y, wide, 12, (byte)random.Next(20, 90));
                }

                x += wide + 10 + (random.Next(9) == 0 ? 90 : 0);
            }
        }

        return dark ? [.. grey.Select(g => (byte)(255 - g))] : grey;
    }

    public static PicturePrint Print(int number) => Print(Draw(number), Width, Height);

    /// <summary>The print, scaled as the program scales: by the mean of what falls into a pixel.</summary>
    public static PicturePrint Print(byte[] grey, int width, int height)
    {
        var (w, h) = PicturePrint.SizeFor(width, height);
        return PicturePrint.Of(Scale(grey, width, height, w, h), w, h);
    }

    public static byte[] Scale(byte[] grey, int width, int height, int toWidth, int toHeight)
    {
        var to = new byte[toWidth * toHeight];
        for (var y = 0; y < toHeight; y++)
        {
            for (var x = 0; x < toWidth; x++)
            {
                var (sum, count) = (0, 0);
                for (var v = y * height / toHeight; v < Math.Max((y * height / toHeight) + 1, (y + 1) * height / toHeight); v++)
                {
                    for (var u = x * width / toWidth; u < Math.Max((x * width / toWidth) + 1, (x + 1) * width / toWidth); u++)
                    {
                        sum += grey[(v * width) + u];
                        count++;
                    }
                }

                to[(y * toWidth) + x] = (byte)(sum / count);
            }
        }

        return to;
    }

    public static byte[] Crop(byte[] grey, int left, int top, int width, int height)
    {
        var to = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            grey.AsSpan(((top + y) * Width) + left, width).CopyTo(to.AsSpan(y * width));
        }

        return to;
    }

    public static void Fill(byte[] grey, int left, int top, int width, int height, byte with)
    {
        for (var y = top; y < top + height; y++)
        {
            grey.AsSpan((y * Width) + left, width).Fill(with);
        }
    }
}
