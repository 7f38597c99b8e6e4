using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Plumbing.Web;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Redact;

/// <summary>A redactor's word on a held picture: pass it with these covers, or take it out of the report.</summary>
public sealed record DecideHeldPicture(Viewer Viewer, Guid ScreenshotId, bool Pass, IReadOnlyList<Box> Covers) : IRequest<HeldPictureResult>;

public enum HeldPictureResult
{
    Done,
    /// <summary>Not held, not there, or not this person's to see.</summary>
    NotFound,
    /// <summary>Somebody else decided at the same moment.</summary>
    Overtaken,
}

internal sealed class DecideHeldPictureHandler(
    ReportsDb db, IFileStore files, IPictures pictures, ReleasePicture release, IJobEngine engine, TimeProvider clock)
    : IRequestHandler<DecideHeldPicture, HeldPictureResult>
{
    public async Task<HeldPictureResult> Handle(DecideHeldPicture request, CancellationToken cancellationToken)
    {
        var report = await db.Reports.HeldFor(request.Viewer)
            .Include(r => r.Screenshots)
            .SingleOrDefaultAsync(r => r.Screenshots.Any(s => s.Id == request.ScreenshotId), cancellationToken);
        var screenshot = report?.Screenshots.Single(s => s.Id == request.ScreenshotId);
        if (report is null || screenshot is not { Verdict: PictureVerdict.NeedsPerson, CleanKey: { } clean })
        {
            return HeldPictureResult.NotFound;
        }
        if (request.Pass)
        {
            using var turn = await LargePictures.TurnAsync(screenshot, cancellationToken);
            var picture = pictures.Decode(await files.ReadAsync(clean, cancellationToken));
            await release.AsAsync(screenshot, picture, request.Covers, $"{request.Viewer.Name}, by eye", cancellationToken);
        }
        else
        {
            screenshot.Verdict = PictureVerdict.Removed;
            screenshot.VerdictReason = "A redactor took this picture out because it could not be shown safely.";
            screenshot.CleanKey = null;
        }
        db.Record(clock, request.Viewer, request.Pass ? "picture passed" : "picture removed", report.Id, $"Picture {screenshot.Position}, {request.Covers.Count.CountOf("cover")}");
        var ready = report.Screenshots.TrueForAll(s => s.Verdict != PictureVerdict.NeedsPerson);
        if (ready)
        {
            report.Move(ReportStage.Held, ReportStage.Redacted, clock.GetUtcNow());
        }
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // forgotten, or the page that shows the picture again would try to save it
            db.ChangeTracker.Clear();
            return HeldPictureResult.Overtaken;
        }
        files.Delete(clean);
        if (ready)
        {
            engine.Enqueue(report.Id);
        }
        return HeldPictureResult.Done;
    }
}
