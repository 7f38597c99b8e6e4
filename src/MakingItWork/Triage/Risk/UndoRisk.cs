using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Risk;

/// <summary>Takes back one's own newest version soon after it was made. Nothing is deleted: taking it back is a version too.</summary>
public sealed record UndoRisk(Viewer Viewer, string Reference, int Version) : IRequest<UndoneRisk>;

public enum UndoneRisk
{
    Done,
    NotFound,
    /// <summary>It is not the newest any more, not one's own, or too old.</summary>
    TooLate,
}

internal sealed class UndoRiskHandler(ReportsDb db, TimeProvider clock) : IRequestHandler<UndoRisk, UndoneRisk>
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(10);

    public async Task<UndoneRisk> Handle(UndoRisk request, CancellationToken cancellationToken)
    {
        var report = request.Viewer.Triages
            ? await db.Reports.VisibleTo(request.Viewer).Where(r => r.Reference == request.Reference).Select(r => new { r.Id, r.OrganisationCode }).SingleOrDefaultAsync(cancellationToken)
            : null;
        if (report is null)
        {
            return UndoneRisk.NotFound;
        }
        var scope = report.OrganisationCode ?? "";
        var record = await db.RiskRecords.VisibleTo(request.Viewer)
            .SingleOrDefaultAsync(r => r.ForOrganisation == scope && db.HazardLinks.Any(l => l.ReportId == report.Id && l.HazardId == r.HazardId), cancellationToken);
        if (record is null)
        {
            return UndoneRisk.NotFound;
        }
        var versions = await db.RiskAssessments.AsNoTracking().Where(a => a.HazardId == record.HazardId && a.ForOrganisation == scope).ToListAsync(cancellationToken);
        var newest = versions.Find(v => v.Version == record.LastVersion);
        if (newest is null || newest.Version != request.Version || newest.State == RiskState.TakenBack
            || newest.AssessedById != request.Viewer.PersonId || newest.At < clock.GetUtcNow() - Soon)
        {
            return UndoneRisk.TooLate;
        }
        TakeBack(record, newest, versions, request.Viewer);
        db.Record(clock, request.Viewer, "clinical risk assessment taken back", report.Id, $"Version {newest.Version}, which was {newest.State.State()}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            return UndoneRisk.TooLate;
        }
        return UndoneRisk.Done;
    }

    private void TakeBack(RiskRecord record, RiskAssessment newest, IReadOnlyList<RiskAssessment> versions, Viewer viewer)
    {
        db.RiskAssessments.Add(new RiskAssessment
        {
            HazardId = record.HazardId,
            ForOrganisation = record.ForOrganisation,
            Version = newest.Version + 1,
            State = RiskState.TakenBack,
            TakesBack = newest.Version,
            AssessedById = viewer.PersonId,
            AssessedBy = viewer.Name,
            InRole = RiskWording.RoleOf(viewer),
            At = clock.GetUtcNow(),
        });
        var standing = versions.Where(v => v.State != RiskState.TakenBack && v != newest && versions.All(other => other.TakesBack != v.Version)).ToList();
        var current = standing.MaxBy(v => v.Version);
        record.LastVersion = newest.Version + 1;
        record.CurrentVersion = current?.Version;
        record.FinalVersion = standing.Where(v => v.State == RiskState.Final).Max(v => (int?)v.Version);
        record.Rating = current?.Content.ResidualRating ?? current?.Content.InitialRating;
    }
}
