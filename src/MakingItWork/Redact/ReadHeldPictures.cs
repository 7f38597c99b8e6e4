using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Redact;

/// <summary>The pictures that wait for this redactor, longest wait first.</summary>
public sealed record ReadHeldPictures(Viewer Viewer) : IRequest<IReadOnlyList<HeldPictureRow>>;

/// <summary>One of them, with what the machine proposes. The picture itself is fetched apart, and that is written to the audit trail.</summary>
public sealed record ReadHeldPicture(Viewer Viewer, Guid ScreenshotId) : IRequest<HeldPictureToDecide?>;

public sealed record HeldPictureRow(
    Guid Id, Guid ReportId, string Reference, int Position, int PicturesOfReport, int Width, int Height, string? Why, string? Product, DateTimeOffset Since);

/// <param name="Proposed">What the machine would cover, words that belong together in one.</param>
/// <param name="Seen">What it proposes and read, for a sentence about it; null when it has not read the picture.</param>
public sealed record HeldPictureToDecide(HeldPictureRow Row, PictureNotes? Notes, IReadOnlyList<Cover> Proposed, PictureFindings? Seen);

internal sealed class ReadHeldPicturesHandler(ReportsDb db)
    : IRequestHandler<ReadHeldPictures, IReadOnlyList<HeldPictureRow>>, IRequestHandler<ReadHeldPicture, HeldPictureToDecide?>
{
    public async Task<IReadOnlyList<HeldPictureRow>> Handle(ReadHeldPictures request, CancellationToken cancellationToken) =>
        await Held(request.Viewer, only: null).ToListAsync(cancellationToken);

    public async Task<HeldPictureToDecide?> Handle(ReadHeldPicture request, CancellationToken cancellationToken)
    {
        var row = await Held(request.Viewer, request.ScreenshotId).SingleOrDefaultAsync(cancellationToken);
        if (row is null)
        {
            return null;
        }
        var notes = await db.Screenshots.AsNoTracking().Where(s => s.Id == row.Id).Select(s => s.Notes).SingleOrDefaultAsync(cancellationToken);
        var findings = (await db.PictureReadings.AsNoTracking().SingleOrDefaultAsync(r => r.ScreenshotId == row.Id, cancellationToken))?.Findings();
        return new HeldPictureToDecide(row, notes, CoverGroups.Of(findings?.Covers ?? []), findings is { Words.Count: > 0 } ? findings : null);
    }

    private IQueryable<HeldPictureRow> Held(Viewer viewer, Guid? only) => db.Reports.AsNoTracking().HeldFor(viewer)
        .OrderBy(r => r.StageSince)
        .SelectMany(r => r.Screenshots.Where(s => s.Verdict == PictureVerdict.NeedsPerson && (only == null || s.Id == only)).OrderBy(s => s.Position), (r, s) => new HeldPictureRow(
            s.Id, r.Id, r.Reference, s.Position, r.Screenshots.Count, s.Width, s.Height, s.VerdictReason, r.Product!.Name ?? r.ProductText, r.StageSince));
}
