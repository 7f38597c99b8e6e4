using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Redact;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Deduplicate;

/// <summary>
/// A person moves reports to another hazard, or to one of their own. What they moved them away from is remembered: the hazard as
/// refused, and its reports as not the same, so that no later path brings them together. Each act can be taken back.
/// The caller has found the reports through a gate.
/// </summary>
public sealed class RelinkReport(ReportsDb db, HazardLife life, StaffText text, TimeProvider clock)
{
    /// <summary>Pairs of reports that a split remembers one by one; beyond, the two hazards are refused as wholes.</summary>
    private const int MostPairs = 5000;

    /// <param name="toHazardId">One of the report's suggested hazards; null for a new hazard.</param>
    /// <param name="why">In the person's words, for the audit trail; may be left out.</param>
    /// <returns>Not done when the hazard is not one that was suggested for this report.</returns>
    public async Task<HazardAct> ByPersonAsync(Viewer viewer, Guid reportId, Guid? toHazardId, CancellationToken cancel, string? why = null)
    {
        if (toHazardId is { } wanted)
        {
            return await db.HazardCandidates.AnyAsync(c => c.ReportId == reportId && c.HazardId == wanted, cancel)
                || await db.HazardLinks.AnyAsync(l => l.ReportId == reportId && l.HazardId == wanted, cancel)
                ? await JoinAsync(viewer, reportId, wanted, cancel, why)
                : HazardAct.NotDone;
        }
        var hazardId = await db.HazardLinks.Where(l => l.ReportId == reportId).Select(l => l.HazardId).SingleAsync(cancel);
        return await db.HazardLinks.AnyAsync(l => l.HazardId == hazardId && l.ReportId != reportId, cancel)
            ? await SplitAsync(viewer, hazardId, [reportId], cancel, why)
            : new HazardAct(true);
    }

    /// <summary>The same problem: the report goes to that hazard, whether or not a machine had thought of it.</summary>
    public async Task<HazardAct> JoinAsync(Viewer viewer, Guid reportId, Guid hazardId, CancellationToken cancel, string? why = null)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var link = await db.HazardLinks.SingleAsync(l => l.ReportId == reportId, cancel);
        if (link.HazardId == hazardId)
        {
            return new HazardAct(true);
        }
        var by = HazardActor.Of(viewer, clock.GetUtcNow(), await MaskedAsync(viewer, why, [reportId], hazardId, cancel));
        // an empty hazard left behind is nobody's refusal: the report simply found where it belongs
        if (await db.HazardLinks.AnyAsync(l => l.HazardId == link.HazardId && l.ReportId != reportId, cancel))
        {
            await db.RefuseAsync(reportId, link.HazardId, by, cancel);
        }
        // what they join now is the same by their word, whatever was said of it before
        var forgot = await db.ForgetApartAsync(reportId, hazardId, cancel);
        await MoveAsync(link, hazardId, by, forgot, cancel);
        var report = await db.Reports.SingleAsync(r => r.Id == reportId, cancel);
        var names = await NamesAsync([link.HazardId, hazardId], cancel);
        await life.ReportCameAsync(hazardId, report, cancel);
        await life.KeepFollowingAsync(viewer, hazardId, cancel);
        db.Record(clock, viewer, "linked", reportId, $"Hazard {names[link.HazardId]} to {names[hazardId]}", Why(by));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new HazardAct(true, by.ActId);
    }

    /// <summary>Not the same problem: these reports get one hazard of their own, together.</summary>
    /// <returns>Not done when one of them is not in the hazard any more, or nothing would stay behind.</returns>
    public async Task<HazardAct> SplitAsync(Viewer viewer, Guid hazardId, IReadOnlyList<Guid> reportIds, CancellationToken cancel, string? why = null)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var links = await db.HazardLinks.Where(l => l.HazardId == hazardId && reportIds.Contains(l.ReportId)).ToListAsync(cancel);
        var stay = await db.HazardLinks.Where(l => l.HazardId == hazardId && !reportIds.Contains(l.ReportId)).Select(l => l.ReportId).ToListAsync(cancel);
        if (links.Count == 0 || links.Count != reportIds.Distinct().Count() || stay.Count == 0)
        {
            return HazardAct.NotDone;
        }
        var by = HazardActor.Of(viewer, clock.GetUtcNow(), await MaskedAsync(viewer, why, reportIds, hazardId, cancel));
        var reports = await db.Reports.Where(r => reportIds.Contains(r.Id)).OrderBy(r => r.SubmittedAt).ToListAsync(cancel);
        var own = new Hazard { Reference = References.New("H"), ProductId = reports[0].ProductId, FirstSeenAt = reports[0].SubmittedAt };
        db.Hazards.Add(own);
        var pairs = (long)links.Count * stay.Count <= MostPairs;
        var refused = await db.HazardRefusals.Where(r => r.HazardId == hazardId && reportIds.Contains(r.ReportId)).Select(r => r.ReportId).ToListAsync(cancel);
        db.HazardRefusals.AddRange(reportIds.Except(refused).Select(id => new HazardRefusal { ReportId = id, HazardId = hazardId, PersonId = viewer.PersonId, At = by.At, ActId = by.ActId }));
        // what stays behind does not come after them either
        db.HazardRefusals.AddRange(stay.Select(id => new HazardRefusal { ReportId = id, HazardId = own.Id, PersonId = viewer.PersonId, At = by.At, ActId = by.ActId }));
        foreach (var link in links)
        {
            if (pairs)
            {
                await db.PartAsync(link.ReportId, stay, by, cancel);
            }
            await MoveAsync(link, own.Id, by, false, cancel);
        }
        var name = await db.Hazards.Where(h => h.Id == hazardId).Select(h => h.Reference).SingleAsync(cancel);
        await life.TellAsync(hazardId, $"{(links.Count == 1 ? "A report" : $"{links.Count} reports")} of hazard {name} went to a hazard of their own, {own.Reference}.", viewer.PersonId, cancel);
        await life.KeepFollowingAsync(viewer, own.Id, cancel);
        foreach (var report in reports)
        {
            db.Record(clock, viewer, "unlinked", report.Id, $"Hazard {name} to {own.Reference}", Why(by));
        }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new HazardAct(true, by.ActId);
    }

    /// <summary>A person says "not the same" to a suggestion: it is shown no more, and no job makes it again.</summary>
    /// <returns>Not done when the hazard was not suggested for this report.</returns>
    public async Task<HazardAct> RefuseSuggestionAsync(Viewer viewer, Guid reportId, Guid hazardId, CancellationToken cancel, string? why = null) =>
        await db.HazardCandidates.AnyAsync(c => c.ReportId == reportId && c.HazardId == hazardId, cancel)
            ? await RefuseAsync(viewer, reportId, hazardId, cancel, why)
            : HazardAct.NotDone;

    /// <summary>A person says that a report is not of that hazard, which it is not in: remembered, whether or not it was suggested.</summary>
    public async Task<HazardAct> RefuseAsync(Viewer viewer, Guid reportId, Guid hazardId, CancellationToken cancel, string? why = null)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var link = await db.HazardLinks.AsNoTracking().SingleAsync(l => l.ReportId == reportId, cancel);
        if (link.HazardId == hazardId)
        {
            return HazardAct.NotDone;
        }
        var by = HazardActor.Of(viewer, clock.GetUtcNow(), await MaskedAsync(viewer, why, [reportId], hazardId, cancel));
        var candidate = await db.HazardCandidates.SingleOrDefaultAsync(c => c.ReportId == reportId && c.HazardId == hazardId, cancel);
        if (candidate is not null)
        {
            db.HazardCandidates.Remove(candidate);
        }
        await db.RefuseAsync(reportId, hazardId, by, cancel);
        db.HazardChanges.Add(new HazardChange
        {
            ActId = by.ActId, Kind = HazardChangeKind.Refused, HazardId = hazardId, FromHazardId = link.HazardId, ReportId = reportId,
            FromScore = candidate?.Score, FromLikeReportId = candidate?.LikeReportId, FromWhy = candidate?.Why,
            PersonId = viewer.PersonId, Who = viewer.Name, OrganisationCode = viewer.OrganisationCode, Reason = by.Reason, At = by.At,
        });
        db.Record(clock, viewer, "not the same", reportId, $"Hazard {(await NamesAsync([hazardId], cancel))[hazardId]}", Why(by));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new HazardAct(true, by.ActId);
    }

    private static string? Why(HazardActor by) => by.Reason is null ? null : $"Why: {by.Reason}";

    /// <returns>Null without words, and when one of the reports was taken back: nothing more is written about it.</returns>
    private async Task<string?> MaskedAsync(Viewer viewer, string? why, IReadOnlyList<Guid> reports, Guid hazardId, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(why))
        {
            return null;
        }
        foreach (var report in reports.Order())
        {
            if (!await db.HoldAsync(report, cancel))
            {
                return null;
            }
        }
        var known = await text.KnownAsync([.. reports, .. await db.NewestOfHazardAsync(viewer, hazardId, StaffText.MostReports, cancel)], cancel);
        return known.Mask(why, HazardChange.ReasonLength * 2);
    }

    private Task<Dictionary<Guid, string>> NamesAsync(IReadOnlyList<Guid> hazards, CancellationToken cancel) =>
        db.Hazards.Where(h => hazards.Contains(h.Id)).ToDictionaryAsync(h => h.Id, h => h.Reference, cancel);

    private async Task MoveAsync(HazardLink link, Guid to, HazardActor by, bool forgot, CancellationToken cancel)
    {
        var led = await db.Hazards.Where(h => h.Id == link.HazardId && h.LeadReportId == link.ReportId).ExecuteUpdateAsync(set => set.SetProperty(h => h.LeadReportId, (Guid?)null), cancel) > 0;
        db.HazardChanges.Add(new HazardChange
        {
            ActId = by.ActId, Kind = HazardChangeKind.Moved, HazardId = to, FromHazardId = link.HazardId, ReportId = link.ReportId,
            FromBy = link.By, FromScore = link.Score, FromLikeReportId = link.LikeReportId, FromWhy = link.Why, FromReportId = link.SameEventAs, FromLed = led, ForgotApart = forgot,
            PersonId = by.Viewer.PersonId, Who = by.Viewer.Name, OrganisationCode = by.Viewer.OrganisationCode, Reason = by.Reason, At = by.At,
        });
        db.HazardLinks.Remove(link);
        await db.SaveChangesAsync(cancel);
        db.HazardLinks.Add(new HazardLink { ReportId = link.ReportId, HazardId = to, By = LinkedBy.Person, Why = $"Decided by {by.Viewer.Name}.", At = by.At });
    }
}
