using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Files;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Redact;

/// <summary>A triager sees a patient in a picture that the machine passed: it leaves the report, and its files go.</summary>
public sealed record TakePictureOut(Viewer Viewer, Guid ScreenshotId) : IRequest<bool>;

internal sealed class TakePictureOutHandler(ReportsDb db, IFileStore files, TimeProvider clock) : IRequestHandler<TakePictureOut, bool>
{
    /// <returns>False when there is no such picture, or its report is not waiting for this viewer's decision.</returns>
    public async Task<bool> Handle(TakePictureOut request, CancellationToken cancellationToken)
    {
        if (!request.Viewer.Triages)
        {
            return false;
        }
        var report = await db.Reports.VisibleTo(request.Viewer)
            .Where(r => r.Stage == ReportStage.AwaitingTriage)
            .Include(r => r.Screenshots)
            .SingleOrDefaultAsync(r => r.Screenshots.Any(s => s.Id == request.ScreenshotId), cancellationToken);
        var screenshot = report?.Screenshots.Single(s => s.Id == request.ScreenshotId);
        if (report is null || screenshot is not { Verdict: PictureVerdict.Passed })
        {
            return false;
        }
        List<string?> gone = [screenshot.PictureKey, screenshot.ThumbnailKey];
        screenshot.Verdict = PictureVerdict.Removed;
        screenshot.VerdictReason = "The safety team took this picture out because a patient could be identified in it.";
        screenshot.PictureKey = null;
        screenshot.ThumbnailKey = null;
        screenshot.KnownWords = null;
        db.MarkChanged(report.Id, clock.GetUtcNow());
        db.Record(clock, request.Viewer, "picture taken out", report.Id, $"Picture {screenshot.Position}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return false;
        }
        gone.OfType<string>().ToList().ForEach(files.Delete);
        return true;
    }
}
