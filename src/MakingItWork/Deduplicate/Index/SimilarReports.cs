using System.Runtime.CompilerServices;
using MakingItWork.Rules.Duplicates;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MakingItWork.Deduplicate.Index;

/// <param name="Print">What it was compared by.</param>
public sealed record SimilarReport(Guid ReportId, ReportPrint Print, SamenessScore Score);

/// <summary>
/// The one search for like reports: while somebody types, when a report arrives, and on the command line. What it reads does
/// not grow with the reports stored: so many of the newest under each key, and so many prints.
/// </summary>
public sealed class SimilarReports(ReportsDb db, CommonWords words)
{
    internal const int ReadOfAKey = 150;
    private const int ByWords = 90;
    private const int ByPictures = 12;
    /// <summary>The newest of the product are always compared: a paraphrase may share no key.</summary>
    private const int NewestOfProduct = 25;

    // compiled once for a model: some eighty keys are read for one report
    private static readonly ConditionalWeakTable<IModel, Func<ReportsDb, long, long, IAsyncEnumerable<long>>> Compiled = [];

    /// <param name="self">A report that is not to be found: the one that asks.</param>
    /// <returns>Best first; those that are not alike at all are left out.</returns>
    public async Task<IReadOnlyList<SimilarReport>> FindAsync(ReportPrint print, Guid? self, int most, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(print);
        var counted = await words.GetAsync(db, cancel);
        var numbers = await CandidatesAsync(print, counted, cancel);
        var found = await db.IndexedReports.AsNoTracking()
            .Where(r => numbers.Contains(r.Number))
            .Select(r => new { r.ReportId, r.Print })
            .ToListAsync(cancel);
        return [.. found
            .Where(r => r.ReportId != self)
            .Select(r => (r.ReportId, Print: ReportPrint.Unpack(r.Print)))
            .Where(r => r.Print is not null)
            .Select(r => new SimilarReport(r.ReportId, r.Print!, Sameness.Score(print, r.Print!, counted.Weights)))
            .Where(r => r.Score.Total > 0)
            .OrderByDescending(r => r.Score.Total).ThenBy(r => r.ReportId)
            .Take(most)];
    }

    private async Task<List<long>> CandidatesAsync(ReportPrint print, CommonWords.Counted counted, CancellationToken cancel)
    {
        var read = Compiled.GetValue(db.Model, _ => EF.CompileAsyncQuery((ReportsDb copy, long from, long to) =>
            copy.IndexEntries.Where(e => e.Id >= from && e.Id < to).OrderByDescending(e => e.Id).Select(e => e.Id).Take(ReadOfAKey)));
        Dictionary<long, double> byWords = [];
        Dictionary<long, double> byPictures = [];
        List<long> met = [];
        // one connection for all of them, whether or not the caller has a transaction
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            foreach (var asked in IndexKeys.Asked(print, counted.Weights, counted.Reports))
            {
                var (from, to) = IndexKeys.Range(asked.Key);
                met.Clear();
                await foreach (var entry in read(db, from, to).WithCancellation(cancel))
                {
                    met.Add(IndexKeys.Number(entry));
                }
                // a mark that many pictures have, such as the head of every page, tells little
                var worth = asked.OfPicture ? 1 / Math.Log2(met.Count + 1.5) : asked.Worth;
                var votes = asked.OfPicture ? byPictures : byWords;
                met.ForEach(number => votes[number] = votes.GetValueOrDefault(number) + worth);
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
        var newest = print.Product == 0 ? [] : await db.IndexedReports
            .Where(r => r.Product == print.Product).OrderByDescending(r => r.Number).Select(r => r.Number).Take(NewestOfProduct).ToListAsync(cancel);
        return [.. Best(byWords, ByWords).Union(Best(byPictures, ByPictures)).Union(newest)];
    }

    private static IEnumerable<long> Best(Dictionary<long, double> votes, int most) =>
        votes.OrderByDescending(vote => vote.Value).ThenByDescending(vote => vote.Key).Take(most).Select(vote => vote.Key);
}
