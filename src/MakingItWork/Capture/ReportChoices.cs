using MakingItWork.Rules.ClinicalRisk;

namespace MakingItWork.Capture;

/// <summary>The choices of the report page in plain words. The degrees of harm follow the definitions of the NRLS.</summary>
public static class ReportChoices
{
    public static readonly IReadOnlyList<(ReporterRole Role, string Words)> Roles =
    [
        (ReporterRole.NotSaid, "I would rather not say"),
        (ReporterRole.Doctor, "Doctor"),
        (ReporterRole.Nurse, "Nurse"),
        (ReporterRole.Midwife, "Midwife"),
        (ReporterRole.Pharmacist, "Pharmacist or pharmacy technician"),
        (ReporterRole.AlliedHealthProfessional, "Allied health professional, such as a paramedic or physiotherapist"),
        (ReporterRole.HealthcareScientist, "Healthcare scientist"),
        (ReporterRole.Administrator, "Administrator, receptionist or ward clerk"),
        (ReporterRole.Other, "Something else"),
    ];

    public static readonly IReadOnlyList<(DegreeOfHarm Harm, string Words, string? Meaning)> Harms =
    [
        (DegreeOfHarm.HazardOnly, "Nobody was affected", "It is a hazard: it could harm somebody"),
        (DegreeOfHarm.NoHarm, "No harm", "A patient was affected and came to no harm"),
        (DegreeOfHarm.Low, "Low", "Extra observation or minor treatment was needed"),
        (DegreeOfHarm.Moderate, "Moderate", "Further treatment was needed, and the harm was short-term"),
        (DegreeOfHarm.Severe, "Severe", "The harm is permanent or long-term"),
        (DegreeOfHarm.Death, "Death", "The event may have contributed to the patient’s death"),
    ];
}
