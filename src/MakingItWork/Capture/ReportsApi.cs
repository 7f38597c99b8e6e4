using MakingItWork.Directory;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Capture;

/// <summary>Masked reports for a program with a key, oldest first. After holds the last reference of the page before.</summary>
public sealed record ReadReports(Viewer Viewer, string? After, int Most) : IRequest<IReadOnlyList<ReportsApi.ReadableReport>>;

internal sealed class ReadReportsHandler(ReportsDb db, TimeProvider clock) : IRequestHandler<ReadReports, IReadOnlyList<ReportsApi.ReadableReport>>
{
    public async Task<IReadOnlyList<ReportsApi.ReadableReport>> Handle(ReadReports request, CancellationToken cancellationToken)
    {
        var reports = db.Reports.AsNoTracking().VisibleTo(request.Viewer);
        if (request.After is { Length: > 0 } after)
        {
            var last = await reports.Where(r => r.Reference == after).Select(r => new { r.SubmittedAt, r.Id }).SingleOrDefaultAsync(cancellationToken);
            if (last is null)
            {
                return [];
            }
            reports = reports.Where(r => r.SubmittedAt > last.SubmittedAt || (r.SubmittedAt == last.SubmittedAt && r.Id.CompareTo(last.Id) > 0));
        }
        var page = await reports.OrderBy(r => r.SubmittedAt).ThenBy(r => r.Id).Take(request.Most)
            .Select(r => new ReportsApi.ReadableReport(
                r.Reference, r.SubmittedAt, r.Stage.ToString(), r.OrganisationCode, r.Product!.Name ?? r.ProductText, r.ProductVersion, r.Screen, r.DegreeOfHarm.ToString(), r.Description))
            .ToListAsync(cancellationToken);
        db.Record(clock, request.Viewer, "reports read by a program", null, $"{page.Count}, after {request.After ?? "none"}");
        await db.SaveChangesAsync(cancellationToken);
        return page;
    }
}

public static class ReportsApi
{
    private const int Most = 100;

    public sealed record ReadableReport(
        string Reference, DateTimeOffset SubmittedAt, string Stage, string? Organisation, string? Product, string? ProductVersion, string? Screen, string DegreeOfHarm, string? Description);

    public static void MapReportsApi(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/reports", (string? after, HttpContext http, IMediator sender, CancellationToken cancel) =>
                sender.Send(new ReadReports(Viewer.Of(http.User), after, Most), cancel))
            .RequireAuthorization(Policies.ReadByKey)
            .WithName("ReadReports")
            .WithSummary("Masked reports that the key's organisation may see, oldest first, 100 at a time; ask again with the last reference as \"after\"")
            .WithTags("Reports");
}
