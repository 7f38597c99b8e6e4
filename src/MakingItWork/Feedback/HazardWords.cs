using MakingItWork.Rules.Taxonomies;

namespace MakingItWork.Feedback;

/// <summary>How a hazard is put to its supplier.</summary>
public static class HazardWords
{
    public static string Type(string? code) => code is null
        ? "Not classified"
        : Taxonomy.Magrabi.Codes.FirstOrDefault(known => known.Code == code)?.Name ?? code;

    public static string RiskColour(int rating) => rating switch
    {
        5 => "red",
        4 => "orange",
        3 => "yellow",
        _ => "green",
    };
}
