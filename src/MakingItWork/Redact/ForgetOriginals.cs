using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Redact;

/// <summary>
/// Deletes original words whose time is over, readings of pictures that are gone, and copies of pictures that no report names: a
/// process that died between file and row leaves one behind. The words of a report that is still being worked on stay until it is done.
/// </summary>
public sealed class ForgetOriginals(ReportsDb db, IFileStore files, IOptions<RedactOptions> options, TimeProvider clock) : IRecurringJob
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    public async Task RunAsync(CancellationToken cancel)
    {
        await db.OriginalsBefore(clock.GetUtcNow().AddDays(-options.Value.KeepOriginalsDays)).ExecuteDeleteAsync(cancel);
        await db.OfRemovedPictures().ExecuteDeleteAsync(cancel);
        await db.LeaveNoTraceAsync(cancel);
        foreach (var area in (string[])[CleanPictures.Area, ReleasePicture.PictureArea, ReleasePicture.ThumbnailArea])
        {
            await DiscardUnnamedAsync(area, cancel);
        }
    }

    private async Task DiscardUnnamedAsync(string area, CancellationToken cancel)
    {
        foreach (var key in files.OlderThan(area, clock.GetUtcNow() - Kept))
        {
            // a day is far longer than any stage lasts: a row that names the file exists by now or never will
            if (!await db.Screenshots.AnyAsync(s => s.CleanKey == key || s.PictureKey == key || s.ThumbnailKey == key, cancel))
            {
                files.Delete(key);
            }
        }
    }
}
