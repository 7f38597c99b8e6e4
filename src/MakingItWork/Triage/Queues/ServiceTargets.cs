using MakingItWork.Plumbing.Web;
using Microsoft.Extensions.Options;

namespace MakingItWork.Triage.Queues;

/// <summary>When a report is due. Reckoned as it is read, so that a changed setting holds for all at once.</summary>
public sealed class ServiceTargets(IOptions<TriageOptions> options)
{
    private const int Severe = 4;
    private const int Moderate = 3;

    public DateTimeOffset DueAt(int urgencyRank, int harmRank, DateTimeOffset submittedAt) => submittedAt.AddHours((urgencyRank, harmRank) switch
    {
        ( > 0, _) => options.Value.TargetHoursUrgent,
        (_, >= Severe) => options.Value.TargetHoursSevere,
        (_, Moderate) => options.Value.TargetHoursModerate,
        _ => options.Value.TargetHoursOther,
    });

    public IQueryable<QueueRow> Overdue(IQueryable<QueueRow> rows, DateTimeOffset now)
    {
        var (urgent, severe) = (now.AddHours(-options.Value.TargetHoursUrgent), now.AddHours(-options.Value.TargetHoursSevere));
        var (moderate, other) = (now.AddHours(-options.Value.TargetHoursModerate), now.AddHours(-options.Value.TargetHoursOther));
        return rows.Where(r => r.State == QueueState.Waiting && (
            (r.UrgencyRank > 0 && r.SubmittedAt < urgent)
            || (r.UrgencyRank == 0 && r.HarmRank >= Severe && r.SubmittedAt < severe)
            || (r.UrgencyRank == 0 && r.HarmRank == Moderate && r.SubmittedAt < moderate)
            || (r.UrgencyRank == 0 && r.HarmRank < Moderate && r.SubmittedAt < other)));
    }

    /// <summary>For example "Due in 3 hours" and "2 days overdue".</summary>
    public static string InWords(DateTimeOffset due, DateTimeOffset now) =>
        due < now ? $"{due.AgeInWords(now)} overdue" : $"Due in {now.AgeInWords(due)}";
}
