using MakingItWork.Directory;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Classify;

/// <summary>How classification does. Neither administrators nor analysts read reports here.</summary>
[Authorize(Policy = Policies.ReadFigures)]
public sealed class OverviewModel(IMediator sender) : PageModel
{
    public const string DoneKey = "ClassificationDone";

    [TempData(Key = DoneKey)]
    public string? Done { get; set; }

    public ClassificationShown Shown { get; private set; } = null!;

    /// <summary>Analysts only look.</summary>
    public bool MayChange => Viewer.Of(User).AdministersAll;

    public CalibrationChart Chart => new(Shown.Figures.Bins);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await sender.Send(new ReadClassification(Viewer.Of(User)), cancel) is not { } shown)
        {
            return NotFound();
        }
        Shown = shown;
        return Page();
    }

    public async Task<IActionResult> OnPostTrainAsync(CancellationToken cancel)
    {
        if (!Viewer.Of(User).AdministersAll)
        {
            return Forbid();
        }
        Done = await sender.Send(new AskTraining(Viewer.Of(User)), cancel)
            ? "A training was asked for. It starts within a minute"
            : "A training is waiting or going on already";
        return RedirectToPage();
    }
}
