using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Redact;

/// <summary>The pictures that wait for this redactor, longest wait first.</summary>
public sealed record ReadHeldPictures(Viewer Viewer) : IRequest<IReadOnlyList<HeldPictureRow>>;

/// <summary>One of them, about to be looked at.</summary>
/// <param name="Opened">True when the page is opened, which is written to the audit trail; false when it is shown again between covers.</param>
public sealed record ReadHeldPicture(Viewer Viewer, Guid ScreenshotId, bool Opened) : IRequest<HeldPictureRow?>;

public sealed record HeldPictureRow(
    Guid Id, Guid ReportId, string Reference, int Position, int PicturesOfReport, int Width, int Height, string? Why, string? Product, DateTimeOffset Since);

internal sealed class ReadHeldPicturesHandler(ReportsDb db, TimeProvider clock)
    : IRequestHandler<ReadHeldPictures, IReadOnlyList<HeldPictureRow>>, IRequestHandler<ReadHeldPicture, HeldPictureRow?>
{
    public async Task<IReadOnlyList<HeldPictureRow>> Handle(ReadHeldPictures request, CancellationToken cancellationToken) =>
        await Held(request.Viewer, only: null).ToListAsync(cancellationToken);

    public async Task<HeldPictureRow?> Handle(ReadHeldPicture request, CancellationToken cancellationToken)
    {
        var row = await Held(request.Viewer, request.ScreenshotId).SingleOrDefaultAsync(cancellationToken);
        if (row is not null && request.Opened)
        {
            db.Record(clock, request.Viewer, "held picture viewed", row.ReportId, $"Picture {row.Position}");
            await db.SaveChangesAsync(cancellationToken);
        }
        return row;
    }

    private IQueryable<HeldPictureRow> Held(Viewer viewer, Guid? only) => db.Reports.AsNoTracking().HeldFor(viewer)
        .OrderBy(r => r.StageSince)
        .SelectMany(r => r.Screenshots.Where(s => s.Verdict == PictureVerdict.NeedsPerson && (only == null || s.Id == only)).OrderBy(s => s.Position), (r, s) => new HeldPictureRow(
            s.Id, r.Id, r.Reference, s.Position, r.Screenshots.Count, s.Width, s.Height, s.VerdictReason, r.Product!.Name ?? r.ProductText, r.StageSince));
}
