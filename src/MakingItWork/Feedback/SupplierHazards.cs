using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Feedback;

/// <summary>The hazards of a supplier's own products, worst first, from released reports only and without naming an organisation.</summary>
public sealed record SupplierHazards(Viewer Viewer) : IRequest<IReadOnlyList<SupplierHazardRow>>;

public sealed record SupplierHazardRow(
    string Reference, string Product, int Reports, int Events, int Organisations, int? RiskRating, string? TypeCode, DateTimeOffset FirstSeenAt, SupplierAnswerKind? Answer);

internal sealed class SupplierHazardsHandler(ReportsDb db) : IRequestHandler<SupplierHazards, IReadOnlyList<SupplierHazardRow>>
{
    public async Task<IReadOnlyList<SupplierHazardRow>> Handle(SupplierHazards request, CancellationToken cancellationToken)
    {
        if (!request.Viewer.Is(Roles.SupplierUser))
        {
            return [];
        }
        var rows = await db.Reports.AsNoTracking().VisibleTo(request.Viewer)
            .Join(db.HazardLinks, r => r.Id, l => l.ReportId, (report, link) => new { report, link })
            .Join(db.Decisions, x => x.report.Id, d => d.ReportId, (x, decision) => new
            {
                x.link.HazardId,
                Event = x.link.SameEventAs ?? x.link.ReportId,
                x.link.Hazard!.Reference,
                x.link.Hazard.FirstSeenAt,
                Product = x.report.Product!.Name,
                x.report.OrganisationCode,
                x.report.OrganisationText,
                decision.RiskRating,
                decision.TypeCode,
            })
            .ToListAsync(cancellationToken);
        var hazards = rows.Select(r => r.HazardId).Distinct().ToList();
        var answers = (await db.SupplierAnswers.AsNoTracking().Where(a => hazards.Contains(a.HazardId)).ToListAsync(cancellationToken))
            .GroupBy(a => a.HazardId).ToDictionary(group => group.Key, group => group.MaxBy(a => a.At)!.Kind);
        return [.. rows.GroupBy(r => r.HazardId)
            .Select(group => new SupplierHazardRow(
                group.First().Reference,
                group.First().Product,
                group.Count(),
                group.Select(r => r.Event).Distinct().Count(),
                group.Select(r => r.OrganisationCode ?? r.OrganisationText).Where(name => name is not null).Distinct().Count(),
                group.Max(r => r.RiskRating),
                group.Select(r => r.TypeCode).FirstOrDefault(code => code is not null),
                group.First().FirstSeenAt,
                answers.TryGetValue(group.Key, out var kind) ? kind : null))
            .OrderByDescending(row => row.RiskRating).ThenByDescending(row => row.Reports)];
    }
}
