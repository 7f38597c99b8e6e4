using MakingItWork.Directory;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Capture;

/// <summary>Serves released pictures to those who may see their report. The uploaded bytes have no address at all.</summary>
public static class PicturesApi
{
    public static void MapPictures(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/pictures/{id:guid}", (Guid id, HttpContext http, ReportsDb db, PictureFiles files, CancellationToken cancel) =>
            ShowAsync(id, full: true, http, db, files, cancel)).RequireAuthorization().ExcludeFromDescription();
        routes.MapGet("/pictures/{id:guid}/thumbnail", (Guid id, HttpContext http, ReportsDb db, PictureFiles files, CancellationToken cancel) =>
            ShowAsync(id, full: false, http, db, files, cancel)).RequireAuthorization().ExcludeFromDescription();
        routes.MapGet("/pictures/{id:guid}/held", HeldAsync).RequireAuthorization(Policies.Redact).ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(Guid id, bool full, HttpContext http, ReportsDb db, PictureFiles files, CancellationToken cancel)
    {
        var screenshot = await db.Reports.AsNoTracking().VisibleTo(Viewer.Of(http.User))
            .SelectMany(r => r.Screenshots)
            .Where(s => s.Id == id && s.Verdict == PictureVerdict.Passed)
            .Select(s => new { s.PictureKey, s.ThumbnailKey })
            .SingleOrDefaultAsync(cancel);
        return (full ? screenshot?.PictureKey : screenshot?.ThumbnailKey) is { } key
            ? await files.AnswerAsync(key, id, cancel)
            : Results.NotFound();
    }

    /// <summary>A held picture, for its organisation's redactors only. Each view is written down before a byte is sent.</summary>
    private static async Task<IResult> HeldAsync(Guid id, HttpContext http, ReportsDb db, PictureFiles files, TimeProvider clock, CancellationToken cancel)
    {
        var viewer = Viewer.Of(http.User);
        var held = await db.Reports.AsNoTracking().HeldFor(viewer)
            .SelectMany(r => r.Screenshots)
            .Where(s => s.Id == id && s.Verdict == PictureVerdict.NeedsPerson && s.CleanKey != null)
            .Select(s => new { s.ReportId, s.Position, s.CleanKey })
            .SingleOrDefaultAsync(cancel);
        if (held is null)
        {
            return Results.NotFound();
        }
        db.Record(clock, viewer, "held picture viewed", held.ReportId, $"Picture {held.Position}, uncovered");
        await db.SaveChangesAsync(cancel);
        return await files.AnswerAsync(held.CleanKey!, id, cancel);
    }
}
