namespace MakingItWork.Rules.Statistics;

/// <summary>Why a point is not chance.</summary>
public enum XmrSignal
{
    None,

    /// <summary>Beyond a process limit.</summary>
    OutsideLimits,

    /// <summary>Part of a run of steadily rising or falling points.</summary>
    Trend,

    /// <summary>One of two out of three points near the same limit.</summary>
    TwoOfThree,

    /// <summary>Part of a run of points on one side of the mean.</summary>
    Shift,
}

/// <summary>One point of a chart.</summary>
/// <param name="Value">The value.</param>
/// <param name="Signal">Why it is not chance.</param>
/// <param name="Upwards">Whether the signal points up, which for counts of harm is a concern; nothing without a signal.</param>
public sealed record XmrPoint(double Value, XmrSignal Signal, bool? Upwards);

/// <summary>How a chart is drawn.</summary>
/// <param name="TrendLength">Points in a trend; NHS England uses 7, some bodies 5.</param>
/// <param name="ShiftLength">Points in a shift.</param>
/// <param name="Screened">Whether moving ranges above 3.267 times their average are left out once. The R package does, the Excel tool does not.</param>
/// <param name="FloorAtZero">Whether the lower limit stops at zero, as it must for counts.</param>
public sealed record XmrOptions(int TrendLength = 7, int ShiftLength = 7, bool Screened = true, bool FloorAtZero = true);
