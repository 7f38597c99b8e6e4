using MakingItWork.Capture;
using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Hazards;

/// <summary>A hazard with those of its reports that this triager may see. Others are counted and nothing else is said of them.</summary>
public sealed record ReadHazard(Viewer Viewer, string Reference, int Page) : IRequest<HazardToTriage?>;

/// <param name="Seen">Reports of it that the viewer may see.</param>
/// <param name="All">Reports of it, also those taken back or rejected.</param>
/// <param name="Lead">Null when the viewer may not see it.</param>
public sealed record HazardToTriage(
    Hazard Hazard, HazardFigures Figures, int Seen, int All, HazardReport? Lead, IReadOnlyList<HazardReport> Reports, int Page, int Pages,
    IReadOnlyList<RelatedHazard> Related, int RelatedElsewhere, bool Follows, int Followers, IReadOnlyList<HazardHistory> History);

/// <param name="SameEventAs">The report that tells of the same event, if the viewer may see it.</param>
/// <param name="OneEvent">It tells of the same event as another report.</param>
public sealed record HazardReport(Report Report, HazardLink Link, bool OneEvent, string? SameEventAs)
{
    public Screenshot? Picture { get; } = Report.Screenshots.Where(s => s.Verdict == PictureVerdict.Passed).MinBy(s => s.Position);
}

/// <summary>The same problem, it may be, in another product.</summary>
public sealed record RelatedHazard(string Reference, string? Product, double Score);

internal sealed class ReadHazardHandler(ReportsDb db, TimeProvider clock) : IRequestHandler<ReadHazard, HazardToTriage?>
{
    public const int PerPage = 20;
    private const int MostRelated = 10;

    public async Task<HazardToTriage?> Handle(ReadHazard request, CancellationToken cancellationToken)
    {
        var viewer = request.Viewer;
        if (await db.HazardSeenByAsync(viewer, request.Reference, cancellationToken) is not { } hazard)
        {
            return null;
        }
        var figures = await HazardFigures.OfAsync(db, hazard.Id, cancellationToken);
        var seen = db.Reports.AsNoTracking().VisibleTo(viewer).Join(db.HazardLinks.Where(l => l.HazardId == hazard.Id), r => r.Id, l => l.ReportId, (report, link) => new { report, link });
        var count = await seen.CountAsync(cancellationToken);
        var pages = Math.Max(1, (count + PerPage - 1) / PerPage);
        var page = Math.Clamp(request.Page, 1, pages);
        var ids = await seen.OrderByDescending(x => x.report.SubmittedAt).ThenBy(x => x.report.Id).Select(x => x.report.Id)
            .Skip((page - 1) * PerPage).Take(PerPage).ToListAsync(cancellationToken);
        var shown = await RowsAsync(viewer, hazard.Id, [.. ids, .. figures.Lead is { } lead ? [lead] : Array.Empty<Guid>()], cancellationToken);
        var (related, elsewhere) = await RelatedAsync(viewer, hazard, cancellationToken);
        db.Record(clock, viewer, "read hazard", null, $"Hazard {hazard.Reference}, page {page}");
        await db.SaveChangesAsync(cancellationToken);
        return new HazardToTriage(
            hazard, figures, count, await db.HazardLinks.CountAsync(l => l.HazardId == hazard.Id, cancellationToken),
            figures.Lead is { } leads ? shown.GetValueOrDefault(leads) : null,
            [.. ids.Select(id => shown[id])], page, pages, related, elsewhere,
            await db.HazardFollowers.AnyAsync(f => f.HazardId == hazard.Id && f.PersonId == viewer.PersonId, cancellationToken),
            await db.HazardFollowers.CountAsync(f => f.HazardId == hazard.Id, cancellationToken),
            await HazardHistory.OfAsync(db, viewer, hazard.Id, cancellationToken));
    }

    private async Task<Dictionary<Guid, HazardReport>> RowsAsync(Viewer viewer, Guid hazardId, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var reports = await db.Reports.AsNoTracking().VisibleTo(viewer).Where(r => ids.Contains(r.Id))
            .Include(r => r.Screenshots).Include(r => r.Organisation).Include(r => r.Product).ToListAsync(cancel);
        var links = await db.HazardLinks.AsNoTracking().Where(l => l.HazardId == hazardId && ids.Contains(l.ReportId)).ToDictionaryAsync(l => l.ReportId, cancel);
        var told = links.Values.Select(l => l.SameEventAs).OfType<Guid>().ToList();
        var names = await db.Reports.VisibleTo(viewer).Where(r => told.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Reference, cancel);
        var first = await db.HazardLinks.Where(l => l.HazardId == hazardId && l.SameEventAs != null && ids.Contains(l.SameEventAs.Value)).Select(l => l.SameEventAs!.Value).Distinct().ToListAsync(cancel);
        return reports.Where(r => links.ContainsKey(r.Id)).ToDictionary(r => r.Id, r => new HazardReport(
            r, links[r.Id], links[r.Id].SameEventAs is not null || first.Contains(r.Id), links[r.Id].SameEventAs is { } same ? names.GetValueOrDefault(same) : null));
    }

    /// <summary>A pair that was suggested across two products says that their hazards may be one problem in both.</summary>
    private async Task<(IReadOnlyList<RelatedHazard> Related, int Elsewhere)> RelatedAsync(Viewer viewer, Hazard hazard, CancellationToken cancel)
    {
        var out_ = db.HazardCandidates.Join(db.HazardLinks.Where(l => l.HazardId == hazard.Id), c => c.ReportId, l => l.ReportId, (c, l) => new { Id = c.HazardId, c.Score });
        var in_ = db.HazardCandidates.Where(c => c.HazardId == hazard.Id).Join(db.HazardLinks, c => c.ReportId, l => l.ReportId, (c, l) => new { Id = l.HazardId, c.Score });
        var near = await out_.Concat(in_).Where(x => x.Id != hazard.Id).GroupBy(x => x.Id).Select(g => new { Id = g.Key, Score = g.Max(x => x.Score) })
            .OrderByDescending(x => x.Score).Take(MostRelated).ToDictionaryAsync(x => x.Id, x => x.Score, cancel);
        var ids = near.Keys.ToList();
        var others = await db.Hazards.Where(h => ids.Contains(h.Id) && (h.ProductId != hazard.ProductId || h.ProductId == null))
            .Select(h => new
            {
                h.Id, h.Reference, Product = h.Product!.Name,
                Seen = db.HazardLinks.Where(l => l.HazardId == h.Id).Join(db.Reports.VisibleTo(viewer), l => l.ReportId, r => r.Id, (l, r) => r.Id).Any(),
            }).ToListAsync(cancel);
        return ([.. others.Where(h => h.Seen).Select(h => new RelatedHazard(h.Reference, h.Product, near[h.Id])).OrderByDescending(h => h.Score)], others.Count(h => !h.Seen));
    }
}
