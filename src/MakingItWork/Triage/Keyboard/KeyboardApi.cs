using MakingItWork.Directory;
using MakingItWork.Plumbing.Web;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Triage.Queues;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace MakingItWork.Triage.Keyboard;

/// <summary>What the buttons and the script of a report's page ask for: the next one, an undo, a draft, who else is here.</summary>
public static class KeyboardApi
{
    /// <summary>Ends with the field's limits; what is longer was not typed into the page.</summary>
    private const int LongestDraft = 64 * 1024;

    public static void MapKeyboardApi(this IEndpointRouteBuilder routes)
    {
        var reports = routes.MapGroup("/triage/{reference}").RequireAuthorization(Policies.Triage).ExcludeFromDescription();
        reports.MapGet("/next", (string reference, HttpContext http, IMediator sender, CancellationToken cancel) => GoAsync(reference, back: false, http, sender, cancel));
        reports.MapGet("/previous", (string reference, HttpContext http, IMediator sender, CancellationToken cancel) => GoAsync(reference, back: true, http, sender, cancel));
        var forms = reports.MapGroup("").AddEndpointFilter(FromOurPageAsync);
        forms.MapPost("/undo", UndoAsync);
        forms.MapPost("/open", OpenAsync);
        forms.MapPost("/draft", DraftAsync);
        forms.MapPost("/draft/forget", ForgetAsync);
    }

    private static async Task<IResult> GoAsync(string reference, bool back, HttpContext http, IMediator sender, CancellationToken cancel)
    {
        var viewer = Viewer.Of(http.User);
        if (!await sender.Send(new SeesReport(viewer, reference), cancel))
        {
            return Results.NotFound();
        }
        var list = QueueFilter.AddressPart(http.Request.Query["in"]);
        if (await sender.Send(new NextReport(viewer, reference, back, http.Request.Query["in"]), cancel) is { } next)
        {
            return Results.LocalRedirect($"/triage/{next}{list}");
        }
        Tell(http, back
            ? new Banner("This is the first report of the queue", Done: false)
            : new Banner("No other report waits", Done: false));
        return Results.LocalRedirect(back ? $"/triage/{reference}{list}" : $"/triage?{QueueFilter.From(http.Request.Query["in"]).ToQuery()}");
    }

    private static async Task<IResult> UndoAsync(string reference, HttpContext http, IMediator sender, CancellationToken cancel)
    {
        var viewer = Viewer.Of(http.User);
        var form = await http.Request.ReadFormAsync(cancel);
        var what = Enum.TryParse<Undoable>(form["what"], out var named) ? named : Undoable.Decision;
        var outcome = what switch
        {
            Undoable.Message => await sender.Send(new UndoMessage(viewer, reference, Guid.TryParse(form["message"], out var id) ? id : Guid.Empty), cancel),
            Undoable.Urgency => await sender.Send(new UndoUrgency(viewer, reference), cancel),
            _ => await sender.Send(new UndoDecision(viewer, reference), cancel),
        };
        if (outcome == UndoOutcome.NotFound)
        {
            return Results.NotFound();
        }
        Tell(http, UndoWords.Said(what, outcome));
        return Results.LocalRedirect($"/triage/{reference}");
    }

    private static async Task<IResult> OpenAsync(string reference, HttpContext http, IMediator sender, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        return await sender.Send(new TellPresence(Viewer.Of(http.User), reference, form["leaves"] == "true"), cancel) is { } others ? Results.Json(others) : Results.NotFound();
    }

    private static async Task<IResult> DraftAsync(string reference, HttpContext http, IMediator sender, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        if (form.Sum(field => field.Value.ToString().Length) > LongestDraft)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }
        var typed = new Typed(
            form["TypeCode"], Enum.TryParse<Severity>(form["Severity"], out var severity) ? severity : null,
            Enum.TryParse<Likelihood>(form["Likelihood"], out var likelihood) ? likelihood : null, form["Reason"], form["Message"], form["UrgencyReason"]);
        return await sender.Send(new KeepDraft(Viewer.Of(http.User), reference, typed), cancel) ? Results.NoContent() : Results.NotFound();
    }

    private static async Task<IResult> ForgetAsync(string reference, HttpContext http, IMediator sender, CancellationToken cancel) =>
        await sender.Send(new DropDraft(Viewer.Of(http.User), reference), cancel) ? Results.LocalRedirect($"/triage/{reference}") : Results.NotFound();

    /// <summary>The pages' forms carry a token; endpoints check it by themselves, as page models do.</summary>
    private static async ValueTask<object?> FromOurPageAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context.HttpContext) ? await next(context) : Results.BadRequest();

    private static void Tell(HttpContext http, Banner banner)
    {
        var temporary = http.RequestServices.GetRequiredService<ITempDataDictionaryFactory>().GetTempData(http);
        TriageBanner.Set(temporary, banner);
        temporary.Save();
    }
}
