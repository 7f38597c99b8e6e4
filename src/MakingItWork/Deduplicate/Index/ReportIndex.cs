using MakingItWork.Rules.Duplicates;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Deduplicate.Index;

/// <summary>Puts reports into the index. The caller's transaction holds what is taken out and what is put in.</summary>
public sealed class ReportIndex(ReportsDb db, CommonWords words)
{
    public async Task PutAsync(Guid reportId, ReportPrint print, CancellationToken cancel)
    {
        await db.ForgetIndexAsync(reportId, cancel);
        var counted = await words.GetAsync(db, cancel);
        var indexed = new IndexedReport { ReportId = reportId, Rules = ReportPrint.Rules, Product = print.Product, Print = print.Pack() };
        db.IndexedReports.Add(indexed);
        // the database gives the number
        await db.SaveChangesAsync(cancel);
        db.IndexEntries.AddRange(IndexKeys.Stored(print, counted.Weights, counted.Reports).Select(key => new IndexEntry { Id = IndexKeys.Entry(key, indexed.Number) }));
        await db.SaveChangesAsync(cancel);
    }
}

public static class IndexRemoval
{
    /// <summary>Takes a report out of the index.</summary>
    public static async Task ForgetIndexAsync(this ReportsDb db, Guid reportId, CancellationToken cancel)
    {
        var before = await db.IndexedReports.AsNoTracking().Where(r => r.ReportId == reportId).Select(r => new { r.Number, r.Print }).SingleOrDefaultAsync(cancel);
        if (before is null)
        {
            return;
        }
        // of a print by older rules the entries stay behind: they lead to a number that nobody has any more
        if (ReportPrint.Unpack(before.Print) is { } print)
        {
            var entries = IndexKeys.All(print).Select(key => IndexKeys.Entry(key, before.Number)).ToList();
            await db.IndexEntries.Where(e => entries.Contains(e.Id)).ExecuteDeleteAsync(cancel);
        }
        await db.IndexedReports.Where(r => r.Number == before.Number).ExecuteDeleteAsync(cancel);
    }
}
