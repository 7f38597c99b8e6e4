using MakingItWork.Capture;
using MakingItWork.Plumbing.Pictures;

namespace MakingItWork.Redact;

/// <summary>Paints covers into pixels, and looks whether a picture holds them.</summary>
public static class Painter
{
    /// <summary>The one colour of every cover: dark, and of no use to guess what it hides.</summary>
    public const byte Shade = 0x21;

    // A shrunken picture blends a cover's edge with what lies beside it, as far as its filter reaches.
    private const int Blend = 3;
    private const int Tolerance = 2;

    /// <summary>The covers cut off at the picture's edges.</summary>
    /// <returns>Null when one of them hides nothing: it was meant to hide something, so the picture must not be shown.</returns>
    public static IReadOnlyList<Area>? Fit(RawPicture picture, IEnumerable<Area> covers)
    {
        var wanted = covers.ToList();
        var fitted = wanted.Select(cover => cover.Within(picture.Width, picture.Height)).OfType<Area>().ToList();
        return fitted.Count == wanted.Count ? fitted : null;
    }

    public static void Paint(RawPicture picture, IReadOnlyList<Area> covers)
    {
        foreach (var cover in covers)
        {
            for (var y = cover.Y; y < cover.Y + cover.Height; y++)
            {
                Row(picture, cover, y).Fill(Shade);
            }
        }
    }

    /// <summary>Is each cover one flat colour, to its last pixel?</summary>
    public static bool Holds(RawPicture picture, IReadOnlyList<Area> covers) => covers.All(cover => IsFlat(picture, cover, tolerance: 0));

    /// <summary>
    /// Does a smaller copy hold the covers of the full picture: is each scaled cover flat, but for its blended border?
    /// What is too small to have anything but a border says nothing, and is left to the comparison with a fresh copy.
    /// </summary>
    public static bool HoldsSmall(RawPicture small, RawPicture full, IReadOnlyList<Area> covers)
    {
        double across = (double)small.Width / full.Width, down = (double)small.Height / full.Height;
        var blend = small.Width == full.Width ? 0 : Blend;
        foreach (var cover in covers)
        {
            var left = (int)Math.Ceiling(cover.X * across) + blend;
            var top = (int)Math.Ceiling(cover.Y * down) + blend;
            var inner = new Area(
                left, top, (int)Math.Floor((cover.X + cover.Width) * across) - blend - left, (int)Math.Floor((cover.Y + cover.Height) * down) - blend - top);
            if (inner is { Width: > 0, Height: > 0 } && !IsFlat(small, inner, Tolerance))
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsFlat(RawPicture picture, Area area, int tolerance)
    {
        for (var y = area.Y; y < area.Y + area.Height; y++)
        {
            if (Row(picture, area, y).IndexOfAnyExceptInRange((byte)(Shade - tolerance), (byte)(Shade + tolerance)) >= 0)
            {
                return false;
            }
        }
        return true;
    }

    private static Span<byte> Row(RawPicture picture, Area area, int y) =>
        picture.Rgb.AsSpan(((y * picture.Width) + area.X) * 3, area.Width * 3);
}
