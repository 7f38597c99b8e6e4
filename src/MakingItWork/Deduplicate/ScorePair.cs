using MakingItWork.Deduplicate.Index;
using MakingItWork.Rules.Duplicates;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Deduplicate;

/// <summary>How alike two stored reports are, with its parts: by the same prints and the same rules as the search.</summary>
public sealed class ScorePair(ReportsDb db, CommonWords words)
{
    /// <returns>Null when one of them is not in the index, or its print is by older rules.</returns>
    public async Task<SamenessScore?> OfAsync(Guid report, Guid other, CancellationToken cancel)
    {
        var prints = await db.IndexedReports.AsNoTracking().Where(r => r.ReportId == report || r.ReportId == other)
            .ToDictionaryAsync(r => r.ReportId, r => r.Print, cancel);
        if (!prints.TryGetValue(report, out var one) || !prints.TryGetValue(other, out var two)
            || ReportPrint.Unpack(one) is not { } mine || ReportPrint.Unpack(two) is not { } theirs)
        {
            return null;
        }
        return Sameness.Score(mine, theirs, (await words.GetAsync(db, cancel)).Weights);
    }
}
