using MakingItWork.Capture;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Deduplicate;

/// <summary>Problems that may be named or shown to people without an account: those with a report that a safety team has accepted.</summary>
internal sealed class NamedProblems(ReportsDb db) : INamedProblems
{
    public Task<bool> IsKnownAsync(string reference, CancellationToken cancel) =>
        db.HazardLinks.Where(l => l.Hazard!.Reference == reference).Join(Accepted(db), l => l.ReportId, r => r.Id, (l, r) => r).AnyAsync(cancel);

    public static IQueryable<Report> Accepted(ReportsDb db) =>
        db.Reports.Where(r => r.Stage == ReportStage.Approved || r.Stage == ReportStage.Exported);
}
