using MakingItWork.Directory;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Deduplicate;

/// <summary>
/// Takes back what one act did to hazards, together with what was remembered because of it. What somebody has changed since
/// stays as they left it. The caller has found the act's reports, or its hazard, through a gate.
/// </summary>
public sealed class TakeBackHazardAct(ReportsDb db, TimeProvider clock)
{
    /// <returns>How many changes were taken back, of how many.</returns>
    public async Task<(int Done, int Of)> Async(Viewer viewer, Guid actId, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var changes = await db.HazardChanges.Where(c => c.ActId == actId && c.UndoneAt == null && c.PersonId != null).OrderBy(c => c.Id).ToListAsync(cancel);
        var taken = new List<HazardChange>();
        foreach (var change in changes)
        {
            if (await UndoAsync(change, cancel))
            {
                change.UndoneAt = clock.GetUtcNow();
                taken.Add(change);
            }
        }
        if (taken.Count == 0)
        {
            return (0, changes.Count);
        }
        // of reports that somebody moved on since, what was said of them stands
        await db.ForgetActAsync(actId, taken.Count == changes.Count ? null : [.. taken.Select(c => c.ReportId).OfType<Guid>()], cancel);
        foreach (var again in taken.Where(c => c is { ForgotApart: true }))
        {
            // the two had been parted before they were joined: that stands again
            await db.RefuseAsync(again.ReportId!.Value, again.HazardId, new HazardActor(viewer, again.ActId, clock.GetUtcNow(), null), cancel);
        }
        var names = taken.Select(c => c.HazardId).ToList();
        var hazards = await db.Hazards.Where(h => names.Contains(h.Id)).ToDictionaryAsync(h => h.Id, h => h.Reference, cancel);
        foreach (var change in taken)
        {
            db.Record(clock, viewer, change.Kind switch
            {
                HazardChangeKind.Moved => "link taken back",
                HazardChangeKind.Refused => "not the same taken back",
                HazardChangeKind.Lead => "lead taken back",
                HazardChangeKind.Event => "same event taken back",
                _ => "hazard change taken back",
            }, change.ReportId, $"Hazard {hazards.GetValueOrDefault(change.HazardId)}");
        }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return (taken.Count, changes.Count);
    }

    /// <summary>The act that moved this report last and can still be taken back; null when there is none.</summary>
    public async Task<Guid?> LastMoveAsync(Guid reportId, CancellationToken cancel) =>
        await db.HazardChanges.Where(c => c.ReportId == reportId && c.Kind == HazardChangeKind.Moved && c.UndoneAt == null)
            .OrderByDescending(c => c.At).ThenByDescending(c => c.Id).Select(c => (Guid?)c.ActId).FirstOrDefaultAsync(cancel);

    /// <returns>False when something has changed since.</returns>
    private Task<bool> UndoAsync(HazardChange change, CancellationToken cancel) => change.Kind switch
    {
        HazardChangeKind.Moved => UndoMoveAsync(change, cancel),
        HazardChangeKind.Refused => UndoRefusalAsync(change, cancel),
        HazardChangeKind.State => UndoStateAsync(change, cancel),
        HazardChangeKind.Lead => UndoLeadAsync(change, cancel),
        _ => UndoEventAsync(change, cancel),
    };

    private async Task<bool> UndoMoveAsync(HazardChange change, CancellationToken cancel)
    {
        var link = await db.HazardLinks.SingleOrDefaultAsync(l => l.ReportId == change.ReportId, cancel);
        var movedSince = await db.HazardChanges.AnyAsync(c => c.ReportId == change.ReportId && c.Kind == HazardChangeKind.Moved && c.UndoneAt == null && c.At > change.At, cancel);
        if (link is null || movedSince || link.HazardId != change.HazardId)
        {
            return false;
        }
        db.HazardLinks.Remove(link);
        await db.SaveChangesAsync(cancel);
        db.HazardLinks.Add(new HazardLink
        {
            ReportId = link.ReportId, HazardId = change.FromHazardId!.Value, By = change.FromBy!.Value, Score = change.FromScore, LikeReportId = change.FromLikeReportId,
            SameEventAs = change.FromReportId, Why = change.FromWhy!, At = clock.GetUtcNow(),
        });
        await db.Hazards.Where(h => h.LeadReportId == link.ReportId && h.Id == change.HazardId).ExecuteUpdateAsync(set => set.SetProperty(h => h.LeadReportId, (Guid?)null), cancel);
        if (change.FromLed)
        {
            await db.Hazards.Where(h => h.Id == change.FromHazardId && h.LeadReportId == null).ExecuteUpdateAsync(set => set.SetProperty(h => h.LeadReportId, link.ReportId), cancel);
        }
        return true;
    }

    private async Task<bool> UndoRefusalAsync(HazardChange change, CancellationToken cancel)
    {
        var (report, hazard) = (change.ReportId!.Value, change.HazardId);
        if (await db.HazardLinks.AnyAsync(l => l.ReportId == report && l.HazardId == hazard, cancel))
        {
            return false;
        }
        if (change is { FromLikeReportId: { } like, FromWhy: { } why } && !await db.HazardCandidates.AnyAsync(c => c.ReportId == report && c.HazardId == hazard, cancel))
        {
            db.HazardCandidates.Add(new HazardCandidate { ReportId = report, HazardId = hazard, LikeReportId = like, Score = change.FromScore ?? 0, Why = why });
        }
        return true;
    }

    private async Task<bool> UndoStateAsync(HazardChange change, CancellationToken cancel)
    {
        var hazard = await db.Hazards.SingleAsync(h => h.Id == change.HazardId, cancel);
        if (hazard.State != change.ToState || hazard.FixedIn != change.ToFixedIn)
        {
            return false;
        }
        (hazard.State, hazard.FixedIn, hazard.StateSince) = (change.FromState!.Value, change.FromFixedIn, clock.GetUtcNow());
        return true;
    }

    private async Task<bool> UndoLeadAsync(HazardChange change, CancellationToken cancel)
    {
        var hazard = await db.Hazards.SingleAsync(h => h.Id == change.HazardId, cancel);
        var there = change.FromReportId is not { } before || await db.HazardLinks.AnyAsync(l => l.ReportId == before && l.HazardId == hazard.Id, cancel);
        if (hazard.LeadReportId != change.OtherReportId || !there)
        {
            return false;
        }
        hazard.LeadReportId = change.FromReportId;
        return true;
    }

    private async Task<bool> UndoEventAsync(HazardChange change, CancellationToken cancel)
    {
        var link = await db.HazardLinks.SingleOrDefaultAsync(l => l.ReportId == change.ReportId, cancel);
        if (link is null || link.HazardId != change.HazardId || link.SameEventAs != change.OtherReportId)
        {
            return false;
        }
        link.SameEventAs = change.FromReportId;
        return true;
    }
}
