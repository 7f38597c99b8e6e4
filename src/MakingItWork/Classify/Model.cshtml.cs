using MakingItWork.Directory;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Classify;

/// <summary>One model with its figures, which an administrator may put in use.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class ModelPageModel(IMediator sender) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    public ModelShown Shown { get; private set; } = null!;

    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => ShowAsync(id, cancel);

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        var chosen = await sender.Send(new ChooseModel(Viewer.Of(User), id, Reason), cancel);
        if (chosen.NotFound)
        {
            return NotFound();
        }
        if (chosen.Trouble is { } trouble)
        {
            Errors = new Dictionary<string, string> { [nameof(Reason)] = trouble };
            return await ShowAsync(id, cancel);
        }
        TempData[OverviewModel.DoneKey] = "The model you chose is in use from the next report on";
        return RedirectToPage("/Classify/Overview");
    }

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancel)
    {
        if (await sender.Send(new ReadModel(Viewer.Of(User), id), cancel) is not { } shown)
        {
            return NotFound();
        }
        Shown = shown;
        return Page();
    }
}
