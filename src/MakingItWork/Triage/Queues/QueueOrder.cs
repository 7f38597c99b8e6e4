using MakingItWork.Rules.ClinicalRisk;

namespace MakingItWork.Triage.Queues;

/// <summary>
/// The order of the queue as one number, smallest first. What waits: urgency, then harm, then the longest wait. What is
/// decided: the latest decision.
/// </summary>
public static class QueueOrder
{
    private const int HarmAt = 48;
    private const int UrgencyAt = 51;
    private const int Worst = 5;
    private const int Urgent = 2;

    /// <summary>Waiting reports with a smaller number are urgent, seen by somebody or not.</summary>
    public const long NotUrgentFrom = (long)Urgent << UrgencyAt;

    public static int RankOf(DegreeOfHarm harm) => harm switch
    {
        DegreeOfHarm.Death => 5,
        DegreeOfHarm.Severe => 4,
        DegreeOfHarm.Moderate => 3,
        DegreeOfHarm.Low => 2,
        DegreeOfHarm.HazardOnly => 1,
        _ => 0,
    };

    public static long Waiting(int urgencyRank, int harmRank, DateTimeOffset submittedAt) =>
        ((long)(Urgent - urgencyRank) << UrgencyAt) | ((long)(Worst - harmRank) << HarmAt) | submittedAt.ToUnixTimeMilliseconds();

    public static long KeyOf(QueueRow row) => row.State == QueueState.Waiting
        ? Waiting(row.UrgencyRank, row.HarmRank, row.SubmittedAt)
        : long.MaxValue - row.StageSince.ToUnixTimeMilliseconds();

    /// <summary>Written so that an index is entered at the number itself, and not read from its beginning.</summary>
    public static IQueryable<QueueRow> After(this IQueryable<QueueRow> rows, long key, Guid id) =>
        rows.Where(r => r.SortKey >= key && (r.SortKey > key || r.ReportId.CompareTo(id) > 0));

    public static IQueryable<QueueRow> Before(this IQueryable<QueueRow> rows, long key, Guid id) =>
        rows.Where(r => r.SortKey <= key && (r.SortKey < key || r.ReportId.CompareTo(id) < 0));

    public static IQueryable<QueueRow> WorstFirst(this IQueryable<QueueRow> rows) => rows.OrderBy(r => r.SortKey).ThenBy(r => r.ReportId);

    public static IQueryable<QueueRow> WorstLast(this IQueryable<QueueRow> rows) => rows.OrderByDescending(r => r.SortKey).ThenByDescending(r => r.ReportId);
}
