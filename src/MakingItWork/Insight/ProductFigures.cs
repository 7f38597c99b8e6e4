using MakingItWork.Capture;
using MakingItWork.Rules.Statistics;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Insight;

/// <summary>What anyone may know: released reports and hazards per product, small numbers suppressed.</summary>
public sealed record ProductFigures : IRequest<IReadOnlyList<ProductFigure>>;

/// <param name="Reports">As shown: a number, or words where it is too small to publish.</param>
/// <param name="Events">The same event reported twice counts once.</param>
public sealed record ProductFigure(string Product, string Supplier, string Reports, string Events, string Hazards, string Organisations);

internal sealed class ProductFiguresHandler(ReportsDb db) : IRequestHandler<ProductFigures, IReadOnlyList<ProductFigure>>
{
    public async Task<IReadOnlyList<ProductFigure>> Handle(ProductFigures request, CancellationToken cancellationToken)
    {
        var released = await db.Reports.AsNoTracking()
            .Where(r => r.ProductId != null && (r.Stage == ReportStage.Approved || r.Stage == ReportStage.Exported))
            .Join(db.HazardLinks, r => r.Id, l => l.ReportId, (report, link) => new { report.ProductId, Organisation = report.OrganisationCode ?? report.OrganisationText, link.HazardId, Event = link.SameEventAs ?? link.ReportId })
            .GroupBy(x => x.ProductId)
            .Select(group => new
            {
                ProductId = group.Key,
                Reports = group.Count(),
                Events = group.Select(x => x.Event).Distinct().Count(),
                Hazards = group.Select(x => x.HazardId).Distinct().Count(),
                Organisations = group.Where(x => x.Organisation != null).Select(x => x.Organisation).Distinct().Count(),
            })
            .ToListAsync(cancellationToken);
        var names = await db.Products.AsNoTracking().Include(p => p.Supplier).ToDictionaryAsync(p => p.Id, cancellationToken);
        return [.. released
            .Select(row => new ProductFigure(
                names[row.ProductId!.Value].Name,
                names[row.ProductId!.Value].Supplier!.Name,
                SmallNumbers.Show(row.Reports),
                SmallNumbers.Show(row.Events),
                SmallNumbers.Show(row.Hazards),
                SmallNumbers.Show(row.Organisations)))
            .OrderBy(figure => figure.Product, StringComparer.OrdinalIgnoreCase)];
    }
}
