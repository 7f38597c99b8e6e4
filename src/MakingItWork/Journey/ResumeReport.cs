using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Journey;

/// <summary>The reports whose work was given up, longest first: where and why, never what they say.</summary>
public sealed record ReadParked(Viewer Viewer) : IRequest<IReadOnlyList<ParkedReport>>;

public sealed record ParkedReport(string Reference, ReportStage Stage, DateTimeOffset Since, string? Why);

/// <summary>An administrator lets a parked report try again, with its attempts counted from nothing.</summary>
public sealed record ResumeReport(Viewer Viewer, string Reference) : IRequest<bool>;

internal sealed class ResumeReportHandler(ReportsDb db, IJobEngine engine, TimeProvider clock)
    : IRequestHandler<ReadParked, IReadOnlyList<ParkedReport>>, IRequestHandler<ResumeReport, bool>
{
    public async Task<IReadOnlyList<ParkedReport>> Handle(ReadParked request, CancellationToken cancellationToken) =>
        !request.Viewer.AdministersAll
            ? []
            : await db.Reports.AsNoTracking()
                .Where(r => r.Work.ParkedAt != null)
                .OrderBy(r => r.Work.ParkedAt)
                .Select(r => new ParkedReport(r.Reference, r.Stage, r.Work.ParkedAt!.Value, r.Work.ParkedWhy))
                .ToListAsync(cancellationToken);

    /// <returns>False when there is no such report, or it is not parked any more.</returns>
    public async Task<bool> Handle(ResumeReport request, CancellationToken cancellationToken)
    {
        var report = request.Viewer.AdministersAll
            ? await db.Reports.SingleOrDefaultAsync(r => r.Reference == request.Reference && r.Work.ParkedAt != null, cancellationToken)
            : null;
        if (report is null)
        {
            return false;
        }
        report.Work.Reset();
        db.Record(clock, request.Viewer, "tried again", report.Id, $"At the stage {report.Stage}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
        // Saved: if the process dies before the alarm is set, the sweep sets it.
        engine.Enqueue(report.Id);
        return true;
    }
}
