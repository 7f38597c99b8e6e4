using MakingItWork.Directory;
using MakingItWork.Rules.ClinicalRisk;

namespace MakingItWork.Triage.Risk;

/// <summary>How pages, the audit trail and the hazard log put an assessment.</summary>
public static class RiskWording
{
    public static string RoleOf(Viewer viewer) => viewer switch
    {
        _ when viewer.Is(Roles.ClinicalSafetyOfficer) && viewer.IsNational => "National Clinical Safety Officer",
        _ when viewer.Is(Roles.ClinicalSafetyOfficer) => "Clinical Safety Officer",
        { IsNational: true } => "National triager",
        _ => "Triager",
    };

    /// <summary>For example "Considerable × Medium, risk rating 3".</summary>
    public static string Risk(Severity? severity, Likelihood? likelihood, int? rating) =>
        severity is null || likelihood is null ? "Not stated" : $"Severity {severity.Value.Name()}, likelihood {likelihood.Value.Name()}: risk rating {rating}";

    public static string State(this RiskState state) => state switch
    {
        RiskState.Final => "Final",
        RiskState.TakenBack => "Taken back",
        _ => "Proposed",
    };

    public static string Acceptance(bool? accepted) => accepted switch
    {
        true => "Accepted",
        false => "Not accepted",
        null => "Not stated",
    };

    /// <summary>Every part of an assessment with its name, in the order of the hazard log.</summary>
    public static IEnumerable<(string Name, string? Value)> Parts(RiskContent content) =>
    [
        ("Name", content.Name),
        ("Description", content.Description),
        ("Potential clinical impact", content.Impact),
        ("Possible causes", content.Causes),
        ("Initial risk", Risk(content.InitialSeverity, content.InitialLikelihood, content.InitialRating)),
        ("Existing controls", content.ExistingControls),
        ("Further controls: design", content.DesignControls),
        ("Further controls: test", content.TestControls),
        ("Further controls: training", content.TrainingControls),
        ("Further controls: business process change", content.ProcessControls),
        ("Residual risk", Risk(content.ResidualSeverity, content.ResidualLikelihood, content.ResidualRating)),
        ("Justification", content.Justification),
        ("Residual risk accepted", Acceptance(content.Accepted)),
        ("Reason to accept, or not", content.AcceptanceReason),
        ("Hazard status", content.Status.ToString()),
    ];

    /// <summary>What differs between two versions, part by part.</summary>
    public static IReadOnlyList<RiskDifference> Differences(RiskContent? before, RiskContent? after) =>
        [.. Parts(before ?? new RiskContent()).Zip(Parts(after ?? new RiskContent()))
            .Where(pair => pair.First.Value != pair.Second.Value)
            .Select(pair => new RiskDifference(pair.First.Name, pair.First.Value, pair.Second.Value))];
}

public sealed record RiskDifference(string Part, string? Before, string? After);
