using MakingItWork.Directory;
using MediatR;

namespace MakingItWork.Triage.Queues;

public static class QueueApi
{
    /// <summary>Asked by the queue's own page, with the header that keeps it from counting as use.</summary>
    public static void MapQueueApi(this IEndpointRouteBuilder routes) => routes.MapGet("/triage/queue/changes", async (long? since, HttpContext http, IMediator sender, CancellationToken cancel) =>
        since is >= 0 and var ticks && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? Results.Ok(await sender.Send(new QueueChanges(Viewer.Of(http.User), new DateTimeOffset(ticks, TimeSpan.Zero), QueueFilter.From(http.Request.QueryString.Value)), cancel))
            : Results.BadRequest())
        .RequireAuthorization(Policies.Triage)
        .ExcludeFromDescription();
}
