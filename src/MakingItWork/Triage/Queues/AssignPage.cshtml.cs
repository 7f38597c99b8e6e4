using MakingItWork.Directory;
using MakingItWork.Plumbing.Web;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Triage.Queues;

/// <summary>Where the form of a report's page that assigns it is posted to; taking it back is the same post with the person before.</summary>
[Authorize(Policy = Policies.Triage)]
public sealed class AssignPageModel(IMediator sender) : PageModel
{
    public const string ToMe = "me";

    public async Task<IActionResult> OnGetAsync([FromRoute] string reference, CancellationToken cancel) =>
        await sender.Send(new ReadAssignment(Viewer.Of(User), reference.ToUpperInvariant()), cancel) is null ? NotFound() : Back(reference);

    /// <param name="to">"me", an id, or nothing for nobody.</param>
    public async Task<IActionResult> OnPostAsync([FromRoute] string reference, [FromForm] string? to, [FromForm] string? was, CancellationToken cancel)
    {
        var viewer = Viewer.Of(User);
        Guid? person = to == ToMe ? viewer.PersonId : Guid.TryParse(to, out var id) ? id : null;
        var result = await sender.Send(new AssignReport(viewer, reference.ToUpperInvariant(), person, was ?? ""), cancel);
        if (result.NotFound)
        {
            return NotFound();
        }
        TriageBanner.Set(TempData, result.Trouble is { } trouble
            ? new Banner("The report was not assigned", Done: false) { More = $"{trouble}." }
            : new Banner(person == viewer.PersonId ? "This report is assigned to you" : $"This report is assigned to {result.Name}")
            {
                Undo = result.Before == person
                    ? null
                    : new BannerUndo($"/triage/{reference}/assign", new Dictionary<string, string> { ["to"] = result.Before?.ToString() ?? "", ["was"] = person?.ToString() ?? "" }),
            });
        return Back(reference);
    }

    private RedirectResult Back(string reference) => Redirect($"/triage/{Uri.EscapeDataString(reference.ToUpperInvariant())}");
}
