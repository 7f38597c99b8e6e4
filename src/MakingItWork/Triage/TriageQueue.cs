using AutoMapper;
using AutoMapper.QueryableExtensions;
using MakingItWork.Capture;
using MakingItWork.Classify;
using MakingItWork.Directory;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Store;
using MakingItWork.Triage.Queues;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage;

/// <summary>Reports of the queue that this viewer may see: worst first, a page from a place on.</summary>
public sealed record TriageQueue(Viewer Viewer, QueueFilter? Filter = null, QueueCursor? At = null) : IRequest<QueuePage>;

/// <param name="Found">How many the filter finds, on all pages.</param>
/// <param name="Answered">References of reports whose reporter wrote something that nobody has read yet, longest wait first.</param>
public sealed record QueuePage(IReadOnlyList<QueueItem> Items, int Found, QueueCounts Counts, IReadOnlyList<string> Answered)
{
    public QueueFilter Filter { get; init; } = new();
    /// <summary>Where the page before this one ends; null on the first.</summary>
    public QueueCursor? Before { get; init; }
    /// <summary>Where the next page begins; null on the last.</summary>
    public QueueCursor? After { get; init; }
    /// <summary>Urgent reports whose pictures are not released yet.</summary>
    public IReadOnlyList<UrgentElsewhere> UrgentElsewhere { get; init; } = [];
    /// <summary>When this was asked; what comes later is new.</summary>
    public DateTimeOffset AsOf { get; init; }
}

/// <summary>That an urgent report cannot be opened yet, and why it is urgent; nothing of what it says.</summary>
public sealed record UrgentElsewhere(string Reference, string Reason, DateTimeOffset Since, bool Held);

public sealed record QueueItem
{
    public required Guid Id { get; init; }
    public required string Reference { get; init; }
    public required DateTimeOffset SubmittedAt { get; init; }
    public required DegreeOfHarm DegreeOfHarm { get; init; }
    public string? Description { get; init; }
    public string? ProductName { get; init; }
    public string? ProductText { get; init; }
    public string? Unit { get; init; }
    public Guid? ThumbnailOf { get; init; }

    // these come from the rooms that made them
    public string? TypeCode { get; set; }
    public string? TypeName { get; set; }
    public double? Confidence { get; set; }
    public bool NotSure { get; set; }
    public int ReportsOfHazard { get; set; }
    /// <summary>Why it is urgent; null when it is not, or a person said so.</summary>
    public string? Urgent { get; set; }
    public bool UrgencySeen { get; set; }
    public bool Contradicts { get; set; }
    public DateTimeOffset Due { get; set; }
    public bool Unread { get; set; }
    public string? AssignedTo { get; set; }
    public bool AssignedToMe { get; set; }
    /// <summary>1 to 5, once assessed.</summary>
    public int? RiskRating { get; set; }
}

/// <summary>Reading only: how a report becomes a line of the queue.</summary>
public sealed class TriageProfile : Profile
{
    public TriageProfile() => CreateProjection<Report, QueueItem>()
        .ForMember(item => item.ProductName, from => from.MapFrom(report => report.Product!.Name))
        .ForMember(item => item.ThumbnailOf, from => from.MapFrom(report => report.Screenshots
            .Where(s => s.Verdict == PictureVerdict.Passed)
            .OrderBy(s => s.Position)
            .Select(s => (Guid?)s.Id)
            .FirstOrDefault()))
        .ForMember(item => item.TypeCode, from => from.Ignore())
        .ForMember(item => item.TypeName, from => from.Ignore())
        .ForMember(item => item.Confidence, from => from.Ignore())
        .ForMember(item => item.NotSure, from => from.Ignore())
        .ForMember(item => item.ReportsOfHazard, from => from.Ignore())
        .ForMember(item => item.Urgent, from => from.Ignore())
        .ForMember(item => item.UrgencySeen, from => from.Ignore())
        .ForMember(item => item.Contradicts, from => from.Ignore())
        .ForMember(item => item.Due, from => from.Ignore())
        .ForMember(item => item.Unread, from => from.Ignore())
        .ForMember(item => item.AssignedTo, from => from.Ignore())
        .ForMember(item => item.AssignedToMe, from => from.Ignore())
        .ForMember(item => item.RiskRating, from => from.Ignore());
}

internal sealed class TriageQueueHandler(ReportsDb db, AutoMapper.IConfigurationProvider mapping, ServiceTargets targets, TimeProvider clock)
    : IRequestHandler<TriageQueue, QueuePage>
{
    public const int PageSize = 25;

    public async Task<QueuePage> Handle(TriageQueue request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var filter = request.Filter ?? new QueueFilter();
        var rows = filter.Of(db.QueueRows.AsNoTracking().VisibleTo(request.Viewer), db, request.Viewer, targets, now);
        var (page, before, after) = await PageAsync(rows, request.At, cancellationToken);
        var counts = await QueueCounts.OfAsync(db, request.Viewer, cancellationToken);
        return new QueuePage(
            await ItemsAsync(request.Viewer, filter, page, cancellationToken),
            counts.Of(filter) ?? await rows.CountAsync(cancellationToken),
            counts,
            await AnsweredAsync(request.Viewer, cancellationToken))
        {
            Filter = filter,
            Before = before,
            After = after,
            AsOf = now,
            UrgentElsewhere = await db.UrgentReports.Where(u => u.Verdict == null)
                .Join(db.Reports.NotYetVisibleTo(request.Viewer), u => u.ReportId, r => r.Id, (urgent, report) => new { urgent, report })
                .OrderBy(x => x.urgent.RaisedAt).Take(PageSize)
                .Select(x => new UrgentElsewhere(x.report.Reference, x.urgent.Reason, x.urgent.RaisedAt, x.report.Stage == ReportStage.Held))
                .ToListAsync(cancellationToken),
        };
    }

    private static async Task<(List<QueueRow> Page, QueueCursor? Before, QueueCursor? After)> PageAsync(IQueryable<QueueRow> rows, QueueCursor? at, CancellationToken cancel)
    {
        if (at is { Backwards: true })
        {
            var back = await rows.Before(at.Key, at.ReportId).WorstLast().Take(PageSize + 1).ToListAsync(cancel);
            if (back.Count > PageSize)
            {
                var earlier = back.Take(PageSize).Reverse().ToList();
                return (earlier, First(earlier), Last(earlier));
            }
            // the head of the list: shown whole, with what has come since
            at = null;
        }
        var next = await (at is null ? rows : rows.After(at.Key, at.ReportId)).WorstFirst().Take(PageSize + 1).ToListAsync(cancel);
        var page = next.Take(PageSize).ToList();
        return (page, at is null ? null : page.Count > 0 ? First(page) : at with { Backwards = true }, next.Count > PageSize ? Last(page) : null);
    }

    private static QueueCursor First(List<QueueRow> page) => new(page[0].SortKey, page[0].ReportId, Backwards: true);

    private static QueueCursor Last(List<QueueRow> page) => new(page[^1].SortKey, page[^1].ReportId);

    /// <summary>The reports of these rows as they are now: what is no longer the viewer's to see, or no longer in this state, is left out.</summary>
    private async Task<IReadOnlyList<QueueItem>> ItemsAsync(Viewer viewer, QueueFilter filter, List<QueueRow> rows, CancellationToken cancel)
    {
        var ids = rows.ConvertAll(row => row.ReportId);
        var stages = Enum.GetValues<ReportStage>().Where(stage => QueueGate.Fits(stage, filter.State)).ToList();
        var items = await db.Reports.VisibleTo(viewer).Where(r => ids.Contains(r.Id) && stages.Contains(r.Stage))
            .ProjectTo<QueueItem>(mapping).ToDictionaryAsync(item => item.Id, cancel);
        var shown = rows.Where(row => items.ContainsKey(row.ReportId)).Select(row => (Row: row, Item: items[row.ReportId])).ToList();
        foreach (var (row, item) in shown)
        {
            item.Due = targets.DueAt(row.UrgencyRank, row.HarmRank, row.SubmittedAt);
            item.RiskRating = row.RiskRating;
        }
        var list = shown.ConvertAll(one => one.Item);
        await AddSuggestionsAsync(list, ids, cancel);
        await AddUrgencyAsync(list, ids, cancel);
        await AddPeopleAsync(list, ids, viewer, cancel);
        return list;
    }

    private async Task<IReadOnlyList<string>> AnsweredAsync(Viewer viewer, CancellationToken cancel)
    {
        var unread = await db.ReportMessages.Where(m => m.PersonId == null && m.SeenAt == null)
            .Join(db.Reports.VisibleTo(viewer), m => m.ReportId, r => r.Id, (message, report) => new { report.Reference, message.At })
            .OrderBy(m => m.At).Take(PageSize).ToListAsync(cancel);
        return [.. unread.Select(m => m.Reference).Distinct()];
    }

    private async Task AddPeopleAsync(List<QueueItem> items, List<Guid> ids, Viewer viewer, CancellationToken cancel)
    {
        var opened = await db.ReportsOpened.Where(o => o.PersonId == viewer.PersonId && ids.Contains(o.ReportId)).Select(o => o.ReportId).ToHashSetAsync(cancel);
        var assigned = await db.Assignments.Where(a => ids.Contains(a.ReportId))
            .Select(a => new { a.ReportId, a.PersonId, Name = db.Users.Where(p => p.Id == a.PersonId).Select(p => p.DisplayName).FirstOrDefault() }).ToDictionaryAsync(a => a.ReportId, cancel);
        foreach (var item in items)
        {
            item.Unread = !opened.Contains(item.Id);
            if (assigned.TryGetValue(item.Id, out var person))
            {
                (item.AssignedTo, item.AssignedToMe) = (person.Name, person.PersonId == viewer.PersonId);
            }
        }
    }

    private async Task AddUrgencyAsync(List<QueueItem> items, List<Guid> ids, CancellationToken cancel)
    {
        var urgent = await db.UrgentReports.AsNoTracking().Where(u => ids.Contains(u.ReportId) && u.Verdict != UrgencyVerdict.NotUrgent).ToDictionaryAsync(u => u.ReportId, cancel);
        var contradicting = await db.Assessments.Where(a => ids.Contains(a.ReportId) && a.Contradiction != null).Select(a => a.ReportId).ToHashSetAsync(cancel);
        foreach (var item in items)
        {
            (item.Urgent, item.UrgencySeen) = urgent.TryGetValue(item.Id, out var one) ? (one.Reason, one.Verdict == UrgencyVerdict.Seen) : (null, false);
            item.Contradicts = contradicting.Contains(item.Id);
        }
    }

    private async Task AddSuggestionsAsync(List<QueueItem> items, List<Guid> ids, CancellationToken cancel)
    {
        var types = await db.Suggestions.AsNoTracking().Where(s => ids.Contains(s.ReportId) && s.Rank == 1).ToDictionaryAsync(s => s.ReportId, cancel);
        var sizes = await db.HazardLinks.Where(link => ids.Contains(link.ReportId))
            .Select(link => new { link.ReportId, Size = link.Hazard!.Links.Count })
            .ToDictionaryAsync(link => link.ReportId, link => link.Size, cancel);
        foreach (var item in items)
        {
            if (types.TryGetValue(item.Id, out var type))
            {
                item.TypeCode = type.Code;
                item.TypeName = type.Name;
                item.Confidence = type.Confidence;
                item.NotSure = type.NotSure;
            }
            item.ReportsOfHazard = sizes.GetValueOrDefault(item.Id, 1);
        }
    }
}
