using MakingItWork.Rules.ClinicalRisk;

namespace MakingItWork.Rules.Deadlines;

/// <summary>How soon somebody opens a waiting report, by the harm that its reporter gave.</summary>
/// <param name="Worst">For death and severe harm.</param>
/// <param name="Moderate">For moderate harm.</param>
/// <param name="Other">For all others.</param>
public sealed record ServiceTarget(TimeSpan Worst, TimeSpan Moderate, TimeSpan Other)
{
    public TimeSpan For(DegreeOfHarm harm) => harm switch
    {
        DegreeOfHarm.Death or DegreeOfHarm.Severe => Worst,
        DegreeOfHarm.Moderate => Moderate,
        _ => Other,
    };
}
