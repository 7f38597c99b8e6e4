using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Deduplicate;

/// <summary>A person moves a report to another hazard, or to one of its own. What they moved it away from is remembered as refused.</summary>
public sealed class RelinkReport(ReportsDb db, TimeProvider clock)
{
    /// <param name="toHazardId">One of the report's suggested hazards; null for a new hazard.</param>
    /// <returns>False when the hazard is not one that was suggested for this report.</returns>
    public async Task<bool> ByPersonAsync(Viewer viewer, Guid reportId, Guid? toHazardId, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var link = await db.HazardLinks.SingleAsync(l => l.ReportId == reportId, cancel);
        if (toHazardId == link.HazardId)
        {
            return true;
        }
        if (toHazardId is { } wanted && !await db.HazardCandidates.AnyAsync(c => c.ReportId == reportId && c.HazardId == wanted, cancel))
        {
            return false;
        }
        var alone = !await db.HazardLinks.AnyAsync(l => l.HazardId == link.HazardId && l.ReportId != reportId, cancel);
        if (toHazardId is null && alone)
        {
            return true;
        }
        var report = await db.Reports.SingleAsync(r => r.Id == reportId, cancel);
        var target = toHazardId ?? NewHazard(report).Id;
        // an empty hazard left behind is nobody's refusal: the report simply found where it belongs
        if (!alone && !await db.HazardRefusals.AnyAsync(r => r.ReportId == reportId && r.HazardId == link.HazardId, cancel))
        {
            db.HazardRefusals.Add(new HazardRefusal { ReportId = reportId, HazardId = link.HazardId, PersonId = viewer.PersonId, At = clock.GetUtcNow() });
        }
        db.HazardLinks.Remove(link);
        await db.SaveChangesAsync(cancel);
        db.HazardLinks.Add(new HazardLink
        {
            ReportId = reportId,
            HazardId = target,
            By = LinkedBy.Person,
            Why = $"Decided by {viewer.Name}.",
            At = clock.GetUtcNow(),
        });
        db.Record(clock, viewer, toHazardId is null ? "unlinked" : "linked", reportId);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    private Hazard NewHazard(Report report)
    {
        var hazard = new Hazard { Reference = References.New("H"), ProductId = report.ProductId, FirstSeenAt = clock.GetUtcNow() };
        db.Hazards.Add(hazard);
        return hazard;
    }
}
