using System.Globalization;
using MakingItWork.Classify;
using MakingItWork.Plumbing.Web;
using MakingItWork.Rules.ClinicalRisk;

namespace MakingItWork.Triage;

/// <summary>How the pages of the safety team put what they show.</summary>
public static class TriageWords
{
    private const int SummaryLength = 120;

    public static string Harm(DegreeOfHarm harm) => harm switch
    {
        DegreeOfHarm.Low or DegreeOfHarm.Moderate or DegreeOfHarm.Severe => $"{harm} harm",
        _ => harm.InWords(),
    };

    /// <summary>The design system's colour for a harm; the words stand beside it.</summary>
    public static string HarmColour(DegreeOfHarm harm) => harm switch
    {
        DegreeOfHarm.Death or DegreeOfHarm.Severe => "red",
        DegreeOfHarm.Moderate => "orange",
        DegreeOfHarm.Low => "yellow",
        _ => "grey",
    };

    public static string RiskColour(int rating) => rating switch
    {
        5 => "red",
        4 => "orange",
        3 => "yellow",
        _ => "green",
    };

    /// <summary>Behind a report's day, for example ", version 4.2, screen “results list”".</summary>
    public static string Where(string? version, string? screen) => $"{(version is null ? null : $", version {version}")}{(screen is null ? null : $", screen “{screen}”")}";

    /// <summary>For example "Likely, 82%".</summary>
    public static string Confidence(double confidence, bool notSure) =>
        $"{(notSure ? "Not sure" : "Likely")}, {Percent(confidence)}";

    /// <summary>A code with its name, where the taxonomy in use still has it.</summary>
    public static string Type(string code) =>
        Rules.Taxonomies.Taxonomy.Magrabi.Codes.FirstOrDefault(known => known.Code == code) is { } known ? $"{known.Code} {known.Name}" : code;

    /// <summary>What a further taxonomy is about.</summary>
    public static string Taxonomy(string name) => name switch
    {
        "consequence" => "What came of it",
        "screen-dimension" => "Kind of screen problem",
        "process-step" => "Step of care",
        "screen-problem" => "In screen terms",
        _ => name,
    };

    /// <summary>The words at these places of a description: “gave the wrong dose”, “harm”.</summary>
    public static string Quoted(string places, string description) => string.Join(", ", Places.FromText(places)
        .Where(place => place.Start >= 0 && place.Start + place.Length <= description.Length)
        .Select(place => $"“{description.Substring(place.Start, place.Length)}”").Distinct().Take(4));

    /// <summary>For example "82%".</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0}%");

    /// <summary>The reported words that a suggestion rests on, heaviest first, each with its weight: “no alert” +1.5.</summary>
    public static string Weighed(IEnumerable<SuggestionEvidence> evidence, string description) => string.Join(", ", evidence
        .Select(e => (Words: e.Start >= 0 && e.Length > 0 && e.Start + e.Length <= description.Length ? description.Substring(e.Start, e.Length) : e.Term, e.Weight))
        .Distinct()
        .OrderByDescending(e => Math.Abs(e.Weight))
        .Select(e => string.Create(CultureInfo.InvariantCulture, $"“{e.Words}” {(e.Weight < 0 ? "−" : "+")}{Math.Abs(e.Weight):0.0}")));

    /// <summary>The beginning of a description, cut between words.</summary>
    public static string Summary(string? description)
    {
        if (string.IsNullOrWhiteSpace(description))
        {
            return "No description";
        }
        if (description.Length <= SummaryLength)
        {
            return description;
        }
        var end = description.LastIndexOf(' ', SummaryLength);
        return $"{description[..(end > 0 ? end : SummaryLength)].TrimEnd(',', '.', ' ')}…";
    }
}
