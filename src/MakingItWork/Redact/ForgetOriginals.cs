using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Redact;

/// <summary>Section "Redact": what is kept of what was sent.</summary>
public sealed class RedactOptions
{
    public const string Section = "Redact";

    /// <summary>Days after which the encrypted original words of a report are deleted; the masked ones stay.</summary>
    public int KeepOriginalsDays { get; set; } = 30;
}

/// <summary>
/// Deletes original words whose time is over, and copies of pictures that no report names: a process that died between
/// file and row leaves one behind. The words of a report that is still being worked on stay until it is done.
/// </summary>
public sealed class ForgetOriginals(ReportsDb db, IFileStore files, IOptions<RedactOptions> options, TimeProvider clock) : IRecurringJob
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    public async Task RunAsync(CancellationToken cancel)
    {
        var before = clock.GetUtcNow().AddDays(-options.Value.KeepOriginalsDays);
        await db.ReportOriginals
            .Where(o => db.Reports.Any(r => r.Id == o.ReportId && r.SubmittedAt < before
                && r.Stage != Capture.ReportStage.Received && r.Stage != Capture.ReportStage.Cleaned))
            .ExecuteDeleteAsync(cancel);
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
