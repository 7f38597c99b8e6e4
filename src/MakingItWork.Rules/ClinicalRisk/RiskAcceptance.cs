namespace MakingItWork.Rules.ClinicalRisk;

/// <summary>
/// What a residual risk rating demands before it may be signed off as accepted. Source: DCB0129 Implementation Guidance v3.2, table 10:
/// 5 is unacceptable, 4 makes elimination or a further control mandatory, 3 is acceptable only when further reduction is impractical.
/// </summary>
public static class RiskAcceptance
{
    /// <summary>What stands against signing this rating off as accepted, in plain English; null when nothing does.</summary>
    /// <param name="rating">The residual rating, 1 to 5.</param>
    /// <param name="hasFurtherControl">Whether at least one control beyond the existing ones is stated.</param>
    /// <param name="hasReason">Whether it is stated why the rating is accepted.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rating outside 1 to 5.</exception>
    public static string? Against(int rating, bool hasFurtherControl, bool hasReason) => rating switch
    {
        5 => "A residual risk rating of 5 is an unacceptable level of risk: it cannot be accepted. Add controls that lower it, or sign it as not accepted",
        4 when !hasFurtherControl => "A residual risk rating of 4 makes it mandatory to eliminate the hazard or add a control measure: state at least one further control, or sign it as not accepted",
        4 when !hasReason => "Enter why a residual risk rating of 4 is accepted",
        3 when !hasReason => "Enter why further risk reduction is impractical: a residual risk rating of 3 is only acceptable then",
        >= 1 and <= 4 => null,
        _ => throw new ArgumentOutOfRangeException(nameof(rating), rating, "A risk rating is a number from 1 to 5."),
    };
}
