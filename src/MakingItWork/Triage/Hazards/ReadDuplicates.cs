using MakingItWork.Capture;
using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Hazards;

/// <summary>What a report may be a duplicate of: the first of it side by side. Reading the other report is written to the audit trail.</summary>
public sealed record ReadDuplicates(Viewer Viewer, string Reference) : IRequest<Duplicates?>;

/// <param name="Pair">The first suggested report, or the one it is linked to, beside this one; null when there is none that the viewer may see.</param>
/// <param name="Suggested">The hazard that the pair is about, when it is a suggestion; null when the two are linked already.</param>
/// <param name="Others">Suggestions besides that one.</param>
public sealed record Duplicates(ReportPair? Pair, SuggestedHazard? Suggested, IReadOnlyList<SuggestedHazard> Others);

/// <param name="LikeReference">The report of that hazard that it is most like; null when the viewer may not see it.</param>
public sealed record SuggestedHazard(Guid HazardId, string Hazard, double Score, string Why, string? LikeReference, Guid LikeReportId);

internal sealed class ReadDuplicatesHandler(ReportsDb db, ScorePair score, TimeProvider clock) : IRequestHandler<ReadDuplicates, Duplicates?>
{
    private readonly ReportPairs pairs = new(db, score);

    public async Task<Duplicates?> Handle(ReadDuplicates request, CancellationToken cancellationToken)
    {
        var report = request.Viewer.Triages
            ? await db.Reports.VisibleTo(request.Viewer).Linkable(db).Where(r => r.Reference == request.Reference).Select(r => (Guid?)r.Id).SingleOrDefaultAsync(cancellationToken)
            : null;
        if (report is not { } id)
        {
            return null;
        }
        var suggested = await db.SuggestedForAsync(request.Viewer, id, cancellationToken);
        var first = suggested.Count > 0 ? suggested[0] : null;
        var other = first is null
            ? await db.HazardLinks.Where(l => l.ReportId == id).Select(l => l.LikeReportId).SingleAsync(cancellationToken)
            : first.LikeReference is null ? null : first.LikeReportId;
        var pair = other is { } beside ? await pairs.OfAsync(request.Viewer, id, beside, cancellationToken) : null;
        if (pair is not null)
        {
            db.Record(clock, request.Viewer, "read", pair.Theirs.Report.Id, $"Beside report {request.Reference}");
            await db.SaveChangesAsync(cancellationToken);
        }
        // what was moved into one hazard by now is no suggestion, and two that were split since are no pair to show as linked
        return new Duplicates(first is null && pair is { OneHazard: false } ? null : pair, first, [.. suggested.Skip(1)]);
    }
}

internal static class Suggestions
{
    /// <summary>Hazards that a machine suggests for a report and nobody has refused, best first.</summary>
    public static async Task<IReadOnlyList<SuggestedHazard>> SuggestedForAsync(this ReportsDb db, Viewer viewer, Guid reportId, CancellationToken cancel)
    {
        var candidates = await db.HazardCandidates.AsNoTracking()
            .Where(c => c.ReportId == reportId && !db.HazardLinks.Any(l => l.ReportId == reportId && l.HazardId == c.HazardId))
            .Select(c => new { c.HazardId, c.Hazard!.Reference, c.Score, c.Why, c.LikeReportId }).ToListAsync(cancel);
        var like = candidates.Select(c => c.LikeReportId).ToList();
        var seen = await db.Reports.VisibleTo(viewer).Where(r => like.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Reference, cancel);
        return [.. candidates.OrderByDescending(c => c.Score).ThenBy(c => c.Reference, StringComparer.Ordinal)
            .Select(c => new SuggestedHazard(c.HazardId, c.Reference, c.Score, c.Why, seen.GetValueOrDefault(c.LikeReportId), c.LikeReportId))];
    }
}
