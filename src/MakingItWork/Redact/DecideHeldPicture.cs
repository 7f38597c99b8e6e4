using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Plumbing.Sealing;
using MakingItWork.Plumbing.Web;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Redact;

/// <summary>A redactor's word on a held picture: pass it with these covers, or take it out of the report.</summary>
public sealed record DecideHeldPicture(Viewer Viewer, Guid ScreenshotId, bool Pass, IReadOnlyList<Area> Covers) : IRequest<HeldPictureResult>;

public enum HeldPictureResult
{
    Done,
    /// <summary>Not held, not there, or not this person's to see.</summary>
    NotFound,
    /// <summary>Somebody else decided at the same moment.</summary>
    Overtaken,
    /// <summary>The program reads what may identify somebody where this person has not been asked yet; it is proposed now.</summary>
    StillFound,
    /// <summary>A cover lies outside the picture, or the stored copies do not hold the covers; nothing is released.</summary>
    NotProven,
    /// <summary>The stored file does not open: its key is missing, or it was changed.</summary>
    CannotBeOpened,
}

internal sealed class DecideHeldPictureHandler(ReportsDb db, IFileStore files, ReleasePicture release, IJobEngine engine, TimeProvider clock)
    : IRequestHandler<DecideHeldPicture, HeldPictureResult>
{
    private const string ByRedactor = "A redactor covered it.";

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
        var leftOpen = 0;
        if (request.Pass)
        {
            var proposed = await ProposedAsync(request.ScreenshotId, cancellationToken);
            var groups = CoverGroups.Of(proposed);
            // each cover keeps the machine's reason if it is one of its own; what of these is not there was taken off
            var covers = request.Covers.Select(area => groups.FirstOrDefault(cover => cover.Area == area) ?? new Cover(area, null, ByRedactor, CoverFrom.Person)).ToList();
            var open = groups.Where(cover => !request.Covers.Contains(cover.Area)).ToList();
            leftOpen = open.Count;
            RedactedPicture result;
            try
            {
                result = await release.ByPersonAsync(screenshot, covers, proposed, open, request.Viewer.Name, cancellationToken);
            }
            catch (CannotBeOpenedException)
            {
                return HeldPictureResult.CannotBeOpened;
            }
            if (!result.Passed)
            {
                await db.SaveChangesAsync(cancellationToken);
                return result.StillFound.Count > 0 ? HeldPictureResult.StillFound : HeldPictureResult.NotProven;
            }
        }
        else
        {
            screenshot.Verdict = PictureVerdict.Removed;
            screenshot.VerdictReason = "A redactor took this picture out because it could not be shown safely.";
            screenshot.CleanKey = null;
        }
        db.Record(
            clock, request.Viewer, request.Pass ? "picture passed" : "picture removed", report.Id,
            $"Picture {screenshot.Position}, {request.Covers.Count.CountOf("cover")}{(leftOpen > 0 ? $", {leftOpen.CountOf("proposed cover")} taken off" : null)}");
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

    private async Task<IReadOnlyList<Cover>> ProposedAsync(Guid screenshot, CancellationToken cancel) =>
        (await db.PictureReadings.AsNoTracking().SingleOrDefaultAsync(r => r.ScreenshotId == screenshot, cancel))?.Findings().Covers ?? [];
}
