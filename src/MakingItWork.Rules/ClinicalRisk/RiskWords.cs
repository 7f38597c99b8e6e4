namespace MakingItWork.Rules.ClinicalRisk;

/// <summary>The two risk scales in words, for showing on a page. Source: DCB0129 Implementation Guidance v3.2, tables 7 and 8.</summary>
public static class RiskWords
{
    /// <summary>The name of a severity, such as "Considerable".</summary>
    public static string Name(this Severity severity) => severity.ToString();

    /// <summary>The name of a likelihood, as published, such as "Very High".</summary>
    public static string Name(this Likelihood likelihood) => likelihood switch
    {
        Likelihood.VeryHigh => "Very High",
        Likelihood.VeryLow => "Very Low",
        _ => likelihood.ToString(),
    };

    /// <summary>What a severity means when one patient is affected and when several are.</summary>
    public static string Definition(this Severity severity) => severity switch
    {
        Severity.Catastrophic => "Several patients: death, permanent life-changing incapacity, or severe injury from which recovery is not expected in the short term.",
        Severity.Major => "One patient: death, permanent life-changing incapacity, or severe injury from which recovery is not expected in the short term. Several patients: severe injury from which recovery is expected in the short term, or severe psychological trauma.",
        Severity.Considerable => "One patient: severe injury from which recovery is expected in the short term, or severe psychological trauma. Several patients: minor injury from which recovery is not expected in the short term, or significant psychological trauma.",
        Severity.Significant => "One patient: minor injury from which recovery is not expected in the short term, or significant psychological trauma. Several patients: minor injury from which recovery is expected, minor psychological upset, or inconvenience.",
        Severity.Minor => "One patient: minor injury from which recovery is expected, minor psychological upset, inconvenience, or any negligible consequence.",
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "This severity is not on the scale from minor to catastrophic."),
    };

    /// <summary>What a likelihood means.</summary>
    public static string Definition(this Likelihood likelihood) => likelihood switch
    {
        Likelihood.VeryHigh => "Certain or almost certain; highly likely to occur.",
        Likelihood.High => "Not certain but very possible; reasonably expected to occur in the majority of cases.",
        Likelihood.Medium => "Possible.",
        Likelihood.Low => "Could occur but in the great majority of occasions will not.",
        Likelihood.VeryLow => "Negligible or nearly negligible possibility of occurring.",
        _ => throw new ArgumentOutOfRangeException(nameof(likelihood), likelihood, "This likelihood is not on the scale from very low to very high."),
    };
}
