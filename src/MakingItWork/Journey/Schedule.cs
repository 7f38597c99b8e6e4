using MakingItWork.Capture;
using MakingItWork.Classify;
using MakingItWork.Deduplicate;
using MakingItWork.Directory.Trail;
using MakingItWork.Export;
using MakingItWork.Feedback;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Redact;
using MakingItWork.Triage.Queues;
using MakingItWork.Triage.Searching;
using MakingItWork.Triage;

namespace MakingItWork.Journey;

/// <summary>Every recurring job, once.</summary>
public static class Schedule
{
    public static IReadOnlyList<RecurringJob> Of(JobsOptions jobs) =>
    [
        new RecurringJob("sweep", typeof(Sweep), "", TimeSpan.FromSeconds(jobs.SweepSeconds)),
        DeduplicateSetup.KeepIndex,
        DeduplicateSetup.Notices,
        KeepQueue.EveryMinute,
        KeepSearch.Often,
        ExportSetup.Nightly(jobs),
        FeedbackSetup.Weekly(jobs),
        ClassifySetup.Alerts(jobs),
        .. TriageSetup.Post(jobs),
        ClassifySetup.WhenAsked(jobs),
        ClassifySetup.Nightly(jobs),
        CaptureSetup.DailyDiscard,
        RedactSetup.DailyForget,
        RedactSetup.DailyForgetHeld,
        RedactSetup.NightlyReading,
        CheckTrail.Nightly,
        // last of the night, so that it holds nothing that the night has deleted
        new RecurringJob("back-up", typeof(BackUp), "0 20 4 * * ?"),
    ];
}
