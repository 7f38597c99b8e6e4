using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Capture;

/// <summary>
/// Keeps a report from being taken back while something is written about it. Otherwise what is saved a moment after its reporter took
/// it back, by whoever had looked a moment before, would stand there for good.
/// </summary>
public static class ReportHold
{
    /// <summary>To be called within a transaction, before the words are saved: until its end, taking the report back waits, and then finds them.</summary>
    /// <returns>False when it is taken back already: then nothing may be written about it.</returns>
    /// <exception cref="InvalidOperationException">There is no transaction.</exception>
    public static async Task<bool> HoldAsync(this ReportsDb db, Guid reportId, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A report is held by a transaction, and there is none.");
        }
        // changes nothing, but locks the row on every database
        return await db.Reports.Where(r => r.Id == reportId && r.Stage != ReportStage.Withdrawn)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.StageSince, r => r.StageSince), cancel) == 1;
    }
}
