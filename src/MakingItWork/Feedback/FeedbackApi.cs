using MediatR;

namespace MakingItWork.Feedback;

public static class FeedbackApi
{
    /// <summary>What the follow-up page shows, for programs.</summary>
    public sealed record FollowUpStatus(string Reference, string Stage, string Meaning, DateTimeOffset Since, int OthersWithTheProblem);

    public static void MapFeedbackApi(this IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/follow-up/{secret}", async (string secret, IMediator sender, CancellationToken cancel) =>
            await sender.Send(new FollowReport(secret), cancel) is { } report
                ? Results.Ok(new FollowUpStatus(report.Reference, report.Stage.ToString(), StageWords.For(report.Stage, report.Delayed).Heading, report.StageSince, report.OthersWithTheProblem))
                : Results.Problem("No report belongs to this link.", statusCode: StatusCodes.Status404NotFound))
        .WithName("FollowReport")
        .WithSummary("See how a report stands, by its private link")
        .Produces<FollowUpStatus>()
        .ProducesProblem(StatusCodes.Status404NotFound)
        .WithTags("Reports")
        .AllowAnonymous();
}
