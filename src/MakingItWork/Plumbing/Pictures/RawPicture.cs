namespace MakingItWork.Plumbing.Pictures;

/// <summary>Pixels and nothing else: 8-bit sRGB, three bytes a pixel, row by row from the top left.</summary>
public sealed record RawPicture
{
    public RawPicture(int width, int height, byte[] rgb)
    {
        ArgumentNullException.ThrowIfNull(rgb);
        if (width < 1 || height < 1 || rgb.LongLength != 3L * width * height)
        {
            throw new ArgumentException($"{rgb.LongLength} bytes do not hold {width} × {height} pixels of three bytes.", nameof(rgb));
        }

        (Width, Height, Rgb) = (width, height, rgb);
    }

    public int Width { get; }

    public int Height { get; }

    public byte[] Rgb { get; }
}
