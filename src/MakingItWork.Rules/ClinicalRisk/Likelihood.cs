namespace MakingItWork.Rules.ClinicalRisk;

/// <summary>How likely the harm of a hazard is. Source: DCB0129 Implementation Guidance v3.2, example table.</summary>
public enum Likelihood
{
    VeryLow,
    Low,
    Medium,
    High,
    VeryHigh,
}
