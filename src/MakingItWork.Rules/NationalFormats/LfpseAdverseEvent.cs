using System.Text.Json.Nodes;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Rules.Identifiers;
using MakingItWork.Rules.Taxonomies;
using static MakingItWork.Rules.NationalFormats.LfpseNames;

namespace MakingItWork.Rules.NationalFormats;

/// <summary>
/// One event as an LFPSE AdverseEvent, taxonomy version 6 (FHIR R4). The shape follows the one public client of that version and
/// was never tried against the service. An event that touched a patient, harmed or not, is an Incident; a hazard alone is a Risk,
/// whose code is not confirmed: <see cref="LfpseCheck.Unconfirmed"/> names it and a sender must then refuse.
/// </summary>
public static class LfpseAdverseEvent
{
    // "I don't know" in each list: nobody asked the reporter
    private const string UnknownPlace = "9";
    private const string UnknownService = "15";
    private const string UnknownSpecialty = "101";
    private const string UnknownAssociation = "2";
    private const string Unknown = "u";

    private const string ItSystems = "9";
    private const string MemberOfStaff = "3";
    private const string NoneOfTheChallenges = "6";
    private const string InformationTechnology = "6";

    /// <summary>Makes the message. Description, unit and screen are masked once more; there is never a picture.</summary>
    /// <exception cref="TaxonomyException">The hazard type is not a Magrabi code.</exception>
    public static JsonObject Json(NationalEvent source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var risk = source.Harm == DegreeOfHarm.HazardOnly;
        var json = new JsonObject
        {
            ["resourceType"] = "AdverseEvent",
            ["meta"] = new JsonObject { ["profile"] = new JsonArray(Profile) },
            ["actuality"] = "actual",
            ["event"] = new JsonObject { ["coding"] = new JsonArray(new JsonObject { ["code"] = risk ? Risk : Incident }) },
        };
        if (source is { OccurredOn: not null, Precision: DatePrecision.Day })
        {
            json["date"] = NrlsRow.DateOf(source);
        }

        json["location"] = Reference("location1");
        json["recorder"] = Reference("practitioner1");
        json["subject"] = Reference("patient");
        json["suspectEntity"] = new JsonArray();
        json["contained"] = new JsonArray(Location(source), Practitioner(source), Patient(source));
        json["extension"] = Extensions(source, risk);
        return json;
    }

    private static JsonArray Extensions(NationalEvent source, bool risk)
    {
        var type = Taxonomy.Magrabi.Get(source.MagrabiCode);
        var extensions = new JsonArray(
            Extension("adverse-event-agent", Code("InvolvedAgents", ItSystems)),
            Extension(
                "adverse-event-problem-it-systems",
                Code("ITSystemsInvolvementFactors", Crosswalk.Current.Get(source.MagrabiCode).LfpseItFactor),
                Text("ProblemDescriptionSystemsSoftware", $"{source.ProductWithVersion}: {type.Name}")),
            Extension("adverse-event-core", Text("Description", DescriptionOf(source))),
            Extension("adverse-event-safety-challenges", Code("SafetyChallenges", NoneOfTheChallenges)));
        if (source.OccurredOn is null || source.Precision != DatePrecision.Day)
        {
            var month = NrlsRow.DateOf(source);
            extensions.Add((JsonNode)Extension(
                "adverse-event-estimated-date", Code("IncidentOccurredToday", Unknown), month.Length == 0 ? null : Text("ApproximateDate", month)));
        }

        if (risk)
        {
            extensions.Add((JsonNode)Extension("adverse-event-risk-details", Code("RiskTheme", InformationTechnology), Code("RiskImminent", Unknown)));
        }

        return extensions;
    }

    private static string DescriptionOf(NationalEvent source)
    {
        // here and not beside the product, because this is the text that LfpseCheck reads before it leaves
        return TextMask.Mask(source.Description + Aside("Screen", source.Screen) + Aside("Unit", source.Unit)).Text + source.SameEventInWords;
    }

    private static string Aside(string name, string? words) => words is null ? "" : $" ({name}: {TextMask.Mask(words).Text})";

    private static JsonObject Location(NationalEvent source) => Contained("Location", "location1", Extension(
        "location-details",
        Code("LocationKnown", source.OrganisationCode is null ? "n" : "y"),
        source.OrganisationCode is null ? null : Code("Organisation", source.OrganisationCode),
        Code("LocationWithinService", UnknownPlace),
        Code("ServiceArea", UnknownService),
        Code("ResponsibleSpecialty", UnknownSpecialty)));

    private static JsonObject Practitioner(NationalEvent source) => Contained("Practitioner", "practitioner1", Extension(
        "practitioner-details",
        Code("ReporterType", MemberOfStaff),
        source.ReporterRole is null ? null : Code("ReporterRole", source.ReporterRole),
        source.OrganisationCode is null ? null : Code("ReporterOrganisation", source.OrganisationCode)));

    private static JsonObject Patient(NationalEvent source) => HarmCodes.LfpsePhysicalHarm(source.Harm) is not { } harm
        ? Contained("Patient", "patient")
        : Contained("Patient", "patient", Extension(
            "patient-information",
            new JsonObject { ["url"] = "PatientSequence", ["valueInteger"] = 1 },
            Code("PhysicalHarm", harm),
            harm is "1" or "2" ? Code("StrengthOfAssociation", UnknownAssociation) : null));

    private static JsonObject Contained(string type, string id, params JsonObject[] extensions) =>
        new() { ["resourceType"] = type, ["id"] = id, ["extension"] = new JsonArray([.. extensions]) };

    private static JsonObject Extension(string name, params JsonObject?[] properties) =>
        new() { ["url"] = Definition(name), ["extension"] = new JsonArray([.. properties.Where(p => p is not null)]) };

    private static JsonObject Code(string name, string code) => new() { ["url"] = name, ["valueCode"] = code };

    private static JsonObject Text(string name, string text) => new() { ["url"] = name, ["valueString"] = text };

    private static JsonObject Reference(string id) => new() { ["reference"] = $"#{id}" };
}
