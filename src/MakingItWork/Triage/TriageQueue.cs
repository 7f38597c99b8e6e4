using AutoMapper;
using AutoMapper.QueryableExtensions;
using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage;

/// <summary>The reports that wait for this viewer's decision, worst first.</summary>
public sealed record TriageQueue(Viewer Viewer, int Page = 1) : IRequest<QueuePage>;

/// <param name="Answered">References of reports whose reporter wrote something that nobody has read yet, longest wait first.</param>
public sealed record QueuePage(IReadOnlyList<QueueItem> Items, int Waiting, int Page, int Pages, IReadOnlyList<string> Answered);

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
        .ForMember(item => item.ReportsOfHazard, from => from.Ignore());
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
        var items = await WorstFirst(waiting)
            .Skip((page - 1) * PageSize)
            .Take(PageSize)
            .ProjectTo<QueueItem>(mapping)
            .ToListAsync(cancellationToken);
        await AddSuggestionsAsync(items, cancellationToken);
        return new QueuePage(items, count, page, pages, await AnsweredAsync(request.Viewer, cancellationToken));
    }

    /// <summary>The query itself, for the tests that read its text for every database.</summary>
    public static IQueryable<Report> WorstFirst(IQueryable<Report> waiting) => waiting
        .OrderByDescending(r => r.DegreeOfHarm == DegreeOfHarm.Death ? 5
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
