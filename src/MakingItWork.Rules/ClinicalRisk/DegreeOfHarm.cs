namespace MakingItWork.Rules.ClinicalRisk;

/// <summary>What happened to a patient, as the reporter judged it. National formats number these in opposite directions: never cast, always map.</summary>
public enum DegreeOfHarm
{
    /// <summary>No patient was involved: a danger was seen in time.</summary>
    HazardOnly,

    /// <summary>A patient was involved and came to no harm.</summary>
    NoHarm,
    Low,
    Moderate,
    Severe,
    Death,
}
