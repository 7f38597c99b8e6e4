using AutoMapper;
using AutoMapper.QueryableExtensions;
using MakingItWork.Capture;
using MakingItWork.Classify;
using MakingItWork.Directory;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage;

/// <summary>The reports that wait for this viewer's decision, worst first.</summary>
public sealed record TriageQueue(Viewer Viewer, int Page = 1) : IRequest<QueuePage>;

/// <param name="Answered">References of reports whose reporter wrote something that nobody has read yet, longest wait first.</param>
public sealed record QueuePage(IReadOnlyList<QueueItem> Items, int Waiting, int Page, int Pages, IReadOnlyList<string> Answered)
{
    /// <summary>Urgent reports whose pictures are not released yet.</summary>
    public IReadOnlyList<UrgentElsewhere> UrgentElsewhere { get; init; } = [];
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
        .ForMember(item => item.Contradicts, from => from.Ignore());
}

internal sealed class TriageQueueHandler(ReportsDb db, AutoMapper.IConfigurationProvider mapping) : IRequestHandler<TriageQueue, QueuePage>
{
    public const int PageSize = 25;

    public async Task<QueuePage> Handle(TriageQueue request, CancellationToken cancellationToken)
    {
        var waiting = db.Reports.VisibleTo(request.Viewer).Where(r => r.Stage == ReportStage.AwaitingTriage);
        var count = await waiting.CountAsync(cancellationToken);
        var pages = Math.Max(1, (count + PageSize - 1) / PageSize);
        var page = Math.Clamp(request.Page, 1, pages);
        var items = await WorstFirst(waiting, db.UrgentReports)
            .Skip((page - 1) * PageSize)
            .Take(PageSize)
            .ProjectTo<QueueItem>(mapping)
            .ToListAsync(cancellationToken);
        await AddSuggestionsAsync(items, cancellationToken);
        await AddUrgencyAsync(items, cancellationToken);
        return new QueuePage(items, count, page, pages, await AnsweredAsync(request.Viewer, cancellationToken))
        {
            UrgentElsewhere = await db.UrgentReports.Where(u => u.Verdict == null)
                .Join(db.Reports.NotYetVisibleTo(request.Viewer), u => u.ReportId, r => r.Id, (urgent, report) => new { urgent, report })
                .OrderBy(x => x.urgent.RaisedAt).Take(PageSize)
                .Select(x => new UrgentElsewhere(x.report.Reference, x.urgent.Reason, x.urgent.RaisedAt, x.report.Stage == ReportStage.Held))
                .ToListAsync(cancellationToken),
        };
    }

    /// <summary>The query itself, for the tests that read its text for every database.</summary>
    public static IQueryable<Report> WorstFirst(IQueryable<Report> waiting, IQueryable<UrgentReport> urgent) => waiting
        .OrderByDescending(r => urgent.Any(u => u.ReportId == r.Id && u.Verdict == null) ? 2
            : urgent.Any(u => u.ReportId == r.Id && u.Verdict == UrgencyVerdict.Seen) ? 1 : 0)
        .ThenByDescending(r => r.DegreeOfHarm == DegreeOfHarm.Death ? 5
            : r.DegreeOfHarm == DegreeOfHarm.Severe ? 4
            : r.DegreeOfHarm == DegreeOfHarm.Moderate ? 3
            : r.DegreeOfHarm == DegreeOfHarm.Low ? 2
            : r.DegreeOfHarm == DegreeOfHarm.HazardOnly ? 1 : 0)
        .ThenBy(r => r.SubmittedAt);

    private async Task<IReadOnlyList<string>> AnsweredAsync(Viewer viewer, CancellationToken cancel)
    {
        var unread = await db.ReportMessages.Where(m => m.PersonId == null && m.SeenAt == null)
            .Join(db.Reports.VisibleTo(viewer), m => m.ReportId, r => r.Id, (message, report) => new { report.Reference, message.At })
            .OrderBy(m => m.At).Take(PageSize).ToListAsync(cancel);
        return [.. unread.Select(m => m.Reference).Distinct()];
    }

    private async Task AddUrgencyAsync(List<QueueItem> items, CancellationToken cancel)
    {
        var ids = items.Select(item => item.Id).ToList();
        var urgent = await db.UrgentReports.AsNoTracking().Where(u => ids.Contains(u.ReportId) && u.Verdict != UrgencyVerdict.NotUrgent).ToDictionaryAsync(u => u.ReportId, cancel);
        var contradicting = await db.Assessments.Where(a => ids.Contains(a.ReportId) && a.Contradiction != null).Select(a => a.ReportId).ToHashSetAsync(cancel);
        foreach (var item in items)
        {
            (item.Urgent, item.UrgencySeen) = urgent.TryGetValue(item.Id, out var one) ? (one.Reason, one.Verdict == UrgencyVerdict.Seen) : (null, false);
            item.Contradicts = contradicting.Contains(item.Id);
        }
    }

    private async Task AddSuggestionsAsync(List<QueueItem> items, CancellationToken cancel)
    {
        var ids = items.Select(item => item.Id).ToList();
        var types = await db.Suggestions.Where(s => ids.Contains(s.ReportId) && s.Rank == 1).ToDictionaryAsync(s => s.ReportId, cancel);
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
