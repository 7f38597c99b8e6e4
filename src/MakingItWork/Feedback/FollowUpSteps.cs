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
    private const string PassedOn = "Passed on nationally and to the supplier";

    public static IReadOnlyList<FollowUpStep> Of(FollowedReport report)
    {
        var received = new FollowUpStep("Report received", StepState.Done, report.SubmittedAt.InWords());
        return report.Stage == ReportStage.Withdrawn
            ? [received, new("Taken back by you", StepState.Done, report.StageSince.InWords())]
            :
            [
                received,
                new("Patient details covered", report.Stage <= ReportStage.Held ? StepState.Now : StepState.Done, report.CoveredAt?.InWords()),
                Read(report),
                new(PassedOn, Passing(report.Stage), report.PassedOnAt?.InWords()),
            ];
    }

    private static FollowUpStep Read(FollowedReport report) => report.Stage switch
    {
        ReportStage.Approved or ReportStage.Rejected or ReportStage.Exported => new("Read by the safety team", StepState.Done, report.DecidedAt?.InWords()),
        ReportStage.AwaitingTriage or ReportStage.Decided => new("Read by the safety team", StepState.Now, $"waiting since {report.StageSince.InWords()}"),
        ReportStage.Redacted or ReportStage.Classified => new("Read by the safety team", StepState.Now, null),
        _ => new("Read by the safety team", StepState.NotYet, null),
    };

    private static StepState Passing(ReportStage stage) => stage switch
    {
        ReportStage.Exported => StepState.Done,
        ReportStage.Approved => StepState.Now,
        ReportStage.Rejected => StepState.Refused,
        _ => StepState.NotYet,
    };
}
