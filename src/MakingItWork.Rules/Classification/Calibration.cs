namespace MakingItWork.Rules.Classification;

/// <summary>Turns scores into probabilities, on texts that the scores were not learnt from.</summary>
internal static class Calibration
{
    private const int FewestOfType = 8;

    /// <summary>Platt's two numbers by Newton's method, with his targets that never reach 0 or 1; what was before when there is too little to tell.</summary>
    public static (float Slope, float Offset) Fit(IReadOnlyList<(double Score, bool IsOf, double Weight)> rows, (float Slope, float Offset) before)
    {
        var of = rows.Where(r => r.IsOf).Sum(r => r.Weight);
        var not = rows.Where(r => !r.IsOf).Sum(r => r.Weight);
        if (rows.Count(r => r.IsOf) < FewestOfType || rows.Count(r => !r.IsOf) < FewestOfType)
        {
            return before;
        }

        var (high, low) = ((of + 1) / (of + 2), 1 / (not + 2));
        double slope = 1, offset = 0;
        for (var step = 0; step < 50; step++)
        {
            double ga = 0, gb = 0, haa = 1e-3, hab = 0, hbb = 1e-3;
            foreach (var (score, isOf, weight) in rows)
            {
                var p = 1 / (1 + Math.Exp(-((slope * score) + offset)));
                var (d, h) = (weight * (p - (isOf ? high : low)), weight * p * (1 - p));
                (ga, gb) = (ga + (d * score), gb + d);
                (haa, hab, hbb) = (haa + (h * score * score), hab + (h * score), hbb + h);
            }

            var det = (haa * hbb) - (hab * hab);
            var (da, db) = (((hbb * ga) - (hab * gb)) / det, ((haa * gb) - (hab * ga)) / det);
            (slope, offset) = (Math.Clamp(slope - Math.Clamp(da, -1, 1), 0.05, 5), offset - Math.Clamp(db, -2, 2));
            if (Math.Abs(da) + Math.Abs(db) < 1e-7)
            {
                break;
            }
        }

        return ((float)slope, (float)offset);
    }

    /// <summary>The probability from which suggesting the type gives the best F1.</summary>
    public static float Threshold(IReadOnlyList<(double Probability, bool IsOf, double Weight)> rows, float before)
    {
        if (rows.Count(r => r.IsOf) < FewestOfType)
        {
            return before;
        }

        var of = rows.Where(r => r.IsOf).Sum(r => r.Weight);
        var (best, bestF1) = (before, -1.0);
        // what is less likely than not is no second suggestion: who reads them would stop reading
        for (var step = 10; step <= 15; step++)
        {
            var threshold = step / 20.0;
            var suggested = rows.Where(r => r.Probability >= threshold).ToList();
            var f1 = 2.0 * suggested.Where(r => r.IsOf).Sum(r => r.Weight) / (of + suggested.Sum(r => r.Weight));
            if (f1 > bestF1 + 1e-9)
            {
                (best, bestF1) = ((float)threshold, f1);
            }
        }

        return best;
    }
}
