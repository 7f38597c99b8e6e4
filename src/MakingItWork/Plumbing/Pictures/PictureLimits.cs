using System.Globalization;

namespace MakingItWork.Plumbing.Pictures;

/// <summary>Checked on the header, before a single pixel is decoded: a small file can claim a picture of many gigabytes.</summary>
public static class PictureLimits
{
    public const int MaxSide = 60_000;
    public const long MaxPixels = 40_000_000;
    public const int MaxFileBytes = 64 * 1024 * 1024;

    internal static void CheckSize(long width, long height)
    {
        if (width < 1 || height < 1)
        {
            throw new UnreadablePictureException("The picture is empty.");
        }

        if (width > MaxSide || height > MaxSide || width * height > MaxPixels)
        {
            throw new UnreadablePictureException(string.Create(
                CultureInfo.InvariantCulture,
                $"The picture is too large: {width} × {height} pixels. The most we can take is {MaxPixels / 1_000_000} million pixels."));
        }
    }

    internal static void CheckFile(long bytes)
    {
        if (bytes == 0)
        {
            throw new UnreadablePictureException("The file is empty.");
        }

        if (bytes > MaxFileBytes)
        {
            throw new UnreadablePictureException($"The file is too large. The most we can take is {MaxFileBytes / (1024 * 1024)} MB.");
        }
    }
}
