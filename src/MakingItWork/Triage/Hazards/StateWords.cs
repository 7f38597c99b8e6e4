using MakingItWork.Deduplicate;

namespace MakingItWork.Triage.Hazards;

/// <summary>How pages put where a hazard stands.</summary>
public static class StateWords
{
    public static string Name(HazardState state, string? fixedIn) => state switch
    {
        HazardState.Fixed => $"Fixed in {fixedIn}",
        HazardState.Reopened => "Open again",
        _ => state.ToString(),
    };

    /// <summary>The design system's colour; the words stand on it.</summary>
    public static string Colour(HazardState state) => state switch
    {
        HazardState.Open => "blue",
        HazardState.Acknowledged => "yellow",
        HazardState.Fixed => "green",
        HazardState.Reopened => "red",
        _ => "grey",
    };

    public static string Meaning(HazardState state) => state switch
    {
        HazardState.Open => "Nobody has taken it up yet.",
        HazardState.Acknowledged => "It is known, and somebody works on it.",
        HazardState.Fixed => "A version holds the fix. The hazard opens again by itself when a report comes from that version or a later one.",
        HazardState.Reopened => "It was fixed, and a report came from a version that should hold the fix.",
        _ => "Nothing more will be done about it.",
    };
}
