using MakingItWork.Capture;

namespace MakingItWork.Triage.Searching;

/// <summary>How the search puts where a report stands.</summary>
public static class StandsAt
{
    public static string Of(ReportStage stage) => stage switch
    {
        ReportStage.Approved => "Accepted",
        ReportStage.Exported => "Accepted and passed on",
        ReportStage.Rejected => "Rejected",
        ReportStage.AwaitingTriage => "Waiting for a decision",
        _ => "Being prepared",
    };

    /// <summary>The design system's colour for it; the words stand beside it.</summary>
    public static string Colour(ReportStage stage) => stage switch
    {
        ReportStage.Approved or ReportStage.Exported => "green",
        ReportStage.Rejected => "grey",
        _ => "blue",
    };
}
