using MakingItWork.Plumbing.Jobs;
using MakingItWork.Rules.Duplicates;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Deduplicate.Index;

/// <summary>
/// Counts the words of reports that came into the index since the last time, a page at a time: the counts and how far it
/// came are saved together, so a run that breaks off is gone on with and nothing is counted twice. A report that is indexed
/// anew counts again; what matters is how words compare, and that hardly changes.
/// </summary>
public sealed class CountWords(ReportsDb db, CommonWords words) : IRecurringJob
{
    private const int Page = 1000;

    public async Task RunAsync(CancellationToken cancel)
    {
        while (await PageAsync(cancel) == Page)
        {
            db.ChangeTracker.Clear();
        }
        words.Forget();
    }

    private async Task<int> PageAsync(CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var countedTo = await MarkAsync(IndexMark.CountedTo, cancel);
        var counted = await MarkAsync(IndexMark.CountedReports, cancel);
        var page = await db.IndexedReports.AsNoTracking().Where(r => r.Number > countedTo.Value).OrderBy(r => r.Number).Take(Page)
            .Select(r => new { r.Number, r.Print }).ToListAsync(cancel);
        if (page.Count == 0)
        {
            return 0;
        }
        var found = page.Select(r => ReportPrint.Unpack(r.Print)).OfType<ReportPrint>()
            .SelectMany(print => print.Text.Words.Concat(print.Screen.Words).Distinct())
            .CountBy(word => (long)word)
            .ToDictionary();
        foreach (var some in found.Keys.Order().Chunk(500))
        {
            var known = await db.WordCounts.Where(w => some.Contains(w.Word)).ToDictionaryAsync(w => w.Word, cancel);
            foreach (var word in some)
            {
                if (known.TryGetValue(word, out var count))
                {
                    count.Reports += found[word];
                }
                else
                {
                    db.WordCounts.Add(new WordCount { Word = word, Reports = found[word] });
                }
            }
        }
        countedTo.Value = page[^1].Number;
        counted.Value += page.Count;
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return page.Count;
    }

    private async Task<IndexMark> MarkAsync(string name, CancellationToken cancel)
    {
        var mark = await db.IndexMarks.SingleOrDefaultAsync(m => m.Name == name, cancel);
        if (mark is null)
        {
            db.IndexMarks.Add(mark = new IndexMark { Name = name, Value = 0 });
        }
        return mark;
    }
}
