using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Plumbing.Ocr;
using MakingItWork.Plumbing.Web;
using MakingItWork.Rules.Identifiers;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Redact;

/// <summary>
/// When the rules have become better: reads released pictures that older rules passed once more, so many a night, and
/// covers what the new ones find. It never uncovers, and leaves alone what a person passed. Each picture is saved by
/// itself: a night that breaks off is gone on with in the next.
/// </summary>
public sealed class ReadAgain(ReportsDb db, IFileStore files, IOcr ocr, ReleasePicture release, IOptions<RedactOptions> options, TimeProvider clock, ILogger<ReadAgain> log)
    : IRecurringJob
{
    // those that fail come first again the next night, and must not use up what a night reads
    private const int MostTried = 4;

    public async Task RunAsync(CancellationToken cancel)
    {
        if (!ocr.Available)
        {
            return;
        }
        var old = await db.PictureReadings.AsNoTracking()
            .Where(r => r.RulesVersion < IdentifierRules.Number && !r.ByPerson && r.Proof == ProofOutcome.Holds)
            // a reading may outlive its picture for a day
            .Where(r => db.Screenshots.Any(s => s.Id == r.ScreenshotId && s.Verdict == PictureVerdict.Passed && s.PictureKey != null))
            .OrderBy(r => r.RulesVersion).ThenBy(r => r.ScreenshotId)
            .Select(r => r.ScreenshotId)
            .Take(MostTried * options.Value.ReadAgainANight)
            .ToListAsync(cancel);
        var left = options.Value.ReadAgainANight;
        foreach (var id in old)
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                await OneAsync(id, cancel);
                left--;
            }
            catch (Exception trouble) when (trouble is not OperationCanceledException)
            {
                // its version stays old, so another night tries it again; the others do not wait for it
                log.LogWarning("Picture {PictureId} could not be read again: {Trouble}.", id, trouble.GetType().Name);
            }
            db.ChangeTracker.Clear();
            if (left <= 0)
            {
                return;
            }
        }
    }

    private async Task OneAsync(Guid id, CancellationToken cancel)
    {
        var screenshot = await db.Screenshots.SingleAsync(s => s.Id == id, cancel);
        if (screenshot is not { Verdict: PictureVerdict.Passed, PictureKey: { } picture })
        {
            return;
        }
        var covered = screenshot.CoveredWords;
        var thumbnail = screenshot.ThumbnailKey;
        await release.AgainAsync(screenshot, cancel);
        if (screenshot.PictureKey != picture)
        {
            db.Record(clock, null, "picture read again", screenshot.ReportId, screenshot.Verdict == PictureVerdict.Passed
                ? $"Picture {screenshot.Position}, {(screenshot.CoveredWords - covered).CountOf("more cover")}, {IdentifierRules.Version}"
                : $"Picture {screenshot.Position}, taken out, {IdentifierRules.Version}");
        }
        await db.SaveChangesAsync(cancel);
        // The new copies are saved; the ones that show more go.
        if (screenshot.PictureKey != picture)
        {
            files.Delete(picture);
            if (thumbnail is not null)
            {
                files.Delete(thumbnail);
            }
        }
    }
}
