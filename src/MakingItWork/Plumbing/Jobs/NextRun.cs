using Quartz;

namespace MakingItWork.Plumbing.Jobs;

public static class NextRun
{
    /// <summary>When a schedule in Quartz's cron, read in London time, comes round next; null when it never does.</summary>
    public static DateTimeOffset? Of(string cron, DateTimeOffset after) =>
        new CronExpression(cron, JobsSetup.London).GetNextValidTimeAfter(after);
}
