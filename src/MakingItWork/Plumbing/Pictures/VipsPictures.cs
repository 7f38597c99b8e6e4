using System.Runtime.InteropServices;

namespace MakingItWork.Plumbing.Pictures;

/// <summary>libvips, with every loader shut except those of the formats that screenshots come in.</summary>
public sealed class VipsPictures : IPictures
{
    private static readonly Lazy<string?> Unavailable = new(Start);

    // Sequential access decodes and converts in one pass, a few rows at a time.
    private const string Strictly = "access=sequential,fail-on=error";

    public bool Available => Unavailable.Value is null;

    public string Engine => Unavailable.Value ?? $"libvips {Vips.Version(0)}.{Vips.Version(1)}.{Vips.Version(2)}";

    public RawPicture Decode(string path)
    {
        PictureLimits.CheckFile(new FileInfo(path).Length);
        return Decode(File.ReadAllBytes(path));
    }

    public unsafe RawPicture Decode(ReadOnlySpan<byte> bytes)
    {
        PictureLimits.CheckFile(bytes.Length);
        var format = PictureFormats.Of(bytes);
        if (format == PictureFormat.Bmp)
        {
            return BmpReader.Read(bytes);
        }

        var (loader, options) = format switch
        {
            PictureFormat.Png => ("pngload_buffer", Strictly),
            PictureFormat.Jpeg => ("jpegload_buffer", Strictly),
            PictureFormat.Gif => ("gifload_buffer", Strictly + ",n=1"),
            PictureFormat.WebP => ("webpload_buffer", Strictly + ",n=1"),
            PictureFormat.Tiff => ("tiffload_buffer", Strictly + ",n=1"),
            _ => throw new UnreadablePictureException("This file is not a picture we can read. Please send a PNG, JPEG, WebP, GIF, BMP or TIFF."),
        };

        Require();
        fixed (byte* data = bytes)
        {
            using var image = VipsImage.Load(loader, (nint)data, bytes.Length, options);
            PictureLimits.CheckSize(Vips.Width(image.Handle), Vips.Height(image.Handle));
            return ScreenColours.Flatten(image);
        }
    }

    public byte[] EncodePng(RawPicture picture) =>
        With(picture, image => image.Save("pngsave_buffer", "compression=7,filter=none,keep=none"));

    public RawPicture Shrink(RawPicture picture, int maxWidth, int maxHeight)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxHeight, 1);
        if (picture.Width <= maxWidth && picture.Height <= maxHeight)
        {
            return picture;
        }

        return Resize(picture, maxWidth, maxHeight, "down");
    }

    public byte[] Grey(RawPicture picture, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        var rgb = Resize(picture, width, height, "force").Rgb;
        var grey = new byte[width * height];
        for (var i = 0; i < grey.Length; i++)
        {
            grey[i] = (byte)(((299 * rgb[3 * i]) + (587 * rgb[(3 * i) + 1]) + (114 * rgb[(3 * i) + 2]) + 500) / 1000);
        }

        return grey;
    }

    private static RawPicture Resize(RawPicture picture, int width, int height, string size) => With(picture, image =>
    {
        using var small = image.Apply("thumbnail_image", $"width={width},height={height},size={size}");
        return new RawPicture(Vips.Width(small.Handle), Vips.Height(small.Handle), small.Pixels());
    });

    private static unsafe T With<T>(RawPicture picture, Func<VipsImage, T> use)
    {
        ArgumentNullException.ThrowIfNull(picture);
        Require();
        fixed (byte* rgb = picture.Rgb)
        {
            using var image = VipsImage.FromPixels((nint)rgb, picture.Width, picture.Height);
            return use(image);
        }
    }

    private static void Require()
    {
        if (Unavailable.Value is { } reason)
        {
            throw new InvalidOperationException(reason);
        }
    }

    private static unsafe string? Start()
    {
        if (NativeFiles.WhyNot(Vips.Library) is { } reason)
        {
            return reason;
        }

        if (Vips.Init("MakingItWork") != 0)
        {
            return "libvips cannot start.";
        }

        // Damaged files make the loaders write warnings to standard error, which nobody asked for.
        const int everyLevel = 0xFF & ~0x03;
        Vips.SetLogHandler("VIPS", everyLevel, &Quiet, 0);

        Vips.BlockUntrusted(1);
        Vips.BlockOperation("VipsForeignLoad", 1);
        foreach (var wanted in (string[])["Png", "Jpeg", "Webp", "Nsgif", "Tiff"])
        {
            Vips.BlockOperation("VipsForeignLoad" + wanted, 0);
        }

        // Pictures are worked on one to a job, several jobs at once: threads within a picture only add switching.
        Vips.SetConcurrency(1);

        // A cached operation would keep hold of memory that is no longer pinned.
        Vips.SetCacheMax(0);
        return null;
    }

    [UnmanagedCallersOnly]
    private static void Quiet(nint domain, int level, nint message, nint data)
    {
    }
}
