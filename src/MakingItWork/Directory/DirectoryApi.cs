using MakingItWork.Directory.People;
using MakingItWork.Directory.SingleSignOn;
using MakingItWork.Directory.Trail;

namespace MakingItWork.Directory;

/// <summary>What is listed, for forms that suggest while somebody types. Nothing here is secret, and it changes seldom.</summary>
public static class DirectoryApi
{
    private const int Most = 10;
    private const int LongestQuestion = 200;

    public sealed record ListedOrganisation(string Code, string Name);

    public sealed record ListedProduct(string Name);

    public static void MapDirectoryApi(this IEndpointRouteBuilder routes)
    {
        routes.MapAuditApi();
        routes.MapSessionsApi();
        routes.MapShortcutsApi();
        routes.MapSingleSignOnApi();
        routes.MapGet("/api/v1/organisations", async (string? q, HttpContext http, DirectoryLists lists, CancellationToken cancel) =>
            {
                MayBeKept(http);
                return (await lists.FindOrganisationsAsync(Short(q), Most, cancel)).Select(found => new ListedOrganisation(found.Key, found.Name));
            })
            .WithName("FindOrganisations")
            .WithSummary("Find organisations by ODS code or by the beginnings of words of their names")
            .WithTags("Directory")
            .AllowAnonymous();
        routes.MapGet("/api/v1/products", async (string? q, HttpContext http, DirectoryLists lists, CancellationToken cancel) =>
            {
                MayBeKept(http);
                return (await lists.FindProductsAsync(Short(q), Most, cancel)).Select(found => new ListedProduct(found.Name));
            })
            .WithName("FindProducts")
            .WithSummary("Find health record systems by the beginnings of words of their names")
            .WithTags("Directory")
            .AllowAnonymous();
    }

    private static string? Short(string? q) => q?.Length > LongestQuestion ? q[..LongestQuestion] : q;

    private static void MayBeKept(HttpContext http) => http.Response.Headers.CacheControl = "public, max-age=300";
}
