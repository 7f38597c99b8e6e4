namespace MakingItWork.Rules.NationalFormats;

/// <summary>Names of the LFPSE shape, taxonomy version 6, as its one public client uses them.</summary>
internal static class LfpseNames
{
    public const string Incident = "1";

    // not confirmed by any public source: see the taxonomy file
    public const string Risk = "2";

    private const string Definitions = "https://developer.learn-from-patient-safety-events.nhs.uk/taxonomy/fhir/StructureDefinition/";

    /// <summary>Which list each coded property takes its codes from.</summary>
    public static readonly IReadOnlyDictionary<string, string> Lists = new Dictionary<string, string>
    {
        ["LocationKnown"] = "yes-no-unknown-codes",
        ["LocationWithinService"] = "incident-location",
        ["ServiceArea"] = "service-type",
        ["ResponsibleSpecialty"] = "specialty",
        ["ReporterType"] = "reporter-type",
        ["ReporterRole"] = "staff-type",
        ["PhysicalHarm"] = "level-of-physical-harm",
        ["StrengthOfAssociation"] = "strength-of-association",
        ["InvolvedAgents"] = "agent-type",
        ["ITSystemsInvolvementFactors"] = "it-systems-and-software-involved",
        ["SafetyChallenges"] = "safety-challenges",
        ["IncidentOccurredToday"] = "yes-no-unknown-codes",
        ["RiskImminent"] = "yes-no-unknown-codes",
        ["RiskTheme"] = "risk-themes",
    };

    public static string Profile { get; } = Definition("patient-safety-adverse-event");

    public static string Definition(string name) => $"{Definitions}{name}-6";
}
