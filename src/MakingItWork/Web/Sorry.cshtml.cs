using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Web;

/// <summary>
/// What is shown instead of a page that cannot be shown. It stands in for requests of any method, so it must not ask
/// for an anti-forgery token itself; to programs it answers in their own format.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class SorryPage : PageModel
{
    public int Status { get; private set; }
    public string TraceId { get; private set; } = "";

    public IActionResult OnGet() => Answer();

    public IActionResult OnPost() => Answer();

    private IActionResult Answer()
    {
        var status = HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
        var exception = HttpContext.Features.Get<IExceptionHandlerPathFeature>();
        if (status is null && exception is null)
        {
            // opened by its own address: there is no such page
            Response.StatusCode = StatusCodes.Status404NotFound;
        }
        if (WasTooLarge(exception?.Error))
        {
            Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        }
        Status = Response.StatusCode;
        TraceId = Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;
        var asked = status?.OriginalPath ?? exception?.Path ?? "";
        return new PathString(asked).StartsWithSegments("/api") ? ForPrograms() : Page();
    }

    /// <summary>What refuses a form may only say that it could not read it.</summary>
    private bool WasTooLarge(Exception? error) =>
        error is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
        || (Response.StatusCode == StatusCodes.Status400BadRequest
            && Request.ContentLength > HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize);

    private ObjectResult ForPrograms()
    {
        var problem = new ProblemDetails { Status = Status, Title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(Status) };
        problem.Extensions["traceId"] = TraceId;
        return new ObjectResult(problem) { StatusCode = Status, ContentTypes = { "application/problem+json" } };
    }
}
