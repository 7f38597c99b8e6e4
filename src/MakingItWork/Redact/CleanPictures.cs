using MakingItWork.Capture;
using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Redact;

/// <summary>
/// Received → Cleaned: each file sent becomes a PNG of nothing but pixels, and the file itself is deleted
/// once the copy is proved readable. One that cannot be read is taken out and the report goes on without it.
/// </summary>
public sealed class CleanPictures(ReportsDb db, IFileStore files, IPictures pictures, TimeProvider clock) : IReportJob
{
    public const string Area = "clean";

    public async Task RunAsync(Guid reportId, CancellationToken cancel)
    {
        var report = await db.Reports.Include(r => r.Screenshots).SingleAsync(r => r.Id == reportId, cancel);
        if (report.Stage != ReportStage.Received)
        {
            return;
        }
        var uploads = new List<string>();
        foreach (var screenshot in report.Screenshots.Where(s => s.UploadKey is not null))
        {
            uploads.Add(screenshot.UploadKey!);
            await CleanAsync(screenshot, cancel);
            screenshot.UploadKey = null;
        }
        report.Move(ReportStage.Received, ReportStage.Cleaned, clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        // The clean copies are saved and no row names the uploads any more. If the process dies here,
        // the daily discard deletes them.
        uploads.ForEach(files.Delete);
    }

    private async Task CleanAsync(Screenshot screenshot, CancellationToken cancel)
    {
        using var turn = await LargePictures.TurnAsync(screenshot, cancel);
        try
        {
            var picture = pictures.Decode(await files.ReadAsync(screenshot.UploadKey!, cancel));
            var stored = await files.SaveAsync(Area, new MemoryStream(pictures.EncodePng(picture)), long.MaxValue, cancel);
            var proof = pictures.Decode(await files.ReadAsync(stored.Key, cancel));
            if (!proof.Rgb.AsSpan().SequenceEqual(picture.Rgb))
            {
                throw new InvalidDataException("The clean copy does not show what the upload showed.");
            }
            screenshot.CleanKey = stored.Key;
            screenshot.Width = picture.Width;
            screenshot.Height = picture.Height;
            screenshot.Notes = screenshot.Notes?.Within(picture.Width, picture.Height);
        }
        catch (UnreadablePictureException unreadable)
        {
            screenshot.Verdict = PictureVerdict.Removed;
            screenshot.VerdictReason = unreadable.Message;
        }
    }
}
