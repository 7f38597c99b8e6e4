using System.Numerics;

namespace MakingItWork.Rules.Duplicates;

/// <summary>
/// How alike two pictures are: whether one, moved and scaled, lies on the other, so that the places of both meet and look the
/// same there, and so that what is light and dark agrees. Two pages of one program share head and menu; what counts is how much of
/// all that could meet does, and in how many parts of the picture.
/// </summary>
public static class PictureLikeness
{
    /// <summary>So many of 64 bits may differ where two places propose how the pictures lie, and where they confirm it.</summary>
    private const int ProposeBits = 14;
    private const int ConfirmBits = 20;
    private const int MostMeetings = 70;

    /// <summary>Where so large a part of the meetings agrees, no other way to lay the pictures on each other can be better.</summary>
    private const double AllButProven = 0.5;
    private const int Tries = 3;
    private const int Rounds = 2;
    private const int FewestMet = 4;
    private const int FewestPoints = 8;
    private const int Fields = 5;
    private const int FewestInField = 3;
    private const double MostScale = 1.35;

    /// <summary>0 to 1; symmetric; a picture with itself has 1. A picture with next to nothing on it is like none but itself.</summary>
    public static double Of(PicturePrint a, PicturePrint b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var order = InOrder(a, b);
        return order == 0 ? 1
            : Math.Min(a.Points.Count, b.Points.Count) < FewestPoints ? 0
            : order > 0 ? Best(b, a)
            : Best(a, b);
    }

    private static double Best(PicturePrint a, PicturePrint b)
    {
        var meetings = Meetings(a, b);
        var (best, bestFit) = (0.0, default(PictureFit));
        foreach (var fit in Fits(meetings))
        {
            var better = fit.Through([.. meetings.Where(meeting => fit.Joins(meeting.A, meeting.B))]);
            var share = Share(a, b, better, []);
            (best, bestFit) = share > best ? (share, better) : (best, bestFit);
        }

        return best == 0 || a.Cells.IsEmpty || b.Cells.IsEmpty ? best : Proven(a, b, best, bestFit);
    }

    /// <summary>The ways to lay one picture on the other that most meetings agree with. This is most of what a comparison costs.</summary>
    private static List<PictureFit> Fits((PicturePoint A, PicturePoint B)[] meetings)
    {
        List<(int Met, PictureFit Fit)> fits = [];
        var proven = 0;
        for (var i = 0; i < meetings.Length && proven < Tries; i++)
        {
            for (var j = i + 1; j < meetings.Length && proven < Tries; j++)
            {
                if (PictureFit.Of(meetings[i], meetings[j], MostScale) is { } fit && Met(meetings, fit) is >= FewestMet - 1 and var met)
                {
                    fits.Add((met, fit));
                    proven += met >= FewestPoints && met >= AllButProven * meetings.Length ? 1 : 0;
                }
            }
        }

        return [.. fits.OrderByDescending(f => f.Met).Take(Tries).Select(f => f.Fit)];
    }

    /// <summary>With so many places that meet the fit can be made exact, and then the pictures are laid on each other.</summary>
    private static double Proven(PicturePrint a, PicturePrint b, double share, PictureFit fit)
    {
        List<(PicturePoint A, PicturePoint B)> pairs = [];
        for (var round = 0; round < Rounds; round++)
        {
            pairs.Clear();
            share = Math.Max(share, Share(a, b, fit, pairs));
            fit = pairs.Count >= FewestMet ? fit.Through(pairs) : fit;
        }

        return Math.Sqrt(share * PictureCells.Agreement(a, b, fit));
    }

    private static int Met((PicturePoint A, PicturePoint B)[] meetings, PictureFit fit)
    {
        var met = 0;
        foreach (ref readonly var meeting in meetings.AsSpan())
        {
            met += fit.Joins(meeting.A, meeting.B) ? 1 : 0;
        }

        return met;
    }

    private static double Share(PicturePrint a, PicturePrint b, PictureFit fit, List<(PicturePoint A, PicturePoint B)> pairs)
    {
        var met = 0;
        Span<bool> taken = stackalloc bool[b.Points.Count];
        Span<int> metIn = stackalloc int[Fields * Fields];
        Span<int> couldIn = stackalloc int[Fields * Fields];
        var (insideA, insideB) = (0, 0);
        ReadOnlySpan<PicturePoint> others = Array(b.Points);
        foreach (ref readonly var point in Array(a.Points).AsSpan())
        {
            if (!fit.LiesOn(point, b))
            {
                continue;
            }

            insideA++;
            var best = -1;
            var fewest = ConfirmBits + 1;
            for (var j = 0; j < others.Length; j++)
            {
                // few places look alike at all, so that is asked first
                if (BitOperations.PopCount(point.Bits ^ others[j].Bits) is var bits && bits < fewest && !taken[j] && fit.Joins(point, others[j]))
                {
                    (best, fewest) = (j, bits);
                }
            }

            var field = Field(point.X, point.Y, a);
            couldIn[field]++;
            if (best >= 0)
            {
                taken[best] = true;
                pairs.Add((point, others[best]));
                metIn[field] += 2;
                met++;
            }
        }

        foreach (ref readonly var point in others)
        {
            if (fit.LiesUnder(point, a))
            {
                insideB++;
                var (x, y) = fit.Back(point);
                couldIn[Field(x, y, a)]++;
            }
        }

        if (met < FewestMet)
        {
            return 0;
        }

        // a small overlap proves nothing, and where one has much and the other little they are not alike
        var could = Math.Max(Math.Sqrt((double)insideA * insideB), Math.Min(a.Points.Count, b.Points.Count) / 2.0);
        return Math.Min(1, Math.Sqrt(met / could * Spread(metIn, couldIn)));
    }

    /// <summary>How much meets on the average over the picture: head and foot alone, which all pages of a program share, are little of it.</summary>
    private static double Spread(ReadOnlySpan<int> met, ReadOnlySpan<int> could)
    {
        var (sum, fields) = (0.0, 0);
        for (var i = 0; i < could.Length; i++)
        {
            if (could[i] >= FewestInField)
            {
                sum += Math.Min(1, (double)met[i] / could[i]);
                fields++;
            }
        }

        return fields == 0 ? 0 : sum / fields;
    }

    private static int Field(double x, double y, PicturePrint picture) =>
        (Math.Clamp((int)(y * Fields / picture.Height), 0, Fields - 1) * Fields) + Math.Clamp((int)(x * Fields / picture.Width), 0, Fields - 1);

    /// <summary>Places that look alike, the most alike first.</summary>
    private static (PicturePoint A, PicturePoint B)[] Meetings(PicturePrint a, PicturePrint b)
    {
        List<(int Bits, PicturePoint A, PicturePoint B)> all = [];
        ReadOnlySpan<PicturePoint> others = Array(b.Points);
        foreach (ref readonly var one in Array(a.Points).AsSpan())
        {
            foreach (ref readonly var other in others)
            {
                var bits = BitOperations.PopCount(one.Bits ^ other.Bits);
                if (bits <= ProposeBits && one.Size < other.Size * MostScale * 1.2 && other.Size < one.Size * MostScale * 1.2)
                {
                    all.Add((bits, one, other));
                }
            }
        }

        return [.. all.OrderBy(m => m.Bits).Take(MostMeetings).Select(m => (m.A, m.B))];
    }

    private static PicturePoint[] Array(IReadOnlyList<PicturePoint> points) => points as PicturePoint[] ?? [.. points];

    private static int InOrder(PicturePrint a, PicturePrint b)
    {
        var difference = (a.Width, a.Height, a.Points.Count).CompareTo((b.Width, b.Height, b.Points.Count));
        for (var i = 0; difference == 0 && i < a.Points.Count; i++)
        {
            difference = (a.Points[i].X, a.Points[i].Y, a.Points[i].Size, a.Points[i].Bits).CompareTo((b.Points[i].X, b.Points[i].Y, b.Points[i].Size, b.Points[i].Bits));
        }

        return difference != 0 ? difference : a.Cells.Span.SequenceCompareTo(b.Cells.Span);
    }
}
