using MakingItWork.Capture;
using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Store;
using MakingItWork.Triage.Hazards;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Queues;

/// <summary>A triager links a report to a hazard that they name, whether or not it was suggested.</summary>
/// <param name="Hazard">Its reference, as stored.</param>
public sealed record LinkToHazard(Viewer Viewer, string Reference, string Hazard) : IRequest<LinkOutcome>;

public enum LinkOutcome
{
    Linked,
    /// <summary>There is no such report or hazard for this person.</summary>
    NotFound,
    /// <summary>A person has said that the two are not the same: that is taken back on the report's own page, never in passing.</summary>
    Refused,
    /// <summary>It was decided, taken back or linked in the meantime.</summary>
    Overtaken,
}

internal sealed class LinkToHazardHandler(ReportsDb db, RelinkReport relink) : IRequestHandler<LinkToHazard, LinkOutcome>
{
    public async Task<LinkOutcome> Handle(LinkToHazard request, CancellationToken cancellationToken)
    {
        var hazard = await db.HazardSeenByAsync(request.Viewer, request.Hazard, cancellationToken);
        var report = hazard is null ? null : await db.Reports.VisibleTo(request.Viewer).Where(r => r.Reference == request.Reference).Select(r => new { r.Id, r.Stage }).SingleOrDefaultAsync(cancellationToken);
        if (hazard is null || report is null)
        {
            return LinkOutcome.NotFound;
        }
        if (report.Stage != ReportStage.AwaitingTriage || !await db.HazardLinks.AnyAsync(l => l.ReportId == report.Id && l.HazardId != hazard.Id, cancellationToken))
        {
            return LinkOutcome.Overtaken;
        }
        if ((await db.RefusedHazardsAsync(report.Id, cancellationToken)).Contains(hazard.Id))
        {
            return LinkOutcome.Refused;
        }
        return (await db.UnlessOvertakenAsync(() => relink.JoinAsync(request.Viewer, report.Id, hazard.Id, cancellationToken))).Done ? LinkOutcome.Linked : LinkOutcome.Overtaken;
    }
}

/// <summary>The reference of a hazard as people type it: small letters, without dashes, without the H.</summary>
internal static class TypedHazard
{
    private const string Kind = "H";
    private const int Half = 4;

    /// <returns>The reference as it is stored; null when what was typed cannot be one.</returns>
    public static string? Of(string? typed)
    {
        var signs = string.Concat((typed ?? "").Where(char.IsLetterOrDigit)).ToUpperInvariant();
        var bare = signs.Length == (2 * Half) + 1 && signs.StartsWith(Kind, StringComparison.Ordinal) ? signs[1..] : signs;
        var reference = bare.Length == 2 * Half ? $"{Kind}-{bare[..Half]}-{bare[Half..]}" : null;
        return References.IsOne(Kind, reference) ? reference : null;
    }
}
