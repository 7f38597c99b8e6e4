using System.Diagnostics;
using System.Globalization;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Deduplicate.Index;

namespace MakingItWork.Benchmarks;

/// <summary>Pictures a second through decode, clean PNG, thumbnail and hash, on as many threads as there are cores.</summary>
internal static class PicturesBenchmark
{
    private const double Seconds = 10;

    public static int Run(string? folder)
    {
        var pictures = new VipsPictures();
        var files = (folder is null ? [Drawn(pictures)] : System.IO.Directory.GetFiles(folder, "*.png").Select(File.ReadAllBytes)).ToList();
        var done = 0;
        var watch = Stopwatch.StartNew();
        Parallel.For(0, Environment.ProcessorCount, worker =>
        {
            for (var index = worker; watch.Elapsed.TotalSeconds < Seconds; index++)
            {
                var picture = pictures.Decode(files[index % files.Count]);
                pictures.EncodePng(picture);
                pictures.EncodePng(pictures.Shrink(picture, 400, 300));
                pictures.Print(picture);
                Interlocked.Increment(ref done);
            }
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{done / watch.Elapsed.TotalSeconds:0.0} pictures a second ({(folder is null ? "drawn 1280 x 800" : $"{files.Count} files")}, {Environment.ProcessorCount} threads)"));
        return 0;
    }

    /// <summary>A screen of rules, blocks and noise like text, 1280 by 800.</summary>
    private static byte[] Drawn(VipsPictures pictures)
    {
        const int width = 1280;
        const int height = 800;
        var random = new Random(1);
        var rgb = new byte[width * height * 3];
        Array.Fill(rgb, (byte)0xFF);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var inText = y % 20 is > 5 and < 15 && x % 640 is > 40 and < 560;
                if (inText && random.Next(3) == 0)
                {
                    rgb.AsSpan(((y * width) + x) * 3, 3).Fill((byte)random.Next(0x20, 0x90));
                }
            }
        }
        return pictures.EncodePng(new RawPicture(width, height, rgb));
    }
}
