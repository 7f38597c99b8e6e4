using MakingItWork.Capture;

namespace MakingItWork.Feedback;

/// <summary>The stages of a report in the reporter's words.</summary>
public static class StageWords
{
    public static (string Heading, string Explanation) For(ReportStage stage, bool delayed) => delayed
        ? ("We are looking into a problem with your report", "Your report is safe. It could not be prepared by itself, so a person is looking at it.")
        : stage switch
        {
            ReportStage.Received or ReportStage.Cleaned => (
                "We have your report",
                "Your report is safely stored. Patient details in the picture and the text are being found and covered."),
            ReportStage.Held => (
                "A person is checking your picture",
                "Somebody in your organisation looks at the picture to cover patient details before anyone else sees it."),
            ReportStage.Redacted or ReportStage.Classified => (
                "Your report is being prepared",
                "Patient details are covered. Your report is being compared with others before the safety team reads it."),
            ReportStage.AwaitingTriage or ReportStage.Decided => (
                "Waiting for the safety team",
                "The safety team reads reports worst first and decides what happens with yours."),
            ReportStage.Approved => (
                "Accepted by the safety team",
                "Your report goes into the next national batch, and into the next weekly message to the supplier."),
            ReportStage.Exported => (
                "Passed on",
                "Your report is in the national batch without your name and without the picture. The supplier is told about the problem."),
            ReportStage.Rejected => (
                "Closed by the safety team",
                "The safety team read your report and decided not to pass it on."),
            ReportStage.Withdrawn => (
                "You took this report back",
                "Its words and pictures are deleted, and it counts nowhere. If the problem is still there, please report it again."),
            _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "A stage without words."),
        };
}
