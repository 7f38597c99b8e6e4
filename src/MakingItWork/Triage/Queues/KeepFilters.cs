using MakingItWork.Directory;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Queues;

/// <summary>Names the filter in use, so that it is one click away. A filter is its owner's alone.</summary>
public sealed record SaveFilter(Viewer Viewer, string? Name, string? Query) : IRequest<string?>;

public enum FilterChange
{
    Rename,
    Delete,
    OpenWith,
    OpenWithAll,
}

/// <summary>Changes one of a person's own filters.</summary>
public sealed record ChangeFilter(Viewer Viewer, Guid Id, FilterChange Change, string? Name) : IRequest<FilterChanged>;

/// <param name="Trouble">What is wrong with the name; null when it was done.</param>
public sealed record FilterChanged(bool NotFound, string? Trouble);

internal sealed class SaveFilterHandler(ReportsDb db) : IRequestHandler<SaveFilter, string?>
{
    public const int LongestName = 60;
    private const int Most = 12;

    /// <returns>What is wrong; null when it is saved.</returns>
    public async Task<string?> Handle(SaveFilter request, CancellationToken cancellationToken)
    {
        if (!request.Viewer.Triages)
        {
            return "You have no queue";
        }
        var name = request.Name?.Trim() ?? "";
        if (await TroubleAsync(db, request.Viewer, name, null, cancellationToken) is { } trouble)
        {
            return trouble;
        }
        if (await db.SavedFilters.CountAsync(f => f.PersonId == request.Viewer.PersonId, cancellationToken) >= Most)
        {
            return $"You have {Most} saved filters. Delete one first";
        }
        db.SavedFilters.Add(new SavedFilter { PersonId = request.Viewer.PersonId, Name = name, Query = QueueFilter.From(request.Query).ToQuery() });
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }

    internal static async Task<string?> TroubleAsync(ReportsDb db, Viewer viewer, string name, Guid? of, CancellationToken cancel)
    {
        if (name.Length is 0 or > LongestName)
        {
            return name.Length == 0 ? "Enter a name for this filter" : $"The name must be {LongestName} characters or fewer";
        }
        return await db.SavedFilters.AnyAsync(f => f.PersonId == viewer.PersonId && f.Name == name && f.Id != of, cancel)
            ? $"You already have a filter with the name {name}. Choose another name"
            : null;
    }
}

internal sealed class ChangeFilterHandler(ReportsDb db) : IRequestHandler<ChangeFilter, FilterChanged>
{
    public async Task<FilterChanged> Handle(ChangeFilter request, CancellationToken cancellationToken)
    {
        var own = await db.SavedFilters.Where(f => f.PersonId == request.Viewer.PersonId).ToListAsync(cancellationToken);
        var filter = own.Find(f => f.Id == request.Id);
        if (filter is null && request.Change != FilterChange.OpenWithAll)
        {
            return new FilterChanged(true, null);
        }
        switch (request.Change)
        {
            case FilterChange.Rename:
                var name = request.Name?.Trim() ?? "";
                if (await SaveFilterHandler.TroubleAsync(db, request.Viewer, name, request.Id, cancellationToken) is { } trouble)
                {
                    return new FilterChanged(false, trouble);
                }
                filter!.Name = name;
                break;
            case FilterChange.Delete:
                db.SavedFilters.Remove(filter!);
                break;
            default:
                own.ForEach(f => f.IsDefault = f == filter && request.Change == FilterChange.OpenWith);
                break;
        }
        await db.SaveChangesAsync(cancellationToken);
        return new FilterChanged(false, null);
    }
}
