using MakingItWork.Directory;
using MakingItWork.Plumbing.Web;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Triage.Actions;

/// <summary>One action: read, change, done, cancel, open again.</summary>
[Authorize(Policy = Policies.Triage)]
public sealed class ActionPageModel(IMediator sender, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The newest version when the form was made.</summary>
    [BindProperty]
    public int Seen { get; set; }

    [BindProperty]
    public ActionForm Form { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    public ActionShown Shown { get; private set; } = null!;

    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    public Banner? Happened { get; private set; }

    /// <summary>What others changed while this form was open.</summary>
    public IReadOnlyList<SafetyActionChange>? Overtaken { get; private set; }

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Happened = ActionSaid.Banner(TempData[ActionSaid.Key] as string);
        return await ShowAsync(keepForm: false, cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        await AfterAsync(await sender.Send(new ChangeAction(Viewer.Of(User), Id, Seen, Form), cancel), "changed", keepForm: true, cancel);

    public Task<IActionResult> OnPostDoneAsync(CancellationToken cancel) => CloseAsync(ActionState.Done, "done", cancel);

    public Task<IActionResult> OnPostCancelAsync(CancellationToken cancel) => CloseAsync(ActionState.Cancelled, "cancelled", cancel);

    public Task<IActionResult> OnPostReopenAsync(CancellationToken cancel) => CloseAsync(ActionState.Open, "open", cancel);

    public async Task<IActionResult> OnPostUndoAsync(int version, CancellationToken cancel)
    {
        var undone = await sender.Send(new UndoAction(Viewer.Of(User), Id, version), cancel);
        if (undone.Outcome == ActionOutcome.NotFound)
        {
            return NotFound();
        }
        TempData[ActionSaid.Key] = undone.Outcome == ActionOutcome.Done ? "undone" : "late";
        return RedirectToPage(new { Id });
    }

    private async Task<IActionResult> CloseAsync(ActionState state, string said, CancellationToken cancel) =>
        await AfterAsync(await sender.Send(new CloseAction(Viewer.Of(User), Id, Seen, state, Reason), cancel), said, keepForm: false, cancel);

    private async Task<IActionResult> AfterAsync(ChangedAction changed, string said, bool keepForm, CancellationToken cancel)
    {
        switch (changed.Outcome)
        {
            case ActionOutcome.NotFound:
                return NotFound();
            case ActionOutcome.Done:
                TempData[ActionSaid.Key] = changed.Version == 0 ? "same" : ActionSaid.Of(said, Id, changed.Version);
                return RedirectToPage(new { Id });
        }
        Errors = changed.Errors;
        var seen = Seen;
        var result = await ShowAsync(keepForm, cancel);
        if (result is PageResult && changed.Outcome == ActionOutcome.Stale)
        {
            Overtaken = [.. Shown.Action.Changes.Where(c => c.Version > seen)];
        }
        return result;
    }

    private async Task<IActionResult> ShowAsync(bool keepForm, CancellationToken cancel)
    {
        if (await sender.Send(new ReadAction(Viewer.Of(User), Id), cancel) is not { } shown)
        {
            return NotFound();
        }
        Shown = shown;
        Seen = shown.Action.Version;
        ModelState.Clear();
        if (!keepForm)
        {
            Form = ActionForm.Of(shown.Action);
        }
        return Page();
    }
}
