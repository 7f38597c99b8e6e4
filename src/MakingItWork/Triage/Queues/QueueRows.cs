using MakingItWork.Capture;
using MakingItWork.Classify;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Queues;

/// <summary>Makes rows of the queue from what the rooms hold. Doing it twice changes nothing.</summary>
public static class QueueRows
{
    /// <summary>Call it after saving what the row is made of, inside the same transaction where there is one.</summary>
    public static Task RefreshAsync(ReportsDb db, TimeProvider clock, Guid reportId, CancellationToken cancel) =>
        RefreshAsync(db, clock, [reportId], cancel);

    public static async Task RefreshAsync(ReportsDb db, TimeProvider clock, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var sources = await db.Reports.AsNoTracking().Where(r => ids.Contains(r.Id))
            .Select(r => new Source(r.Id, r.Reference, r.OrganisationCode, r.Stage, r.StageSince, r.SubmittedAt, r.DegreeOfHarm,
                r.ProductId, (Guid?)r.Product!.SupplierId, r.Product.Name, r.ProductText, r.Unit))
            .ToListAsync(cancel);
        var types = await db.Suggestions.AsNoTracking().Where(s => ids.Contains(s.ReportId) && s.Rank == 1).ToDictionaryAsync(s => s.ReportId, cancel);
        var urgent = await db.UrgentReports.Where(u => ids.Contains(u.ReportId)).Select(u => new { u.ReportId, u.Verdict }).ToDictionaryAsync(u => u.ReportId, u => u.Verdict, cancel);
        var hazards = await db.HazardLinks.Where(l => ids.Contains(l.ReportId)).Select(l => new { l.ReportId, l.HazardId }).ToDictionaryAsync(l => l.ReportId, l => l.HazardId, cancel);
        var assigned = await db.Assignments.Where(a => ids.Contains(a.ReportId)).Select(a => new { a.ReportId, a.PersonId }).ToDictionaryAsync(a => a.ReportId, a => a.PersonId, cancel);
        var decided = await db.Decisions.Where(d => ids.Contains(d.ReportId)).Select(d => new { d.ReportId, d.Outcome, d.TypeCode, d.RiskRating }).ToDictionaryAsync(d => d.ReportId, cancel);
        var rows = await db.QueueRows.Where(r => ids.Contains(r.ReportId)).ToDictionaryAsync(r => r.ReportId, cancel);
        foreach (var source in sources)
        {
            var decision = decided.GetValueOrDefault(source.Id);
            var state = source.Stage != ReportStage.Decided ? QueueGate.StateOf(source.Stage)
                : decision?.Outcome == DecisionOutcome.Approved ? QueueState.Approved : QueueState.Rejected;
            if (!rows.TryGetValue(source.Id, out var row))
            {
                if (state == QueueState.Gone)
                {
                    continue;
                }
                row = new QueueRow { ReportId = source.Id, State = QueueState.Gone };
                db.QueueRows.Add(row);
            }
            if (row.State != state)
            {
                (row.State, row.CameAt) = (state, clock.GetUtcNow());
            }
            Put(row, source);
            var type = types.GetValueOrDefault(source.Id);
            row.UrgencyRank = !urgent.TryGetValue(source.Id, out var verdict) ? 0 : verdict switch { null => 2, UrgencyVerdict.Seen => 1, _ => 0 };
            (row.TypeCode, row.Confidence, row.NotSure) = (decision?.TypeCode ?? type?.Code, type?.Confidence, type?.NotSure ?? false);
            row.HazardId = hazards.TryGetValue(source.Id, out var hazard) ? hazard : null;
            row.AssignedTo = assigned.TryGetValue(source.Id, out var person) ? person : null;
            row.RiskRating = decision?.RiskRating;
            row.SortKey = QueueOrder.KeyOf(row);
        }
        await SaveAsync(db, cancel);
    }

    private static void Put(QueueRow row, Source source)
    {
        var gone = row.State == QueueState.Gone;
        row.Reference = source.Reference;
        row.OrganisationCode = source.OrganisationCode;
        row.HarmRank = QueueOrder.RankOf(source.DegreeOfHarm);
        row.SubmittedAt = source.SubmittedAt;
        row.StageSince = source.StageSince;
        row.ProductId = source.ProductId;
        row.SupplierId = source.SupplierId;
        row.ProductWords = source.ProductName ?? (gone ? null : source.ProductText);
        row.Unit = gone ? null : source.Unit?.Trim().ToLowerInvariant();
    }

    private static async Task SaveAsync(ReportsDb db, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException) when (db.Database.CurrentTransaction is null)
        {
            // somebody made or removed the same row in this moment: theirs is as good, and what is behind is caught up with
            foreach (var entry in db.ChangeTracker.Entries<QueueRow>().ToList())
            {
                entry.State = EntityState.Detached;
            }
        }
    }

    private sealed record Source(
        Guid Id, string Reference, string? OrganisationCode, ReportStage Stage, DateTimeOffset StageSince, DateTimeOffset SubmittedAt,
        Rules.ClinicalRisk.DegreeOfHarm DegreeOfHarm, Guid? ProductId, Guid? SupplierId, string? ProductName, string? ProductText, string? Unit);
}

/// <summary>Puts a report into the queue in the transaction in which it comes to wait.</summary>
internal sealed class WaitsForTriage(ReportsDb db, TimeProvider clock) : IWaitForTriage
{
    public Task CameAsync(Guid reportId, CancellationToken cancel) => QueueRows.RefreshAsync(db, clock, reportId, cancel);
}
