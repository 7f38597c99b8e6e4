using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Capture;

/// <summary>
/// Deletes files that belong to no report: at once when a report was refused, and daily whatever a broken
/// connection or a page left open has left behind, and the names of reporters whose time is over.
/// </summary>
public sealed class DiscardUploads(IFileStore files, ReportsDb db, ReporterNames names, TimeProvider clock) : IRecurringJob
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    public void Now(IEnumerable<UploadedPicture> pictures)
    {
        foreach (var picture in pictures)
        {
            files.Delete(picture.Key);
        }
    }

    public async Task RunAsync(CancellationToken cancel)
    {
        await names.ForgetAsync(cancel);
        var before = clock.GetUtcNow() - Kept;
        foreach (var key in files.OlderThan(ReceivePicture.Area, before))
        {
            // a day is far longer than any request lasts: a row that names the file exists by now or never will
            if (!await db.Screenshots.AnyAsync(s => s.UploadKey == key, cancel))
            {
                files.Delete(key);
            }
        }
    }
}
