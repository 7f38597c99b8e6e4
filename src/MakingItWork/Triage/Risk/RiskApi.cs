using MakingItWork.Directory;

namespace MakingItWork.Triage.Risk;

public static class RiskApi
{
    public static void MapRiskApi(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/risk/hazard-log.csv", (HttpContext http, HazardLogCsv csv) =>
            {
                var viewer = Viewer.Of(http.User);
                return Results.Stream(to => csv.WriteAsync(viewer, to, http.RequestAborted), "text/csv; charset=utf-8", "hazard-log.csv");
            })
            .RequireAuthorization(Policies.Triage)
            .ExcludeFromDescription();
}
