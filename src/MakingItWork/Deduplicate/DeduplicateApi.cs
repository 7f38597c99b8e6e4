using MakingItWork.Plumbing.Web;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace MakingItWork.Deduplicate;

/// <summary>What the report page asks while somebody types. A POST, so that no address, log or history holds a word of it.</summary>
public static class DeduplicateApi
{
    private const int LargestQuestion = 32 * 1024;

    /// <param name="Text">What happened, so far; send it masked.</param>
    /// <param name="Product">Name of the health record system, or nothing when it is not known yet.</param>
    /// <param name="Screen">The screen or part of the system, if it was said; send it masked.</param>
    public sealed record Question(string? Text, string? Product, string? Screen = null);

    public static void MapDeduplicateApi(this IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/similar", async (Question question, IMediator sender, CancellationToken cancel) =>
            await sender.Send(new FindSimilarProblem(question.Text, question.Product, question.Screen), cancel) is { } problem ? Results.Ok(problem) : Results.NoContent())
        .WithName("FindSimilarProblem")
        .WithSummary("Ask whether a problem like this one has been reported and accepted")
        .WithDescription("Answers with the best of the problems that are very much alike, or with nothing. What is sent is neither stored nor logged; send it masked all the same. "
            + "To report the same problem, send its reference as sameAs.")
        .WithMetadata(new RequestSizeLimitAttribute(LargestQuestion))
        .Produces<SimilarProblem>()
        .Produces(StatusCodes.Status204NoContent)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .WithTags("Reports")
        .RequireRateLimiting(SendingLimits.Questions)
        .AllowAnonymous()
        .DisableAntiforgery();
}
