namespace MakingItWork.Rules.Statistics;

/// <summary>
/// An XmR chart: values in order of time, their mean, and the limits that chance alone rarely leaves. Rules and constants are those
/// of NHS England's Making Data Count, as in the R package NHSRplotthedots. Weekly counts below about 5 suit it badly.
/// </summary>
public sealed class XmrChart
{
    private const double LimitFactor = 2.66;
    private const double ScreeningFactor = 3.267;
    private const int PointsForFirmLimits = 12;

    private XmrChart(IReadOnlyList<double> values, XmrOptions options)
    {
        Mean = values.Average();
        AverageMovingRange = MovingRange(values, options.Screened);
        Upper = Mean + (LimitFactor * AverageMovingRange);
        NearUpper = Mean + (LimitFactor * 2 / 3 * AverageMovingRange);
        Lower = Floored(Mean - (LimitFactor * AverageMovingRange), options);
        NearLower = Floored(Mean - (LimitFactor * 2 / 3 * AverageMovingRange), options);
        IsTrial = values.Count < PointsForFirmLimits;
        Points = [.. Enumerable.Range(0, values.Count).Select(i => Judge(values, i, options))];
    }

    public double Mean { get; }

    public double AverageMovingRange { get; }

    public double Upper { get; }

    public double Lower { get; }

    /// <summary>Two thirds of the way from the mean to the upper limit.</summary>
    public double NearUpper { get; }

    /// <summary>Two thirds of the way from the mean to the lower limit.</summary>
    public double NearLower { get; }

    /// <summary>True below 12 points: the limits will still move.</summary>
    public bool IsTrial { get; }

    public IReadOnlyList<XmrPoint> Points { get; }

    /// <summary>Computes a chart.</summary>
    /// <exception cref="ArgumentException">Fewer than two values: there is no moving range.</exception>
    public static XmrChart From(IReadOnlyList<double> values, XmrOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Count < 2
            ? throw new ArgumentException($"A chart needs at least two values and got {values.Count}.", nameof(values))
            : new(values, options ?? new());
    }

    private static double Floored(double limit, XmrOptions options) => options.FloorAtZero ? Math.Max(0, limit) : limit;

    private static double MovingRange(IReadOnlyList<double> values, bool screened)
    {
        var ranges = values.Zip(values.Skip(1), (a, b) => Math.Abs(b - a)).ToArray();
        var average = ranges.Average();
        return screened ? ranges.Where(r => r <= ScreeningFactor * average).DefaultIfEmpty(0).Average() : average;
    }

    // the first rule that holds names the signal
    private XmrPoint Judge(IReadOnlyList<double> x, int i, XmrOptions options)
    {
        if (x[i] > Upper || x[i] < Lower)
        {
            return new(x[i], XmrSignal.OutsideLimits, x[i] > Upper);
        }

        if (Run(x, i, options.TrendLength, k => k == 0 ? 0 : Math.Sign(x[k] - x[k - 1]), steps: true) is var trend and not 0)
        {
            return new(x[i], XmrSignal.Trend, trend > 0);
        }

        if (IsTwoOfThree(x, i))
        {
            return new(x[i], XmrSignal.TwoOfThree, x[i] > Mean);
        }

        return Run(x, i, options.ShiftLength, k => Math.Sign(x[k] - Mean), steps: false) is var shift and not 0
            ? new(x[i], XmrSignal.Shift, shift > 0)
            : new(x[i], XmrSignal.None, null);
    }

    // +1 or -1 when the point lies in some stretch of that length whose members all have that sign; for steps the first member is free
    private static int Run(IReadOnlyList<double> x, int i, int length, Func<int, int> sign, bool steps)
    {
        for (var start = Math.Max(0, i - length + 1); start <= i && start + length <= x.Count; start++)
        {
            var signs = Enumerable.Range(start, length).Skip(steps ? 1 : 0).Select(sign).Distinct().ToArray();
            if (signs is [1] or [-1])
            {
                return signs[0];
            }
        }

        return 0;
    }

    private bool IsTwoOfThree(IReadOnlyList<double> x, int i)
    {
        if (!IsNearLimit(x[i]))
        {
            return false;
        }

        for (var start = Math.Max(0, i - 2); start <= i && start + 3 <= x.Count; start++)
        {
            var three = Enumerable.Range(start, 3).Select(k => x[k]).ToArray();
            if (three.All(v => Math.Sign(v - Mean) == Math.Sign(x[i] - Mean)) && three.Count(IsNearLimit) >= 2)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsNearLimit(double value) => (value > NearUpper && value <= Upper) || (value < NearLower && value >= Lower);
}
