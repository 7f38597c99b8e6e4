using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Risk;

/// <summary>The clinical risk of the hazard that a report belongs to, as assessed for the report's organisation.</summary>
public sealed record ReadRisk(Viewer Viewer, string Reference) : IRequest<RiskShown?>;

/// <param name="Hazard">Null when the report belongs to no hazard yet.</param>
public sealed record RiskShown(string Reference, Guid? HazardId, string? Hazard, string? Product, string ForOrganisation, bool MaySign)
{
    public int LastVersion { get; init; }
    public RiskAssessment? Current { get; init; }
    public RiskAssessment? Final { get; init; }
    /// <summary>Newest first, with those that were taken back.</summary>
    public IReadOnlyList<RiskAssessment> Versions { get; init; } = [];
    /// <summary>The worst that triagers decided on reports of this hazard: what a first assessment begins with.</summary>
    public (Severity Severity, Likelihood Likelihood)? Decided { get; init; }

    public bool TakenBack(RiskAssessment version) => Versions.Any(v => v.TakesBack == version.Version);
}

internal sealed class ReadRiskHandler(ReportsDb db) : IRequestHandler<ReadRisk, RiskShown?>
{
    public async Task<RiskShown?> Handle(ReadRisk request, CancellationToken cancellationToken)
    {
        if (!request.Viewer.Triages)
        {
            return null;
        }
        var report = await db.Reports.VisibleTo(request.Viewer).Where(r => r.Reference == request.Reference)
            .Select(r => new { r.Id, r.Reference, Product = r.Product!.Name, r.OrganisationCode }).SingleOrDefaultAsync(cancellationToken);
        if (report is null)
        {
            return null;
        }
        var scope = report.OrganisationCode ?? "";
        var hazard = await db.HazardLinks.Where(l => l.ReportId == report.Id).Select(l => new { l.HazardId, l.Hazard!.Reference }).SingleOrDefaultAsync(cancellationToken);
        var shown = new RiskShown(report.Reference, hazard?.HazardId, hazard?.Reference, report.Product, scope, RiskSight.MaySign(request.Viewer, scope));
        if (hazard is null)
        {
            return shown;
        }
        var record = await db.RiskRecords.AsNoTracking().VisibleTo(request.Viewer)
            .SingleOrDefaultAsync(r => r.HazardId == hazard.HazardId && r.ForOrganisation == scope, cancellationToken);
        // of one moment with the record: a version that came since is not shown, and saving on top of it is refused
        var last = record?.LastVersion ?? 0;
        var versions = await db.RiskAssessments.AsNoTracking()
            .Where(a => a.HazardId == hazard.HazardId && a.ForOrganisation == scope && a.Version <= last)
            .OrderByDescending(a => a.Version).ToListAsync(cancellationToken);
        return shown with
        {
            LastVersion = last,
            Versions = versions,
            Current = versions.Find(v => v.Version == record?.CurrentVersion),
            Final = versions.Find(v => v.Version == record?.FinalVersion),
            Decided = await WorstDecidedAsync(request.Viewer, hazard.HazardId, scope, cancellationToken),
        };
    }

    private async Task<(Severity, Likelihood)?> WorstDecidedAsync(Viewer viewer, Guid hazard, string scope, CancellationToken cancel)
    {
        var organisation = scope.Length == 0 ? null : scope;
        var worst = await db.Reports.VisibleTo(viewer).Where(r => r.OrganisationCode == organisation)
            .Join(db.HazardLinks.Where(l => l.HazardId == hazard), r => r.Id, l => l.ReportId, (report, link) => report.Id)
            .Join(db.Decisions.Where(d => d.RiskRating != null), id => id, d => d.ReportId, (id, decision) => decision)
            .OrderByDescending(d => d.RiskRating).ThenBy(d => d.DecidedAt).FirstOrDefaultAsync(cancel);
        return worst is { Severity: { } severity, Likelihood: { } likelihood } ? (severity, likelihood) : null;
    }
}
