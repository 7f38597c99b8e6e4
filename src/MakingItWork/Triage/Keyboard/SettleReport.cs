using MakingItWork.Capture;
using MakingItWork.Classify;
using MakingItWork.Rules.Taxonomies;
using MakingItWork.Store;
using MakingItWork.Triage.Queues;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Keyboard;

/// <summary>
/// Decided → Approved or Rejected: the time for taking the decision back is over. The report waits for it by its own
/// NotBefore; the sweep rings. Of this and an undo in the same moment one wins, by the stage in the WHERE clause.
/// </summary>
public sealed class SettleReport(ReportsDb db, TimeProvider clock) : IReportJob
{
    public async Task RunAsync(Guid reportId, CancellationToken cancel)
    {
        var report = await db.Reports.SingleAsync(r => r.Id == reportId, cancel);
        if (report.Stage != ReportStage.Decided)
        {
            return;
        }
        await db.SettleAsync(report, await db.Decisions.SingleAsync(d => d.ReportId == reportId, cancel), clock.GetUtcNow(), cancel);
        await db.SaveChangesAsync(cancel);
        // Saved: from here on it may leave. If the process dies now, drafts are left that no page shows any more.
        await db.DecisionDrafts.Where(d => d.ReportId == reportId).ExecuteDeleteAsync(cancel);
        await QueueRows.RefreshAsync(db, clock, reportId, cancel);
    }
}

internal static class Settling
{
    /// <summary>Makes a decision stand, and notes what is to be learnt from it; to be saved in one transaction.</summary>
    public static async Task SettleAsync(this ReportsDb db, Report report, Decision decision, DateTimeOffset at, CancellationToken cancel)
    {
        var approved = decision.Outcome == DecisionOutcome.Approved;
        if (approved)
        {
            await db.LearnAsync(report, Taxonomy.Magrabi, decision.TypeCode!, decision.DecidedAt, cancel);
        }
        report.Move(report.Stage, approved ? ReportStage.Approved : ReportStage.Rejected, at);
    }
}
