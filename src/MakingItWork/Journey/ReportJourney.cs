using MakingItWork.Capture;
using MakingItWork.Classify;
using MakingItWork.Deduplicate;
using MakingItWork.Redact;
using MakingItWork.Triage.Keyboard;

namespace MakingItWork.Journey;

/// <summary>
/// The stages in order, written once. Decided waits until nobody may take the decision back. A stage without a job waits for people (Held, AwaitingTriage),
/// for the nightly batch (Approved), or is an end (Exported, Rejected).
/// </summary>
public static class ReportJourney
{
    public static readonly IReadOnlyDictionary<ReportStage, Type> Jobs = new Dictionary<ReportStage, Type>
    {
        [ReportStage.Received] = typeof(CleanPictures),
        [ReportStage.Cleaned] = typeof(RedactReport),
        [ReportStage.Redacted] = typeof(ClassifyReport),
        [ReportStage.Classified] = typeof(MatchReport),
        [ReportStage.Decided] = typeof(SettleReport),
    };

    /// <summary>Stages at which the program itself has something to do.</summary>
    public static readonly IReadOnlyList<ReportStage> AtWork = [.. Jobs.Keys];
}
