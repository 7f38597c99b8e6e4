using MakingItWork.Capture;
using MakingItWork.Classify;
using MakingItWork.Directory;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Keyboard;

/// <summary>
/// The reference of the report that comes after this one in the queue, worst first, or before it; null at the end. After the
/// last one the next is the first again, unless it is this one, so that nothing passed over is forgotten.
/// </summary>
public sealed record NextReport(Viewer Viewer, string Reference, bool Back = false) : IRequest<string?>;

/// <summary>Whether there is such a report for this viewer.</summary>
public sealed record SeesReport(Viewer Viewer, string Reference) : IRequest<bool>;

internal sealed class NextReportHandler(ReportsDb db, TimeProvider clock) : IRequestHandler<NextReport, string?>, IRequestHandler<SeesReport, bool>
{
    /// <summary>One report's place in the queue, worst first; see TriageQueue.</summary>
    private sealed record Place
    {
        public required Guid Id { get; init; }
        public required string Reference { get; init; }
        public required int Rank { get; init; }
        public required DateTimeOffset SubmittedAt { get; init; }
    }

    public async Task<string?> Handle(NextReport request, CancellationToken cancellationToken)
    {
        if (!request.Viewer.Triages)
        {
            return null;
        }
        var from = await Places(db.Reports.VisibleTo(request.Viewer).Where(r => r.Reference == request.Reference)).SingleOrDefaultAsync(cancellationToken);
        var queue = Places(db.Reports.VisibleTo(request.Viewer).Where(r => r.Stage == ReportStage.AwaitingTriage && r.Reference != request.Reference));
        if (request.Back)
        {
            return from is null ? null : await InOrder(Before(queue, from), back: true).Select(p => p.Reference).FirstOrDefaultAsync(cancellationToken);
        }
        // first one that nobody else has open, so that two people who work side by side do not meet at each report
        var free = Free(queue, request.Viewer.PersonId);
        return await FirstAsync(from is null ? free : After(free, from), cancellationToken)
            ?? await FirstAsync(free, cancellationToken)
            ?? await FirstAsync(queue, cancellationToken);
    }

    public async Task<bool> Handle(SeesReport request, CancellationToken cancellationToken) =>
        request.Viewer.Triages && await db.Reports.VisibleTo(request.Viewer).AnyAsync(r => r.Reference == request.Reference, cancellationToken);

    private static Task<string?> FirstAsync(IQueryable<Place> places, CancellationToken cancel) =>
        InOrder(places, back: false).Select(p => (string?)p.Reference).FirstOrDefaultAsync(cancel);

    private IQueryable<Place> Free(IQueryable<Place> places, Guid me)
    {
        var gone = clock.GetUtcNow() - ReportPresence.Lasts;
        return places.Where(p => !db.ReportPresences.Any(other => other.ReportId == p.Id && other.PersonId != me && other.LastSeen >= gone));
    }

    private static IQueryable<Place> After(IQueryable<Place> places, Place from) => places.Where(p => p.Rank < from.Rank
        || (p.Rank == from.Rank && (p.SubmittedAt > from.SubmittedAt || (p.SubmittedAt == from.SubmittedAt && p.Id.CompareTo(from.Id) > 0))));

    private static IQueryable<Place> Before(IQueryable<Place> places, Place from) => places.Where(p => p.Rank > from.Rank
        || (p.Rank == from.Rank && (p.SubmittedAt < from.SubmittedAt || (p.SubmittedAt == from.SubmittedAt && p.Id.CompareTo(from.Id) < 0))));

    private static IOrderedQueryable<Place> InOrder(IQueryable<Place> places, bool back) => back
        ? places.OrderBy(p => p.Rank).ThenByDescending(p => p.SubmittedAt).ThenByDescending(p => p.Id)
        : places.OrderByDescending(p => p.Rank).ThenBy(p => p.SubmittedAt).ThenBy(p => p.Id);

    private IQueryable<Place> Places(IQueryable<Report> reports) => reports.Select(r => new Place
    {
        Id = r.Id,
        Reference = r.Reference,
        SubmittedAt = r.SubmittedAt,
        Rank = (db.UrgentReports.Any(u => u.ReportId == r.Id && u.Verdict == null) ? 20
                : db.UrgentReports.Any(u => u.ReportId == r.Id && u.Verdict == UrgencyVerdict.Seen) ? 10 : 0)
            + (r.DegreeOfHarm == DegreeOfHarm.Death ? 5
                : r.DegreeOfHarm == DegreeOfHarm.Severe ? 4
                : r.DegreeOfHarm == DegreeOfHarm.Moderate ? 3
                : r.DegreeOfHarm == DegreeOfHarm.Low ? 2
                : r.DegreeOfHarm == DegreeOfHarm.HazardOnly ? 1 : 0),
    });
}
