using MakingItWork.Directory;
using MakingItWork.Plumbing.Web;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Classify;

/// <summary>Where urgent reports are mailed to.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class OnCallPageModel(IMediator sender, TimeProvider clock) : PageModel
{
    [BindProperty]
    public string? Organisation { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    public OnCallShown Shown { get; private set; } = null!;

    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    public Banner? Happened { get; private set; }

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var set = await sender.Send(new SetOnCallAddress(Viewer.Of(User), Organisation, Email ?? ""), cancel);
        Errors = set.Errors;
        if (Errors.Count == 0)
        {
            Happened = new Banner($"Urgent reports of {set.Name} are mailed to {Email!.Trim()}");
            Clear();
        }
        return await ShowAsync(cancel);
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancel)
    {
        var set = await sender.Send(new SetOnCallAddress(Viewer.Of(User), Organisation, null), cancel);
        Errors = set.Errors;
        if (Errors.Count == 0)
        {
            Happened = new Banner($"{set.Name} has no on-call address of its own any more");
            Clear();
        }
        return await ShowAsync(cancel);
    }

    private void Clear()
    {
        (Organisation, Email) = (null, null);
        ModelState.Clear();
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        if (await sender.Send(new ReadOnCall(Viewer.Of(User)), cancel) is not { } shown)
        {
            return NotFound();
        }
        Shown = shown;
        return Page();
    }
}
