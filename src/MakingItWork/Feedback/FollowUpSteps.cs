using MakingItWork.Capture;
using MakingItWork.Plumbing.Web;

namespace MakingItWork.Feedback;

/// <summary>One step of a report's way as its reporter sees it.</summary>
/// <param name="Note">A date, where it is known.</param>
public sealed record FollowUpStep(string Name, StepState State, string? Note);

public enum StepState
{
    NotYet,
    Now,
    Done,
    Refused,
}

public static class FollowUpSteps
{
    public static IReadOnlyList<FollowUpStep> Of(FollowedReport report)
    {
        var since = report.StageSince.InWords();
        return
        [
            new("Report received", StepState.Done, report.SubmittedAt.InWords()),
            report.Stage <= ReportStage.Held
                ? new("Patient details covered", StepState.Now, null)
                : new("Patient details covered", StepState.Done, null),
            Read(report.Stage, since),
            report.Stage switch
            {
                ReportStage.Exported => new("Passed on nationally and to the supplier", StepState.Done, since),
                ReportStage.Approved => new("Passed on nationally and to the supplier", StepState.Now, null),
                ReportStage.Rejected => new("Passed on nationally and to the supplier", StepState.Refused, null),
                _ => new("Passed on nationally and to the supplier", StepState.NotYet, null),
            },
        ];
    }

    private static FollowUpStep Read(ReportStage stage, string since) => stage switch
    {
        ReportStage.Approved or ReportStage.Rejected => new("Read by the safety team", StepState.Done, since),
        ReportStage.Exported => new("Read by the safety team", StepState.Done, null),
        ReportStage.AwaitingTriage => new("Read by the safety team", StepState.Now, $"waiting since {since}"),
        ReportStage.Redacted or ReportStage.Classified => new("Read by the safety team", StepState.Now, null),
        _ => new("Read by the safety team", StepState.NotYet, null),
    };
}
