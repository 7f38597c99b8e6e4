using MakingItWork.Directory;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Queues;

/// <summary>What a person can filter the queue by: the products there are, and the filters they have saved, with what each finds now.</summary>
public sealed record FilterChoices(Viewer Viewer) : IRequest<FilterOffer>;

public sealed record FilterOffer(IReadOnlyList<NamedProduct> Products, IReadOnlyList<OwnFilter> Own);

public sealed record NamedProduct(Guid Id, string Name);

public sealed record OwnFilter(Guid Id, string Name, string Query, bool IsDefault, int Found);

/// <summary>What the queue opens with for this person; null for everything that waits.</summary>
public sealed record DefaultFilter(Viewer Viewer) : IRequest<string?>;

internal sealed class FilterChoicesHandler(ReportsDb db, ServiceTargets targets, TimeProvider clock) : IRequestHandler<FilterChoices, FilterOffer>
{
    public async Task<FilterOffer> Handle(FilterChoices request, CancellationToken cancellationToken)
    {
        var (viewer, now) = (request.Viewer, clock.GetUtcNow());
        var own = new List<OwnFilter>();
        foreach (var filter in await db.SavedFilters.AsNoTracking().Where(f => f.PersonId == viewer.PersonId).OrderBy(f => f.Name).ToListAsync(cancellationToken))
        {
            var found = await QueueFilter.From(filter.Query).Of(db.QueueRows.VisibleTo(viewer), db, viewer, targets, now).CountAsync(cancellationToken);
            own.Add(new OwnFilter(filter.Id, filter.Name, filter.Query, filter.IsDefault, found));
        }
        return new FilterOffer(await db.Products.OrderBy(p => p.Name).Select(p => new NamedProduct(p.Id, p.Name)).ToListAsync(cancellationToken), own);
    }
}

internal sealed class DefaultFilterHandler(ReportsDb db) : IRequestHandler<DefaultFilter, string?>
{
    public Task<string?> Handle(DefaultFilter request, CancellationToken cancellationToken) =>
        db.SavedFilters.Where(f => f.PersonId == request.Viewer.PersonId && f.IsDefault).Select(f => f.Query).FirstOrDefaultAsync(cancellationToken);
}
