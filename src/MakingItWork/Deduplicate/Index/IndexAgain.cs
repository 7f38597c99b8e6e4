using MakingItWork.Capture;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Rules.Duplicates;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Deduplicate.Index;

/// <summary>
/// When the rules have changed, and for reports from before there was an index: makes prints and entries anew, so many at a
/// time. Each report is saved by itself, so a run that breaks off is gone on with in the next. Links are left as they are.
/// </summary>
public sealed class IndexAgain(ReportsDb db, PrintReport prints, ReportIndex index, CountWords count, ILogger<IndexAgain> log) : IRecurringJob
{
    private const int AtOnce = 500;
    private const string AllThere = "all-indexed";

    public async Task RunAsync(CancellationToken cancel)
    {
        var ids = await OldAsync(cancel);
        foreach (var id in ids.Count > 0 ? ids : await MissingAsync(cancel))
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                await OneAsync(id, cancel);
            }
            catch (Exception trouble) when (trouble is not OperationCanceledException)
            {
                log.LogWarning("Report {ReportId} could not be indexed again: {Trouble}.", id, trouble.GetType().Name);
            }
            db.ChangeTracker.Clear();
        }
        await count.RunAsync(cancel);
    }

    private Task<List<Guid>> OldAsync(CancellationToken cancel) => db.IndexedReports
        .Where(r => r.Rules < ReportPrint.Rules).OrderBy(r => r.Rules).ThenBy(r => r.Number).Select(r => r.ReportId).Take(AtOnce).ToListAsync(cancel);

    /// <summary>Reports linked before there was an index. Once none is left, nobody looks for them again.</summary>
    private async Task<List<Guid>> MissingAsync(CancellationToken cancel)
    {
        if (await db.IndexMarks.AnyAsync(m => m.Name == AllThere, cancel))
        {
            return [];
        }
        var missing = await db.HazardLinks
            .Where(l => !db.IndexedReports.Any(r => r.ReportId == l.ReportId))
            .Join(db.Reports.Where(r => r.Stage != ReportStage.Withdrawn), l => l.ReportId, r => r.Id, (link, report) => report.Id)
            .OrderBy(id => id).Take(AtOnce).ToListAsync(cancel);
        if (missing.Count == 0)
        {
            db.IndexMarks.Add(new IndexMark { Name = AllThere, Value = 1 });
            await db.SaveChangesAsync(cancel);
        }
        return missing;
    }

    private async Task OneAsync(Guid id, CancellationToken cancel)
    {
        var report = await db.Reports.AsNoTracking().Include(r => r.Screenshots).SingleOrDefaultAsync(r => r.Id == id, cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (report is null or { Stage: ReportStage.Withdrawn })
        {
            await db.ForgetIndexAsync(id, cancel);
        }
        else
        {
            await index.PutAsync(id, await prints.OfAsync(report, cancel), cancel);
        }
        await transaction.CommitAsync(cancel);
    }
}
