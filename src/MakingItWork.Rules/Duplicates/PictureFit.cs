namespace MakingItWork.Rules.Duplicates;

/// <summary>Where the places of one picture lie on another: times a scale, and moved. Screens are not turned.</summary>
internal readonly record struct PictureFit(double Scale, double Left, double Top)
{
    private const double Slip = 5;
    private const double Apart = 30;

    /// <summary>The fit that two meetings propose; nothing when they are too near each other to tell, or do not agree.</summary>
    public static PictureFit? Of((PicturePoint A, PicturePoint B) one, (PicturePoint A, PicturePoint B) other, double mostScale)
    {
        double ax = other.A.X - one.A.X, ay = other.A.Y - one.A.Y, bx = other.B.X - one.B.X, by = other.B.Y - one.B.Y;
        var squares = (ax * ax) + (ay * ay);
        if (squares < Apart * Apart)
        {
            return null;
        }

        var scale = ((ax * bx) + (ay * by)) / squares;
        return scale < mostScale && scale > 1 / mostScale && Math.Abs((ax * scale) - bx) < Slip && Math.Abs((ay * scale) - by) < Slip
            ? new(scale, (one.B.X + other.B.X - (scale * (one.A.X + other.A.X))) / 2, (one.B.Y + other.B.Y - (scale * (one.A.Y + other.A.Y))) / 2)
            : null;
    }

    /// <summary>The fit with the least squares of all these meetings.</summary>
    public PictureFit Through(IReadOnlyList<(PicturePoint A, PicturePoint B)> meetings)
    {
        var (ax, ay, bx, by) = (meetings.Average(m => m.A.X), meetings.Average(m => m.A.Y), meetings.Average(m => m.B.X), meetings.Average(m => m.B.Y));
        var squares = meetings.Sum(m => ((m.A.X - ax) * (m.A.X - ax)) + ((m.A.Y - ay) * (m.A.Y - ay)));
        var scale = squares < 1 ? Scale : meetings.Sum(m => ((m.A.X - ax) * (m.B.X - bx)) + ((m.A.Y - ay) * (m.B.Y - by))) / squares;
        return new(scale, bx - (scale * ax), by - (scale * ay));
    }

    public bool Joins(PicturePoint a, PicturePoint b) => Math.Abs((a.X * Scale) + Left - b.X) < Slip && Math.Abs((a.Y * Scale) + Top - b.Y) < Slip;

    public bool LiesOn(PicturePoint a, PicturePrint picture) => IsIn((a.X * Scale) + Left, (a.Y * Scale) + Top, picture);

    public bool LiesUnder(PicturePoint b, PicturePrint picture) => Back(b) is var (x, y) && IsIn(x, y, picture);

    /// <summary>Where a place of the other picture lies on this one.</summary>
    public (double X, double Y) Back(PicturePoint b) => ((b.X - Left) / Scale, (b.Y - Top) / Scale);

    private static bool IsIn(double x, double y, PicturePrint picture) => x >= 0 && y >= 0 && x < picture.Width && y < picture.Height;
}
