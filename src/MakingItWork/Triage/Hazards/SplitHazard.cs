using MakingItWork.Capture;
using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Hazards;

/// <summary>What would become of a hazard if these reports got one of their own.</summary>
public sealed record PreviewSplit(Viewer Viewer, string Reference, IReadOnlyCollection<string> Reports) : IRequest<SplitPreview?>;

/// <param name="Stays">Reports that stay behind, of all organisations.</param>
/// <param name="Trouble">Why it cannot be done; null when it can.</param>
public sealed record SplitPreview(Hazard Hazard, IReadOnlyList<Report> Goes, int Stays, string? Trouble);

/// <summary>These reports are not the same problem as the rest of their hazard: they get one of their own.</summary>
public sealed record SplitHazard(Viewer Viewer, string Reference, IReadOnlyCollection<string> Reports, string? Reason) : IRequest<SplitResult>;

/// <param name="Trouble">Why it was not done; null when it was.</param>
public sealed record SplitResult(bool Found, string? Trouble, string? NewHazard, Guid? ActId);

internal sealed class SplitHazardHandler(ReportsDb db, RelinkReport relink) : IRequestHandler<PreviewSplit, SplitPreview?>, IRequestHandler<SplitHazard, SplitResult>
{
    private const int Most = ReadHazardHandler.PerPage;

    public async Task<SplitPreview?> Handle(PreviewSplit request, CancellationToken cancellationToken)
    {
        if (await db.HazardSeenByAsync(request.Viewer, request.Reference, cancellationToken) is not { } hazard
            || await db.ReportsOfAsync(request.Viewer, hazard.Id, request.Reports, cancellationToken) is not { } ids)
        {
            return null;
        }
        var goes = await db.Reports.AsNoTracking().VisibleTo(request.Viewer).Where(r => ids.Contains(r.Id)).OrderBy(r => r.SubmittedAt).ToListAsync(cancellationToken);
        var stays = await db.HazardLinks.CountAsync(l => l.HazardId == hazard.Id, cancellationToken) - ids.Count;
        return new SplitPreview(hazard, goes, stays, Trouble(ids.Count, stays));
    }

    public async Task<SplitResult> Handle(SplitHazard request, CancellationToken cancellationToken)
    {
        if (await Handle(new PreviewSplit(request.Viewer, request.Reference, request.Reports), cancellationToken) is not { } preview)
        {
            return new SplitResult(false, null, null, null);
        }
        if ((preview.Trouble ?? (request.Reason?.Trim().Length > HazardChange.ReasonLength ? $"Reason must be {HazardChange.ReasonLength} characters or fewer" : null)) is { } trouble)
        {
            return new SplitResult(true, trouble, null, null);
        }
        var ids = preview.Goes.Select(r => r.Id).ToList();
        var act = await db.UnlessOvertakenAsync(() => relink.SplitAsync(request.Viewer, preview.Hazard.Id, ids, cancellationToken, request.Reason));
        if (!act.Done)
        {
            return new SplitResult(true, "Somebody changed this hazard in the meantime. Go back to it and choose again", null, null);
        }
        var own = await db.HazardLinks.Where(l => l.ReportId == ids[0]).Select(l => l.Hazard!.Reference).SingleAsync(cancellationToken);
        return new SplitResult(true, null, own, act.ActId);
    }

    private static string? Trouble(int goes, int stays) => (goes, stays) switch
    {
        (0, _) => "Select the reports that are another problem",
        (> Most, _) => $"Select {Most} reports or fewer at a time",
        (_, <= 0) => "Leave at least one report in the hazard: these are all there are",
        _ => null,
    };
}
