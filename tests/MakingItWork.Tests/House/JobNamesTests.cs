using MakingItWork.Journey;
using MakingItWork.Plumbing.Jobs;

namespace MakingItWork.Tests.House;

/// <summary>Names and argument shapes of jobs lie in the alarm store between versions: changing one loses what is queued.</summary>
public sealed class JobNamesTests
{
    [Fact]
    public void JobNames_InTheAlarmStore_AreAsTheyWere()
    {
        Assert.Equal("advance-report", QuartzEngine.JobName);
        Assert.Equal("id", QuartzEngine.IdKey);
        Assert.Equal(
            ["sweep", "keep-index", "hazard-notices", "keep-queue", "keep-search", "national-export", "supplier-digests", "urgent-alerts", "action-reminders", "escalations", "team-mails", "retrain-when-asked", "retrain-models", "discard-unclaimed-uploads", "forget-originals", "forget-held-pictures", "read-pictures-again", "check-audit-trail", "back-up"],
            Schedule.Of(new JobsOptions()).Select(job => job.Name));
    }
}
