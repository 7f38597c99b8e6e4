namespace MakingItWork.Rules.ClinicalRisk;

/// <summary>
/// How bad the most likely harm of a hazard is. The death of one patient is <see cref="Major"/>, of several <see cref="Catastrophic"/>.
/// Source: DCB0129 Implementation Guidance v3.2, an example table that a manufacturer may replace in its risk management plan.
/// </summary>
public enum Severity
{
    Minor,
    Significant,
    Considerable,
    Major,
    Catastrophic,
}
