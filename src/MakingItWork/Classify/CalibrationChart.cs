using System.Globalization;

namespace MakingItWork.Classify;

/// <summary>Where the points of the calibration chart lie, in units of its drawing.</summary>
public sealed class CalibrationChart(IReadOnlyList<BinInUse> bins)
{
    public const int Left = 56;
    public const int Top = 16;
    public const int Side = 300;

    public IEnumerable<BinInUse> Filled => bins.Where(bin => bin.Count > 0);

    /// <summary>A share from 0 to 1 on the axis of what was said.</summary>
    public static string X(double share) => Number(Left + (Side * share));

    /// <summary>A share from 0 to 1 on the axis of what was right.</summary>
    public static string Y(double share) => Number(Top + (Side * (1 - share)));

    /// <summary>Its area grows with the number of suggestions.</summary>
    public string Radius(BinInUse bin) => Number(4 + (10 * Math.Sqrt(bin.Count / (double)bins.Max(b => b.Count))));

    public string Line => string.Join(' ', Filled.Select(bin => $"{X(bin.Said)},{Y(bin.Was)}"));

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
