using MakingItWork.Rules.Duplicates;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Deduplicate.Index;

/// <summary>
/// How telling words are, kept at hand for the commonest only: every other word is rare, and that is enough to know. So what
/// is kept in memory does not grow with the reports, and is a few minutes old at most.
/// </summary>
public sealed class CommonWords(TimeProvider clock)
{
    private const int Kept = 20_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private volatile Counted? now;

    public async ValueTask<Counted> GetAsync(ReportsDb db, CancellationToken cancel)
    {
        if (now is { } kept && clock.GetUtcNow() - kept.At < Fresh)
        {
            return kept;
        }
        var words = await db.WordCounts.AsNoTracking().OrderByDescending(w => w.Reports).Take(Kept).ToDictionaryAsync(w => (uint)w.Word, w => w.Reports, cancel);
        var reports = await db.IndexMarks.Where(m => m.Name == IndexMark.CountedReports).Select(m => m.Value).SingleOrDefaultAsync(cancel);
        return now = new Counted(WordWeights.From(words, reports), reports, clock.GetUtcNow());
    }

    /// <summary>Words have been counted: the next question reads them anew.</summary>
    public void Forget() => now = null;

    public sealed record Counted(WordWeights Weights, long Reports, DateTimeOffset At);
}
