using MakingItWork.Directory;
using MakingItWork.Plumbing.Web;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Triage.Hazards;

/// <summary>What a split would do, before it is done.</summary>
[Authorize(Policy = Policies.Triage)]
public sealed class SplitPageModel(IMediator sender) : PageModel
{
    private string Reference => $"{RouteData.Values["reference"]}".ToUpperInvariant();

    [BindProperty]
    public List<string> Chosen { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    public SplitPreview Preview { get; private set; } = null!;

    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    /// <summary>The address alone chooses no reports.</summary>
    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancel)
    {
        var result = await sender.Send(new SplitHazard(Viewer.Of(User), Reference, Chosen, Reason), cancel);
        if (!result.Found)
        {
            return NotFound();
        }
        if (result.Trouble is { } trouble)
        {
            Errors = new Dictionary<string, string> { [nameof(Reason)] = trouble };
            return await ShowAsync(cancel);
        }
        var banner = HazardBanners.Of(new Deduplicate.HazardAct(true, result.ActId), $"{Chosen.Count.CountOf("report")} of {Reference} {(Chosen.Count == 1 ? "is" : "are")} now hazard {result.NewHazard}", $"/triage/hazards/{Reference}?handler=Undo");
        TriageBanner.Set(TempData, banner);
        return Redirect($"/triage/hazards/{result.NewHazard}");
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        if (await sender.Send(new PreviewSplit(Viewer.Of(User), Reference, Chosen), cancel) is not { } preview)
        {
            return NotFound();
        }
        Preview = preview;
        return Page();
    }
}
