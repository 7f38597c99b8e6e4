using MakingItWork.Plumbing.Jobs;
using MakingItWork.Rules.Deadlines;

namespace MakingItWork.Triage.Actions;

public static class Due
{
    /// <summary>For example "17:00 on Friday 27 November 2026, UK time".</summary>
    public static string DueInWords(this DateTimeOffset due) => LocalDeadline.InWords(due, JobsSetup.London);

    /// <summary>For example "Friday 27 November 2026": a day away from work.</summary>
    public static DateOnly DayIn(this DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, JobsSetup.London).DateTime);
}
