using MakingItWork.Directory;
using MakingItWork.Plumbing.Web;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Triage;

/// <summary>Takes a note from the report's page and goes back there; a note that cannot be kept is shown here with what is wrong.</summary>
[Authorize(Policy = Policies.Triage)]
public sealed class NotesPageModel(IMediator sender) : PageModel
{
    public string Of => $"{RouteData.Values["reference"]}".ToUpperInvariant();

    [BindProperty]
    public string? Note { get; set; }

    public IReadOnlyList<TeamNote> Notes { get; private set; } = [];

    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var added = await sender.Send(new AddTeamNote(Viewer.Of(User), Of, Note), cancel);
        if (added.NotFound)
        {
            return NotFound();
        }
        if (added.Trouble is { } trouble)
        {
            Errors = new Dictionary<string, string> { [nameof(Note)] = trouble };
            return await ShowAsync(cancel);
        }
        TriageBanner.Set(TempData, new Banner("Your note is kept") { More = "Your team and the national team can read it, and nobody else." });
        return Redirect($"/triage/{Of}#notes");
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        if (await sender.Send(new ReadTeamNotes(Viewer.Of(User), Of), cancel) is not { } notes)
        {
            return NotFound();
        }
        Notes = notes;
        return Page();
    }
}
