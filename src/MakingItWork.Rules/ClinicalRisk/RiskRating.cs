namespace MakingItWork.Rules.ClinicalRisk;

/// <summary>
/// The clinical risk rating, 1 to 5. It is a lookup and not the product of severity and likelihood.
/// Source: DCB0129 Implementation Guidance v3.2, table 9 (an example, not mandated), as used in NHS England's UK Core hazard log.
/// </summary>
public static class RiskRating
{
    // rows: likelihood from very low to very high; columns: severity from minor to catastrophic
    private static readonly int[][] Ratings =
    [
        [1, 1, 2, 2, 3],
        [1, 2, 2, 3, 4],
        [2, 2, 3, 3, 4],
        [2, 3, 3, 4, 5],
        [3, 4, 4, 5, 5],
    ];

    /// <summary>The rating of one cell, 1 (acceptable) to 5 (unacceptable).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value outside the two scales.</exception>
    public static int Of(Severity severity, Likelihood likelihood)
    {
        if (!Enum.IsDefined(severity))
        {
            throw new ArgumentOutOfRangeException(nameof(severity), severity, "This severity is not on the scale from minor to catastrophic.");
        }

        if (!Enum.IsDefined(likelihood))
        {
            throw new ArgumentOutOfRangeException(nameof(likelihood), likelihood, "This likelihood is not on the scale from very low to very high.");
        }

        return Ratings[(int)likelihood][(int)severity];
    }

    /// <summary>What a rating obliges people to do, in the words of table 10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A rating outside 1 to 5.</exception>
    public static string Acceptability(int rating) => rating switch
    {
        5 => "Unacceptable level of risk",
        4 => "Mandatory elimination of hazard or addition of control measure to reduce risk to an acceptable level",
        3 => "Undesirable level of risk. Attempts should be made to eliminate the hazard or implement control measures to reduce risk to an acceptable level. Shall only be acceptable when further risk reduction is impractical",
        2 => "Acceptable where cost of further reduction outweighs benefits gained or where further risk reduction is impractical",
        1 => "Acceptable, no further action required",
        _ => throw new ArgumentOutOfRangeException(nameof(rating), rating, "A risk rating is a number from 1 to 5."),
    };
}
