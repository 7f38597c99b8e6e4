namespace MakingItWork.Plumbing.Ocr;

/// <summary>A rectangle of whole pixels; right and bottom lie just outside it.</summary>
internal readonly record struct Box(int Left, int Top, int Right, int Bottom)
{
    public int Width => Right - Left;

    public int Height => Bottom - Top;

    public Box Union(Box other) => new(
        Math.Min(Left, other.Left), Math.Min(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));

    public Box Within(int width, int height) => new(
        Math.Max(0, Left), Math.Max(0, Top), Math.Min(width, Right), Math.Min(height, Bottom));

    /// <summary>Do both lie on one line of text and touch? Neighbouring lines share less than half their height.</summary>
    public bool SameLineAs(Box other) =>
        Left <= other.Right && other.Left <= Right
        && Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top) > 0.6 * Math.Min(Height, other.Height);
}
