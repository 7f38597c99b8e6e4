using System.Text.Json.Serialization;

namespace MakingItWork.Capture;

/// <summary>A rectangle in whole pixels, from a picture's top left corner.</summary>
public sealed record Area(int X, int Y, int Width, int Height)
{
    /// <summary>
    /// The part that lies within a picture; null when there is none. Counted in 64 bits: two large numbers
    /// added in 32 would come out negative, and a cover with them would vanish.
    /// </summary>
    public Area? Within(int pictureWidth, int pictureHeight)
    {
        var left = Math.Clamp(X, 0, pictureWidth);
        var top = Math.Clamp(Y, 0, pictureHeight);
        var right = Math.Clamp((long)X + Width, left, pictureWidth);
        var bottom = Math.Clamp((long)Y + Height, top, pictureHeight);
        return right > left && bottom > top ? new Area(left, top, (int)(right - left), (int)(bottom - top)) : null;
    }

    [JsonIgnore]
    public long Pixels => (long)Width * Height;

    /// <summary>Pixels that both hold.</summary>
    public long Shared(Area other)
    {
        var across = Math.Min((long)X + Width, (long)other.X + other.Width) - Math.Max(X, other.X);
        var down = Math.Min((long)Y + Height, (long)other.Y + other.Height) - Math.Max(Y, other.Y);
        return across > 0 && down > 0 ? across * down : 0;
    }
}
