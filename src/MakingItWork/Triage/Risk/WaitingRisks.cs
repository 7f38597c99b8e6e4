using MakingItWork.Directory;
using MakingItWork.Store;
using MakingItWork.Triage.Queues;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Risk;

/// <summary>Hazards of a safety officer's organisation that wait for their final assessment, worst first.</summary>
/// <param name="After">The last line of the page before, as its link says; null for the first page.</param>
public sealed record WaitingRisks(Viewer Viewer, string? After) : IRequest<WaitingRisksPage>;

/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record WaitingRisksPage(IReadOnlyList<WaitingRisk> Items, string? Next);

/// <param name="Reference">A report of the hazard in this organisation, through which its assessment is opened.</param>
/// <param name="Rating">Proposed, or the worst that was decided in triage; null when nothing was.</param>
public sealed record WaitingRisk(string Hazard, string Reference, string? Product, string ForOrganisation, int Reports, DateTimeOffset Since, int Rating, bool Proposed, string? ProposedBy);

internal sealed class WaitingRisksHandler(ReportsDb db) : IRequestHandler<WaitingRisks, WaitingRisksPage>
{
    private const int PageSize = 25;

    public async Task<WaitingRisksPage> Handle(WaitingRisks request, CancellationToken cancellationToken)
    {
        if (!request.Viewer.Is(Roles.ClinicalSafetyOfficer))
        {
            return new WaitingRisksPage([], null);
        }
        // from the rows of the queue, whose index holds all that is asked for: an organisation may have tens of thousands of reports
        var groups = db.QueueRows.AsNoTracking().VisibleTo(request.Viewer)
            .Where(r => (r.State == QueueState.Waiting || r.State == QueueState.Approved) && r.HazardId != null)
            .GroupBy(r => new { r.HazardId, r.OrganisationCode })
            .Select(g => new { HazardId = g.Key.HazardId!.Value, Organisation = g.Key.OrganisationCode ?? "", Reference = g.Min(r => r.Reference), Since = g.Min(r => r.SubmittedAt), Reports = g.Count(), Decided = g.Max(r => r.RiskRating) })
            .LeftJoin(db.RiskRecords.VisibleTo(request.Viewer), g => new { g.HazardId, g.Organisation }, r => new { r.HazardId, Organisation = r.ForOrganisation }, (g, record) => new
            {
                g.HazardId,
                g.Organisation,
                g.Reference,
                g.Since,
                g.Reports,
                Rating = record!.Rating ?? g.Decided ?? 0,
                record.CurrentVersion,
                record.FinalVersion,
                g.Decided,
            })
            // proposed and not signed; or never assessed, and accepted in triage
            .Where(x => x.CurrentVersion != null ? x.FinalVersion == null || x.FinalVersion != x.CurrentVersion : x.Decided != null);
        if (Place.Of(request.After) is { } after)
        {
            groups = groups.Where(x => x.Rating < after.Rating || (x.Rating == after.Rating && x.Reference!.CompareTo(after.Reference) > 0));
        }
        var found = await groups.OrderByDescending(x => x.Rating).ThenBy(x => x.Reference).Take(PageSize + 1).ToListAsync(cancellationToken);
        var shown = found.Take(PageSize).ToList();
        var ids = shown.Select(x => x.HazardId).ToList();
        var hazards = await db.Hazards.AsNoTracking().Where(h => ids.Contains(h.Id)).Select(h => new { h.Id, h.Reference, Product = h.Product!.Name }).ToDictionaryAsync(h => h.Id, cancellationToken);
        var proposals = await db.RiskRecords.VisibleTo(request.Viewer).Where(r => ids.Contains(r.HazardId) && r.CurrentVersion != null)
            .Join(db.RiskAssessments, r => new { r.HazardId, r.ForOrganisation, Version = r.CurrentVersion!.Value }, a => new { a.HazardId, a.ForOrganisation, a.Version }, (record, version) => new { record.HazardId, record.ForOrganisation, version.AssessedBy })
            .ToDictionaryAsync(p => (p.HazardId, p.ForOrganisation), p => p.AssessedBy, cancellationToken);
        var items = shown.Select(x => new WaitingRisk(
            hazards[x.HazardId].Reference, x.Reference!, hazards[x.HazardId].Product, x.Organisation, x.Reports, x.Since, x.Rating, x.CurrentVersion is not null,
            proposals.GetValueOrDefault((x.HazardId, x.Organisation)))).ToList();
        return new WaitingRisksPage(items, found.Count > PageSize ? new Place(items[^1].Rating, items[^1].Reference).ToString() : null);
    }

    private sealed record Place(int Rating, string Reference)
    {
        /// <summary>Null for anything that no link of ours says: then the list begins at its head.</summary>
        public static Place? Of(string? text) =>
            text?.Split('~') is [{ Length: 1 } rating, { Length: > 0 and <= 20 } reference] && rating[0] is >= '0' and <= '5' ? new Place(rating[0] - '0', reference) : null;

        public override string ToString() => $"{Rating}~{Reference}";
    }
}
