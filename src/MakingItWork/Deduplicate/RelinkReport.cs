using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Deduplicate;

/// <summary>
/// A person moves a report to another hazard, or to one of its own. What they moved it away from is remembered: the hazard as
/// refused, and its reports as not the same, so that no later path brings them together. Each change can be taken back.
/// </summary>
public sealed class RelinkReport(ReportsDb db, HazardLife life, TimeProvider clock)
{
    /// <param name="toHazardId">One of the report's suggested hazards; null for a new hazard.</param>
    /// <param name="why">In the person's words, for the audit trail; may be left out.</param>
    /// <returns>False when the hazard is not one that was suggested for this report.</returns>
    public async Task<bool> ByPersonAsync(Viewer viewer, Guid reportId, Guid? toHazardId, CancellationToken cancel, string? why = null)
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
        if (!alone)
        {
            await RefuseAsync(viewer, reportId, link.HazardId, cancel);
        }
        // what they join now is the same by their word, whatever was said of it before
        await ForgetApartAsync(reportId, target, cancel);
        db.LinkChanges.Add(new LinkChange
        {
            ReportId = reportId, FromHazardId = link.HazardId, ToHazardId = target, FromBy = link.By, FromWhy = link.Why, PersonId = viewer.PersonId, At = clock.GetUtcNow(),
        });
        await MoveAsync(link, target, LinkedBy.Person, $"Decided by {viewer.Name}.", cancel);
        db.Record(clock, viewer, toHazardId is null ? "unlinked" : "linked", reportId, why);
        await life.ReportCameAsync(target, report, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>A person says "not the same" to a suggestion: it is shown no more, and no job makes it again.</summary>
    /// <returns>False when the hazard was not suggested for this report.</returns>
    public async Task<bool> RefuseSuggestionAsync(Viewer viewer, Guid reportId, Guid hazardId, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await db.HazardCandidates.Where(c => c.ReportId == reportId && c.HazardId == hazardId).ExecuteDeleteAsync(cancel) == 0)
        {
            return false;
        }
        await RefuseAsync(viewer, reportId, hazardId, cancel);
        db.Record(clock, viewer, "not the same", reportId, $"Hazard {await db.Hazards.Where(h => h.Id == hazardId).Select(h => h.Reference).SingleAsync(cancel)}");
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>Takes back the last change that a person made to where this report belongs, and what was remembered with it.</summary>
    /// <returns>False when there is none, or the report has been moved since.</returns>
    public async Task<bool> UndoAsync(Viewer viewer, Guid reportId, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var change = await db.LinkChanges.Where(c => c.ReportId == reportId && c.UndoneAt == null).OrderByDescending(c => c.At).ThenByDescending(c => c.Id).FirstOrDefaultAsync(cancel);
        var link = await db.HazardLinks.SingleOrDefaultAsync(l => l.ReportId == reportId, cancel);
        if (change is null || link is null || link.HazardId != change.ToHazardId)
        {
            return false;
        }
        await db.HazardRefusals.Where(r => r.ReportId == reportId && r.HazardId == change.FromHazardId).ExecuteDeleteAsync(cancel);
        await ForgetApartAsync(reportId, change.FromHazardId, cancel);
        await MoveAsync(link, change.FromHazardId, change.FromBy, change.FromWhy, cancel);
        change.UndoneAt = clock.GetUtcNow();
        db.Record(clock, viewer, "link taken back", reportId);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>A person chooses the report that stands for its hazard.</summary>
    public async Task LeadAsync(Viewer viewer, Guid reportId, CancellationToken cancel)
    {
        var link = await db.HazardLinks.Include(l => l.Hazard).SingleAsync(l => l.ReportId == reportId, cancel);
        link.Hazard!.LeadReportId = reportId;
        db.Record(clock, viewer, "chosen to lead", reportId, $"Hazard {link.Hazard.Reference}");
        await db.SaveChangesAsync(cancel);
    }

    private async Task RefuseAsync(Viewer viewer, Guid reportId, Guid hazardId, CancellationToken cancel)
    {
        if (!await db.HazardRefusals.AnyAsync(r => r.ReportId == reportId && r.HazardId == hazardId, cancel))
        {
            db.HazardRefusals.Add(new HazardRefusal { ReportId = reportId, HazardId = hazardId, PersonId = viewer.PersonId, At = clock.GetUtcNow() });
        }
        var members = await db.HazardLinks.Where(l => l.HazardId == hazardId && l.ReportId != reportId).Select(l => l.ReportId).ToListAsync(cancel);
        await db.PartAsync(reportId, members, viewer.PersonId, clock.GetUtcNow(), cancel);
    }

    private async Task ForgetApartAsync(Guid reportId, Guid hazardId, CancellationToken cancel)
    {
        var members = db.HazardLinks.Where(l => l.HazardId == hazardId).Select(l => l.ReportId);
        await db.ReportsApart.Where(p => (p.ReportId == reportId && members.Contains(p.OtherId)) || (p.OtherId == reportId && members.Contains(p.ReportId))).ExecuteDeleteAsync(cancel);
        await db.HazardRefusals.Where(r => r.ReportId == reportId && r.HazardId == hazardId).ExecuteDeleteAsync(cancel);
    }

    private async Task MoveAsync(HazardLink link, Guid to, LinkedBy by, string why, CancellationToken cancel)
    {
        db.HazardLinks.Remove(link);
        await db.SaveChangesAsync(cancel);
        db.HazardLinks.Add(new HazardLink { ReportId = link.ReportId, HazardId = to, By = by, Why = why, At = clock.GetUtcNow() });
        await db.Hazards.Where(h => h.LeadReportId == link.ReportId && h.Id != to).ExecuteUpdateAsync(set => set.SetProperty(h => h.LeadReportId, (Guid?)null), cancel);
    }

    private Hazard NewHazard(Report report)
    {
        var hazard = new Hazard { Reference = References.New("H"), ProductId = report.ProductId, FirstSeenAt = clock.GetUtcNow() };
        db.Hazards.Add(hazard);
        return hazard;
    }
}
