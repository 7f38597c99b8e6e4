using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Store;
using MakingItWork.Triage.Queues;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage;

/// <summary>One report with all that helps to decide on it. Reading it is written to the audit trail.</summary>
public sealed record ReadReport(Viewer Viewer, string Reference) : IRequest<ReportToTriage?>;

internal sealed class ReadReportHandler(ReportsDb db, TimeProvider clock) : IRequestHandler<ReadReport, ReportToTriage?>
{
    private const int Others = 20;

    public async Task<ReportToTriage?> Handle(ReadReport request, CancellationToken cancellationToken)
    {
        if (!request.Viewer.Triages)
        {
            return null;
        }
        var report = await db.Reports.AsNoTracking().VisibleTo(request.Viewer)
            .Include(r => r.Screenshots.OrderBy(s => s.Position))
            .Include(r => r.Product).ThenInclude(p => p!.Supplier)
            .Include(r => r.Organisation)
            .SingleOrDefaultAsync(r => r.Reference == request.Reference, cancellationToken);
        if (report is null)
        {
            return null;
        }
        var pictures = report.Screenshots.Select(s => s.Id).ToList();
        var readings = await db.PictureReadings.AsNoTracking().Where(r => pictures.Contains(r.ScreenshotId)).ToDictionaryAsync(r => r.ScreenshotId, cancellationToken);
        var suggestions = await db.Suggestions.AsNoTracking().Include(s => s.Evidence.OrderBy(e => e.Start))
            .Where(s => s.ReportId == report.Id).OrderBy(s => s.Rank).ToListAsync(cancellationToken);
        var decision = await db.Decisions.AsNoTracking().SingleOrDefaultAsync(d => d.ReportId == report.Id, cancellationToken);
        var link = await db.HazardLinks.AsNoTracking().Include(l => l.Hazard).SingleOrDefaultAsync(l => l.ReportId == report.Id, cancellationToken);
        var candidates = await db.HazardCandidates.AsNoTracking().Include(c => c.Hazard)
            .Where(c => c.ReportId == report.Id).OrderByDescending(c => c.Score).ToListAsync(cancellationToken);
        var like = candidates.Select(c => c.LikeReportId).ToList();
        var likeReports = await db.Reports.VisibleTo(request.Viewer).Where(r => like.Contains(r.Id))
            .ToDictionaryAsync(r => r.Id, r => new LinkedReport(r.Reference, r.SubmittedAt, r.Description, r.ProductVersion, r.Screen, null), cancellationToken);
        var (same, elsewhere) = await SameHazardAsync(request.Viewer, report.Id, link?.HazardId, cancellationToken);
        db.Record(clock, request.Viewer, "read", report.Id);
        await db.SaveChangesAsync(cancellationToken);
        await OpenedReports.NoteAsync(db, clock, request.Viewer, [report.Id], cancellationToken);
        var history = await db.AuditEntries.AsNoTracking()
            .Where(e => e.ReportId == report.Id && e.Act != "read").OrderBy(e => e.At).ToListAsync(cancellationToken);
        var messages = await db.ReportMessages.AsNoTracking().Where(m => m.ReportId == report.Id).OrderBy(m => m.At).ToListAsync(cancellationToken);
        if (messages.Exists(m => m is { FromReporter: true, SeenAt: null }))
        {
            await db.SeenAsync(report.Id, byReporter: false, clock.GetUtcNow(), cancellationToken);
        }
        // a decided report is not classified again: its evidence points into words that have changed since
        var moved = decision is not null && history.Exists(e => e.Act == Audit.WordsCorrected);
        if (moved)
        {
            suggestions.ForEach(s => s.Evidence.Clear());
        }
        return new ReportToTriage(report, readings, suggestions, decision, link, same, elsewhere, candidates, likeReports, history, messages)
        {
            Codes = await db.SuggestedCodes.AsNoTracking().Where(c => c.ReportId == report.Id).OrderBy(c => c.Taxonomy).ThenBy(c => c.Code).ToListAsync(cancellationToken),
            Urgent = await db.UrgentReports.AsNoTracking().SingleOrDefaultAsync(u => u.ReportId == report.Id, cancellationToken),
            Contradiction = await db.Assessments.Where(a => a.ReportId == report.Id).Select(a => a.Contradiction).SingleOrDefaultAsync(cancellationToken),
            WordsHaveMoved = moved,
        };
    }

    private async Task<(IReadOnlyList<LinkedReport> Same, int Elsewhere)> SameHazardAsync(Viewer viewer, Guid reportId, Guid? hazardId, CancellationToken cancel)
    {
        if (hazardId is null)
        {
            return ([], 0);
        }
        var links = db.HazardLinks.Where(l => l.HazardId == hazardId && l.ReportId != reportId);
        var visible = db.Reports.VisibleTo(viewer).Join(links, r => r.Id, l => l.ReportId, (report, link) => new { report, link });
        var all = await links.CountAsync(cancel);
        var seen = await visible.CountAsync(cancel);
        var same = await visible.OrderByDescending(x => x.report.SubmittedAt).Take(Others)
            .Select(x => new LinkedReport(x.report.Reference, x.report.SubmittedAt, x.report.Description, x.report.ProductVersion, x.report.Screen, x.link.Why))
            .ToListAsync(cancel);
        return (same, all - seen);
    }
}
