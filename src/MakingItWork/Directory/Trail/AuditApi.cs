namespace MakingItWork.Directory.Trail;

public static class AuditApi
{
    public static void MapAuditApi(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/audit.csv", (string? who, string? what, string? report, DateOnly? from, DateOnly? until, HttpContext http, TrailCsv csv) =>
            {
                var viewer = Viewer.Of(http.User);
                return Results.Stream(
                    to => csv.WriteAsync(viewer, new TrailFilter(who, what, report, from, until, null), to, http.RequestAborted),
                    "text/csv; charset=utf-8", "audit-trail.csv");
            })
            .RequireAuthorization(Policies.Audit)
            .ExcludeFromDescription();
}
