namespace MakingItWork.Plumbing.Pictures;

/// <summary>Any decoded image to upright 8-bit sRGB on white. What is not a pixel stays behind.</summary>
internal static class ScreenColours
{
    private const int MostBands = 5; // CMYK with alpha
    private const int Srgb = 22;

    public static RawPicture Flatten(VipsImage decoded)
    {
        if (Vips.Bands(decoded.Handle) > MostBands)
        {
            throw new UnreadablePictureException("The picture has more colour channels than a screen. Please send a PNG or JPEG.");
        }

        using var upright = Upright(decoded);
        using var profiled = Profiled(upright ?? decoded);
        var source = profiled ?? upright ?? decoded;
        using var srgb = Vips.Interpretation(source.Handle) == Srgb ? null : source.Apply("colourspace", "space=srgb");
        source = srgb ?? source;
        using var flat = Vips.Bands(source.Handle) > 3 ? source.Apply("flatten", "background=255 255 255") : null;
        source = flat ?? source;
        using var bytes = source.Apply("cast", "format=uchar");

        if (Vips.Bands(bytes.Handle) != 3)
        {
            throw new UnreadablePictureException("The colours of this picture cannot be read. Please send a PNG or JPEG.");
        }

        return new RawPicture(Vips.Width(bytes.Handle), Vips.Height(bytes.Handle), bytes.Pixels());
    }

    private static VipsImage? Upright(VipsImage image)
    {
        if (Vips.Orientation(image.Handle) <= 1)
        {
            return null;
        }

        // Turning needs rows in another order than the file gives them.
        using var whole = image.ToMemory();
        return whole.Apply("autorot", "");
    }

    private static VipsImage? Profiled(VipsImage image)
    {
        if (Vips.TypeOf(image.Handle, "icc-profile-data") == 0)
        {
            return null;
        }

        try
        {
            return image.Apply("icc_transform", "output-profile=srgb,embedded=true,depth=8");
        }
        catch (UnreadablePictureException)
        {
            // A broken profile shifts colours; it is no reason to lose the report's picture.
            return null;
        }
    }
}
