using MakingItWork.Plumbing.Pictures;

namespace MakingItWork.Tests.TestHost;

/// <summary>Pictures drawn for tests: a plain screen with blocks whose places follow from a seed.</summary>
public static class TestPictures
{
    private static readonly VipsPictures Pictures = new();

    public static byte[] Png(int seed = 1, int width = 640, int height = 400) => Pictures.EncodePng(Raw(seed, width, height));

    public static RawPicture Raw(int seed, int width, int height)
    {
        var random = new Random(seed);
        var rgb = new byte[width * height * 3];
        Array.Fill(rgb, (byte)0xF0);
        for (var block = 0; block < 12; block++)
        {
            var (left, top) = (random.Next(width - 20), random.Next(height - 20));
            var (right, bottom) = (Math.Min(width, left + random.Next(20, 200)), Math.Min(height, top + random.Next(10, 80)));
            var shade = (byte)random.Next(0x20, 0xC0);
            for (var y = top; y < bottom; y++)
            {
                rgb.AsSpan(((y * width) + left) * 3, (right - left) * 3).Fill(shade);
            }
        }
        return new RawPicture(width, height, rgb);
    }
}
