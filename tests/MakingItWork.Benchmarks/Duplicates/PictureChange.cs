using System.Globalization;
using System.Runtime.InteropServices;
using MakingItWork.Plumbing.Pictures;

namespace MakingItWork.Benchmarks.Duplicates;

/// <summary>What happens to a picture of a screen on its way, and must not hide that it is the same screen.</summary>
internal static class PictureChange
{
    public static IReadOnlyList<(string Name, Func<RawPicture, VipsPictures, RawPicture> Of)> All { get; } =
    [
        ("half the size", (p, v) => Scaled(p, 0.5)),
        ("twice the size", (p, v) => Scaled(p, 2)),
        ("cropped to 85 %, top left", (p, v) => Cropped(p, 0, 0, 0.85)),
        ("cropped to 85 %, bottom right", (p, v) => Cropped(p, 0.15, 0.15, 0.85)),
        ("JPEG 50", Jpeg),
        ("dark for light", (p, v) => new RawPicture(p.Width, p.Height, [.. p.Rgb.Select(b => (byte)(255 - b))])),
        ("two covered boxes", (p, v) => Box(Box(p, 0.1, 0.2, 0.3, 0.1), 0.5, 0.5, 0.3, 0.12)),
        ("cropped, 70 %, a box, JPEG 50", (p, v) => Jpeg(Box(Scaled(Cropped(p, 0.06, 0.1, 0.88), 0.7), 0.1, 0.2, 0.15, 0.05), v)),
    ];

    private static RawPicture Scaled(RawPicture picture, double scale)
    {
        var (width, height) = ((int)Math.Round(picture.Width * scale), (int)Math.Round(picture.Height * scale));
        return Apply(picture, string.Create(CultureInfo.InvariantCulture, $"width={width},height={height},size=force"));
    }

    private static RawPicture Apply(RawPicture picture, string options) => With(picture, image =>
    {
        using var small = image.Apply("thumbnail_image", options);
        return new RawPicture(Vips.Width(small.Handle), Vips.Height(small.Handle), small.Pixels());
    });

    private static RawPicture Jpeg(RawPicture picture, VipsPictures pictures) => pictures.Decode(With(picture, image => image.Save("jpegsave_buffer", "Q=50")));

    private static T With<T>(RawPicture picture, Func<VipsImage, T> use)
    {
        var pinned = GCHandle.Alloc(picture.Rgb, GCHandleType.Pinned);
        try
        {
            using var image = VipsImage.FromPixels(pinned.AddrOfPinnedObject(), picture.Width, picture.Height);
            return use(image);
        }
        finally
        {
            pinned.Free();
        }
    }

    private static RawPicture Cropped(RawPicture picture, double left, double top, double share)
    {
        var (x, y, width, height) = ((int)(picture.Width * left), (int)(picture.Height * top), (int)(picture.Width * share), (int)(picture.Height * share));
        var rgb = new byte[3 * width * height];
        for (var row = 0; row < height; row++)
        {
            picture.Rgb.AsSpan(3 * (((y + row) * picture.Width) + x), 3 * width).CopyTo(rgb.AsSpan(3 * row * width));
        }

        return new RawPicture(width, height, rgb);
    }

    private static RawPicture Box(RawPicture picture, double left, double top, double wide, double high)
    {
        var rgb = (byte[])picture.Rgb.Clone();
        for (var y = (int)(picture.Height * top); y < (int)(picture.Height * (top + high)); y++)
        {
            rgb.AsSpan(3 * ((y * picture.Width) + (int)(picture.Width * left)), 3 * (int)(picture.Width * wide)).Clear();
        }

        return new RawPicture(picture.Width, picture.Height, rgb);
    }
}
