using MakingItWork.Capture;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Triage.Queues;

namespace MakingItWork.Benchmarks.Triage;

/// <summary>The rows of the queue, who deals with what, and what has been opened, as <see cref="QueueRows"/> would have made them.</summary>
internal static class MadeUpQueue
{
    private const double MineShare = 0.002;
    private const double OthersShare = 0.1;
    private const double OpenedShare = 0.02;

    public static async Task WriteAsync(BulkTables tables, IEnumerable<MadeUpReport> reports, MadeUpWorld world)
    {
        await tables.WriteAsync(reports.Select(made => Row(made, world)));
        await tables.WriteAsync(reports.Where(made => PersonOf(made, world) is not null)
            .Select(made => new Assignment { ReportId = made.Report.Id, PersonId = PersonOf(made, world)!.Value, AssignedBy = world.National, At = made.Report.SubmittedAt.AddHours(1) }));
        await tables.WriteAsync(reports.Where(made => new Random(-made.Number - 11).NextDouble() < OpenedShare)
            .Select(made => new ReportOpened { PersonId = world.Triager, ReportId = made.Report.Id, At = made.Report.SubmittedAt.AddHours(1) }));
        await tables.WriteAsync([new QueueMark { Name = "walk", Number = 1, At = DateTimeOffset.UtcNow }]);
    }

    private static QueueRow Row(MadeUpReport made, MadeUpWorld world)
    {
        var (report, waits, risk) = (made.Report, made.Stage == ReportStage.AwaitingTriage, MakeReports.RiskOf(made));
        var row = new QueueRow
        {
            ReportId = report.Id,
            Reference = report.Reference,
            OrganisationCode = report.OrganisationCode,
            State = QueueGate.StateOf(made.Stage),
            UrgencyRank = !MakeReports.IsUrgent(made) ? 0 : waits ? 2 : 1,
            HarmRank = QueueOrder.RankOf(report.DegreeOfHarm),
            SubmittedAt = report.SubmittedAt,
            StageSince = report.StageSince,
            CameAt = report.StageSince,
            SupplierId = made.Supplier,
            ProductId = report.ProductId,
            ProductWords = made.Product,
            Unit = report.Unit?.ToLowerInvariant(),
            TypeCode = MakeReports.TypeOf(made).Code,
            Confidence = 0.7,
            HazardId = MakeReports.HazardIdOf(made.Number / MakeReports.ReportsOfHazard),
            AssignedTo = PersonOf(made, world),
            RiskRating = made.Stage is ReportStage.Approved or ReportStage.Exported ? RiskRating.Of(risk.Severity, risk.Likelihood) : null,
        };
        row.SortKey = QueueOrder.KeyOf(row);
        return row;
    }

    private static Guid? PersonOf(MadeUpReport made, MadeUpWorld world) => new Random(-made.Number - 5).NextDouble() switch
    {
        < MineShare => world.Triager,
        < OthersShare => world.National,
        _ => null,
    };
}
