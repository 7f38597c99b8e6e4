using MakingItWork.Capture;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Rules.Duplicates;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Deduplicate.Index;

/// <summary>
/// Makes prints and entries anew, so many at a time: of reports whose words or pictures changed, of those that older rules
/// made, and of those from before there was an index. Each report is saved by itself, so a run that breaks off is gone on with
/// in the next. One that fails is tried again later and later, and holds up no other. Links are left as they are.
/// </summary>
public sealed class IndexAgain(ReportsDb db, PrintReport prints, ReportIndex index, CountWords count, TimeProvider clock, ILogger<IndexAgain> log) : IRecurringJob
{
    private const int AtOnce = 500;
    private const string AllThere = "all-indexed";
    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    public async Task RunAsync(CancellationToken cancel)
    {
        List<Guid> ids = [.. await ChangedAsync(cancel)];
        // a few changes an hour must not keep the others waiting for ever
        ids.AddRange(ids.Count < AtOnce ? await OldAsync(cancel) : []);
        ids.AddRange(ids.Count < AtOnce ? await MissingAsync(cancel) : []);
        foreach (var id in ids.Distinct())
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                await OneAsync(id, cancel);
            }
            catch (Exception trouble) when (trouble is not OperationCanceledException)
            {
                log.LogWarning("Report {ReportId} could not be indexed again: {Trouble}.", id, trouble.GetType().Name);
                db.ChangeTracker.Clear();
                await TryLaterAsync(id, cancel);
            }
            db.ChangeTracker.Clear();
        }
        await count.RunAsync(cancel);
    }

    /// <summary>Changed after they were compared: what identified a patient must leave the index as well, so they come first.</summary>
    private async Task<IEnumerable<Guid>> ChangedAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return (await db.ReportChanges.Where(c => !db.IndexTroubles.Any(t => t.ReportId == c.ReportId && t.NextAt > now))
            .OrderBy(c => c.At).Select(c => c.ReportId).Take(AtOnce).ToListAsync(cancel)).Distinct();
    }

    private Task<List<Guid>> OldAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return db.IndexedReports.Where(r => r.Rules < ReportPrint.Rules && !db.IndexTroubles.Any(t => t.ReportId == r.ReportId && t.NextAt > now))
            .OrderBy(r => r.Rules).ThenBy(r => r.Number).Select(r => r.ReportId).Take(AtOnce).ToListAsync(cancel);
    }

    /// <summary>Reports linked before there was an index. Once none is left, nobody looks for them again.</summary>
    private async Task<List<Guid>> MissingAsync(CancellationToken cancel)
    {
        if (await db.IndexMarks.AnyAsync(m => m.Name == AllThere, cancel))
        {
            return [];
        }
        var now = clock.GetUtcNow();
        var missing = await db.HazardLinks
            .Where(l => !db.IndexedReports.Any(r => r.ReportId == l.ReportId) && !db.IndexTroubles.Any(t => t.ReportId == l.ReportId && t.NextAt > now))
            .Join(db.Reports.Where(r => r.Stage != ReportStage.Withdrawn), l => l.ReportId, r => r.Id, (link, report) => report.Id)
            .OrderBy(id => id).Take(AtOnce).ToListAsync(cancel);
        if (missing.Count == 0 && !await db.IndexTroubles.AnyAsync(cancel))
        {
            db.IndexMarks.Add(new IndexMark { Name = AllThere, Value = 1 });
            await db.SaveChangesAsync(cancel);
        }
        return missing;
    }

    private async Task OneAsync(Guid id, CancellationToken cancel)
    {
        // what changes from here on leaves a line that stays
        var seen = await db.ReportChanges.Where(c => c.ReportId == id).Select(c => c.Id).ToListAsync(cancel);
        var report = await db.Reports.AsNoTracking().Include(r => r.Screenshots).SingleOrDefaultAsync(r => r.Id == id, cancel);
        var print = report is null or { Stage: ReportStage.Withdrawn } ? null : await prints.OfAsync(report, cancel);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (print is null)
        {
            await db.ForgetIndexAsync(id, cancel);
        }
        // one that was not compared yet is printed when it is
        else if (await db.HazardLinks.AnyAsync(l => l.ReportId == id, cancel))
        {
            await index.PutAsync(id, print, cancel);
        }
        await db.ReportChanges.Where(c => seen.Contains(c.Id)).ExecuteDeleteAsync(cancel);
        await db.IndexTroubles.Where(t => t.ReportId == id).ExecuteDeleteAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task TryLaterAsync(Guid id, CancellationToken cancel)
    {
        var trouble = await db.IndexTroubles.SingleOrDefaultAsync(t => t.ReportId == id, cancel);
        if (trouble is null)
        {
            db.IndexTroubles.Add(trouble = new IndexTrouble { ReportId = id });
        }
        var wait = FirstWait * Math.Pow(2, Math.Min(trouble.Attempts, 10));
        trouble.NextAt = clock.GetUtcNow() + (wait < LongestWait ? wait : LongestWait);
        trouble.Attempts++;
        await db.SaveChangesAsync(cancel);
    }
}
