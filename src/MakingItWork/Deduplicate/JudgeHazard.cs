using MakingItWork.Directory;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Deduplicate;

/// <summary>
/// A person's word on what stands within a hazard: which report leads, and which reports tell of one event. The caller has found
/// the reports through a gate.
/// </summary>
public sealed class JudgeHazard(ReportsDb db, TimeProvider clock)
{
    /// <summary>A person chooses the report that stands for its hazard; null lets the most complete one lead again.</summary>
    public async Task<HazardAct> LeadAsync(Viewer viewer, Guid hazardId, Guid? reportId, CancellationToken cancel)
    {
        var hazard = await db.Hazards.SingleAsync(h => h.Id == hazardId, cancel);
        if (reportId is { } wanted && !await db.HazardLinks.AnyAsync(l => l.ReportId == wanted && l.HazardId == hazardId, cancel))
        {
            return HazardAct.NotDone;
        }
        if (hazard.LeadReportId == reportId)
        {
            return new HazardAct(true);
        }
        var by = HazardActor.Of(viewer, clock.GetUtcNow(), null);
        db.HazardChanges.Add(Change(by, HazardChangeKind.Lead, hazardId, reportId, hazard.LeadReportId, reportId));
        hazard.LeadReportId = reportId;
        db.Record(clock, viewer, "chosen to lead", reportId, $"Hazard {hazard.Reference}{(reportId is null ? ": the most complete report leads again" : null)}");
        await db.SaveChangesAsync(cancel);
        return new HazardAct(true, by.ActId);
    }

    /// <summary>These reports tell of one event, which is counted once.</summary>
    /// <returns>Not done when they are fewer than two, or one is not in the hazard any more.</returns>
    public async Task<HazardAct> OneEventAsync(Viewer viewer, Guid hazardId, IReadOnlyList<Guid> reportIds, CancellationToken cancel)
    {
        var links = await db.HazardLinks.Where(l => l.HazardId == hazardId && reportIds.Contains(l.ReportId)).ToListAsync(cancel);
        if (links.Count < 2 || links.Count != reportIds.Distinct().Count())
        {
            return HazardAct.NotDone;
        }
        // those that told of the same event as one of these tell of it still; the first that was sent stands for it
        var told = reportIds.Concat(links.Select(l => l.SameEventAs).OfType<Guid>()).ToList();
        var all = await db.HazardLinks.Where(l => l.HazardId == hazardId && (told.Contains(l.ReportId) || (l.SameEventAs != null && told.Contains(l.SameEventAs.Value)))).ToListAsync(cancel);
        var ids = all.Select(l => l.ReportId).ToList();
        var first = await db.Reports.Where(r => ids.Contains(r.Id)).OrderBy(r => r.SubmittedAt).ThenBy(r => r.Id).Select(r => r.Id).FirstAsync(cancel);
        return await SetAsync(viewer, hazardId, all, link => link.ReportId == first ? null : first, cancel);
    }

    /// <summary>This report tells of an event that no other report tells of.</summary>
    public async Task<HazardAct> OwnEventAsync(Viewer viewer, Guid hazardId, Guid reportId, CancellationToken cancel)
    {
        var all = await db.HazardLinks.Where(l => l.HazardId == hazardId && (l.ReportId == reportId || l.SameEventAs == reportId)).ToListAsync(cancel);
        if (!all.Exists(l => l.ReportId == reportId))
        {
            return HazardAct.NotDone;
        }
        // what told of the same event as this one still tells of one event
        var rest = all.Where(l => l.ReportId != reportId).Select(l => l.ReportId).ToList();
        var first = await db.Reports.Where(r => rest.Contains(r.Id)).OrderBy(r => r.SubmittedAt).ThenBy(r => r.Id).Select(r => (Guid?)r.Id).FirstOrDefaultAsync(cancel);
        return await SetAsync(viewer, hazardId, all, link => link.ReportId == reportId || link.ReportId == first ? null : first, cancel);
    }

    private async Task<HazardAct> SetAsync(Viewer viewer, Guid hazardId, IEnumerable<HazardLink> links, Func<HazardLink, Guid?> sameAs, CancellationToken cancel)
    {
        var by = HazardActor.Of(viewer, clock.GetUtcNow(), null);
        var name = await db.Hazards.Where(h => h.Id == hazardId).Select(h => h.Reference).SingleAsync(cancel);
        var changed = links.Where(link => link.SameEventAs != sameAs(link)).ToList();
        foreach (var link in changed)
        {
            db.HazardChanges.Add(Change(by, HazardChangeKind.Event, hazardId, link.ReportId, link.SameEventAs, sameAs(link)));
            link.SameEventAs = sameAs(link);
            db.Record(clock, viewer, link.SameEventAs is null ? "an event of its own" : "the same event", link.ReportId, $"Hazard {name}");
        }
        await db.SaveChangesAsync(cancel);
        return new HazardAct(true, changed.Count == 0 ? null : by.ActId);
    }

    private static HazardChange Change(HazardActor by, HazardChangeKind kind, Guid hazardId, Guid? reportId, Guid? before, Guid? after) => new()
    {
        ActId = by.ActId, Kind = kind, HazardId = hazardId, ReportId = reportId, FromReportId = before, OtherReportId = after,
        PersonId = by.Viewer.PersonId, Who = by.Viewer.Name, OrganisationCode = by.Viewer.OrganisationCode, At = by.At,
    };
}
