using MakingItWork.Capture;
using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Hazards;

/// <summary>How many notices this person has not read; for the head of the triage pages.</summary>
public sealed record CountNotices(Viewer Viewer) : IRequest<int>;

/// <summary>What this person was told about hazards that they follow. Reading marks them as read, and no mail brings them any more.</summary>
public sealed record ReadNotices(Viewer Viewer) : IRequest<Notices>;

/// <param name="Shown">Newest first; SeenAt is null for those that are new.</param>
/// <param name="Follows">Hazards that are followed, by reference.</param>
public sealed record Notices(IReadOnlyList<HazardNotice> Shown, IReadOnlyList<Hazard> Follows);

internal sealed class NoticesHandler(ReportsDb db, TimeProvider clock) : IRequestHandler<CountNotices, int>, IRequestHandler<ReadNotices, Notices>
{
    private const int Most = 100;

    public async Task<int> Handle(CountNotices request, CancellationToken cancellationToken) =>
        await Mine(request.Viewer).CountAsync(n => n.SeenAt == null, cancellationToken);

    public async Task<Notices> Handle(ReadNotices request, CancellationToken cancellationToken)
    {
        var shown = await Mine(request.Viewer).AsNoTracking().Include(n => n.Hazard).OrderByDescending(n => n.At).ThenByDescending(n => n.Id).Take(Most).ToListAsync(cancellationToken);
        var ids = shown.Where(n => n.SeenAt is null).Select(n => n.Id).ToList();
        if (ids.Count > 0)
        {
            var now = clock.GetUtcNow();
            await db.HazardNotices.Where(n => ids.Contains(n.Id)).ExecuteUpdateAsync(set => set.SetProperty(n => n.SeenAt, now), cancellationToken);
        }
        var follows = await db.HazardFollowers.Where(f => f.PersonId == request.Viewer.PersonId)
            .Join(Seen(request.Viewer), f => f.HazardId, h => h.Id, (follower, hazard) => hazard)
            .OrderBy(h => h.Reference).Take(Most).Include(h => h.Product).AsNoTracking().ToListAsync(cancellationToken);
        return new Notices(shown, follows);
    }

    /// <summary>Rights may have changed since somebody followed: what they may not see today is not shown.</summary>
    private IQueryable<HazardNotice> Mine(Viewer viewer) =>
        db.HazardNotices.Where(n => n.PersonId == viewer.PersonId && Seen(viewer).Any(h => h.Id == n.HazardId));

    private IQueryable<Hazard> Seen(Viewer viewer) =>
        db.Hazards.Where(h => viewer.Triages && db.HazardLinks.Any(l => l.HazardId == h.Id && db.Reports.VisibleTo(viewer).Any(r => r.Id == l.ReportId)));
}
