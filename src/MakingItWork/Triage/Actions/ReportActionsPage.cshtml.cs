using MakingItWork.Directory;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Triage.Actions;

/// <summary>Adds an action about a report or its hazard.</summary>
[Authorize(Policy = Policies.Triage)]
public sealed class ReportActionsPageModel(IMediator sender, TimeProvider clock) : PageModel
{
    private string reference = "";

    [BindProperty(SupportsGet = true)]
    public string Reference
    {
        get => reference;
        set => reference = value.ToUpperInvariant();
    }

    [BindProperty]
    public ActionForm Form { get; set; } = new();

    public ReportActions Shown { get; private set; } = null!;

    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Form = ActionForm.New(Now, Viewer.Of(User).PersonId);
        return ShowAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var added = await sender.Send(new AddAction(Viewer.Of(User), Reference, Form), cancel);
        if (added.NotFound)
        {
            return NotFound();
        }
        if (added.Id is { } id)
        {
            TempData[ActionSaid.Key] = ActionSaid.Of("added", id, 1);
            return RedirectToPage("/Triage/Actions/ActionPage", new { id });
        }
        Errors = added.Errors;
        return await ShowAsync(cancel);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        if (await sender.Send(new ReadReportActions(Viewer.Of(User), Reference), cancel) is not { } shown)
        {
            return NotFound();
        }
        Shown = shown;
        return Page();
    }
}
