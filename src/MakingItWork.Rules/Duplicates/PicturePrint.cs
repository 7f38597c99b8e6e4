namespace MakingItWork.Rules.Duplicates;

/// <summary>The places by which a picture is known again. The covered picture is looked at, never the one that was sent.</summary>
/// <param name="Width">Of the picture as it was looked at.</param>
/// <param name="Height">Of the picture as it was looked at.</param>
/// <param name="Points">The most telling first.</param>
public sealed record PicturePrint(int Width, int Height, IReadOnlyList<PicturePoint> Points)
{
    /// <summary>How many places are kept.</summary>
    public const int MostPoints = 96;

    private const double Area = 480 * 360;
    private const int Least = 48;

    /// <summary>The picture in coarse cells, row by row, each -3 to 3: darker or lighter than those around it. Empty when it is known by its places alone.</summary>
    public ReadOnlyMemory<sbyte> Cells { get; init; }

    /// <summary>How many cells a picture of this size has.</summary>
    public static int CellsOf(int width, int height) => PictureCells.Across(width) * PictureCells.Across(height);

    /// <summary>The size at which a picture is to be looked at: always about the same area, whatever the screen's resolution.</summary>
    public static (int Width, int Height) SizeFor(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        var scale = Math.Sqrt(Area / ((double)width * height));
        return (Math.Max(Least, (int)Math.Round(width * scale)), Math.Max(Least, (int)Math.Round(height * scale)));
    }

    /// <summary>The print of a picture.</summary>
    /// <param name="grey">Its pixels, row by row, 0 black to 255 white, in the size of <see cref="SizeFor"/>.</param>
    /// <exception cref="ArgumentException">Not as many pixels as the size says.</exception>
    public static PicturePrint Of(ReadOnlySpan<byte> grey, int width, int height)
    {
        if (grey.Length != width * height)
        {
            throw new ArgumentException($"{grey.Length} pixels are no picture of {width} by {height}.", nameof(grey));
        }

        return new(width, height, PointFinder.Find(grey, width, height, MostPoints)) { Cells = PictureCells.Of(grey, width, height) };
    }
}
