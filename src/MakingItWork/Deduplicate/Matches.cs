using MakingItWork.Deduplicate.Index;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Deduplicate;

public static class Matches
{
    /// <summary>
    /// A report that was taken back is found by no later one, and is suggested nowhere. Its link to a hazard stays:
    /// only released reports count there.
    /// </summary>
    public static async Task ForgetMatchesAsync(this ReportsDb db, Guid reportId, CancellationToken cancel)
    {
        await db.ForgetIndexAsync(reportId, cancel);
        await db.HazardCandidates.Where(c => c.ReportId == reportId || c.LikeReportId == reportId).ExecuteDeleteAsync(cancel);
    }
}
