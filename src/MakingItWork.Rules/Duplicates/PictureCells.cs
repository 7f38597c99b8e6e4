namespace MakingItWork.Rules.Duplicates;

/// <summary>
/// A picture in cells of eight by eight pixels: how much each is lighter or darker than those around it, in seven steps. Where
/// two pictures are said to lie on each other, the cells tell whether what lies there is the same, also where no place stands out.
/// </summary>
internal static class PictureCells
{
    private const int Side = 8;
    private const int Around = 2;
    private const int Steps = 3;
    private const double MostLight = 100;
    private const int Fields = 6;
    private const int FewestCells = 40;
    private const int FewestInField = 12;
    private const double EmptyShare = 0.15;
    private const double FaintShare = 0.05;
    private const double AgreesNot = 0.37;
    private const double AgreesFully = 0.77;

    public static int Across(int pixels) => (pixels + Side - 1) / Side;

    public static sbyte[] Of(ReadOnlySpan<byte> grey, int width, int height)
    {
        var (wide, high) = (Across(width), Across(height));
        var light = new double[wide * high];
        for (var y = 0; y < high; y++)
        {
            for (var x = 0; x < wide; x++)
            {
                light[(y * wide) + x] = Middle(grey, width, x * Side, Math.Min(width, (x + 1) * Side), y * Side, Math.Min(height, (y + 1) * Side));
            }
        }

        var cells = new sbyte[wide * high];
        for (var y = 0; y < high; y++)
        {
            for (var x = 0; x < wide; x++)
            {
                var around = Middle<double>(light, wide, Math.Max(0, x - Around), Math.Min(wide, x + Around + 1), Math.Max(0, y - Around), Math.Min(high, y + Around + 1));
                var more = light[(y * wide) + x] - around;
                // faint print counts for more than its ink: the root of it is kept
                cells[(y * wide) + x] = (sbyte)(Math.Sign(more) * Math.Round(Steps * Math.Sqrt(Math.Min(1, Math.Abs(more) / MostLight))));
            }
        }

        return cells;
    }

    /// <summary>
    /// In how many parts of what two pictures have in common the cells agree, 0 to 1. A covered box or another patient's data
    /// takes away its part only; light may be taken for dark, but in all parts or in none.
    /// </summary>
    public static double Agreement(PicturePrint a, PicturePrint b, PictureFit fit)
    {
        Span<Sums> fields = stackalloc Sums[Fields * Fields];
        fields.Clear();
        var all = default(Sums);
        var (wide, high) = (Across(a.Width), Across(a.Height));
        var (wideB, highB) = (Across(b.Width), Across(b.Height));
        var cellsA = a.Cells.Span;
        var cellsB = b.Cells.Span;
        for (var y = 0; y < high; y++)
        {
            var down = On(y, fit.Scale, fit.Top);
            for (var x = 0; x < wide && down >= 0 && down <= highB - 1; x++)
            {
                var across = On(x, fit.Scale, fit.Left);
                if (across >= 0 && across <= wideB - 1)
                {
                    var other = Between(cellsB, wideB, highB, across, down);
                    fields[(y * Fields / high * Fields) + (x * Fields / wide)].Add(cellsA[(y * wide) + x], other);
                    all.Add(cellsA[(y * wide) + x], other);
                }
            }
        }

        return all.Count < FewestCells ? 0 : Agreement(fields, all);
    }

    private static double Agreement(ReadOnlySpan<Sums> fields, Sums all)
    {
        var usual = Math.Sqrt(all.SquaresA * all.SquaresB) / all.Count;
        var sign = all.Products < 0 ? -1 : 1;
        var (sum, counted) = (0.0, 0);
        foreach (ref readonly var field in fields)
        {
            if (field.Count < FewestInField || Math.Max(field.SquaresA, field.SquaresB) < EmptyShare * usual * field.Count)
            {
                continue;
            }

            // what is next to nothing in one picture agrees with nothing
            var least = Math.Max(FaintShare * usual * field.Count, 1e-9);
            var agrees = sign * field.Products / Math.Sqrt(Math.Max(field.SquaresA, least) * Math.Max(field.SquaresB, least));
            sum += Math.Clamp((agrees - AgreesNot) / (AgreesFully - AgreesNot), 0, 1);
            counted++;
        }

        return counted == 0 ? 0 : sum / counted;
    }

    /// <summary>Where the middle of a cell of one picture lies on the other, counted in its cells.</summary>
    private static double On(int cell, double scale, double moved) => ((((((cell + 0.5) * Side) - 0.5) * scale) + moved + 0.5) / Side) - 0.5;

    private static double Between(ReadOnlySpan<sbyte> cells, int wide, int high, double across, double down)
    {
        var (left, top) = ((int)across, (int)down);
        var (right, bottom) = (Math.Min(left + 1, wide - 1), Math.Min(top + 1, high - 1));
        var (u, v) = (across - left, down - top);
        return ((1 - v) * (((1 - u) * cells[(top * wide) + left]) + (u * cells[(top * wide) + right])))
            + (v * (((1 - u) * cells[(bottom * wide) + left]) + (u * cells[(bottom * wide) + right])));
    }

    private static double Middle<T>(ReadOnlySpan<T> values, int stride, int left, int right, int top, int bottom)
        where T : struct, System.Numerics.INumber<T>
    {
        var sum = 0.0;
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                sum += double.CreateTruncating(values[(y * stride) + x]);
            }
        }

        return sum / ((right - left) * (bottom - top));
    }

    private struct Sums
    {
        public int Count;
        public double SquaresA;
        public double SquaresB;
        public double Products;

        public void Add(double a, double b) => (Count, SquaresA, SquaresB, Products) = (Count + 1, SquaresA + (a * a), SquaresB + (b * b), Products + (a * b));
    }
}
