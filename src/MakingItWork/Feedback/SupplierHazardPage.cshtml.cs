using MakingItWork.Directory;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Feedback;

[Authorize(Policy = Policies.Supply)]
public sealed class SupplierHazardPageModel(IMediator sender) : PageModel
{
    private string reference = "";

    /// <summary>Read out over a telephone and typed, a reference may come in small letters.</summary>
    [BindProperty(SupportsGet = true)]
    public string Reference
    {
        get => reference;
        set => reference = value.ToUpperInvariant();
    }

    [BindProperty]
    public SupplierAnswerKind? Kind { get; set; }

    [BindProperty]
    public string? FixVersion { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [TempData(Key = "Answered")]
    public string? Answered { get; set; }

    public SupplierHazard Hazard { get; private set; } = null!;

    /// <summary>The hazard as its supplier's list shows it: type, risk and age.</summary>
    public SupplierHazardRow? Row { get; private set; }

    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var result = await sender.Send(new AnswerHazard(Viewer.Of(User), Reference, Kind, FixVersion, Words), cancel);
        if (!result.Found)
        {
            return NotFound();
        }
        if (result.Errors.Count > 0)
        {
            Errors = result.Errors;
            return await ShowAsync(cancel);
        }
        Answered = "Your answer is saved. Everyone who reported this hazard can read it";
        return LocalRedirect($"/supplier/hazards/{Reference}");
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        var viewer = Viewer.Of(User);
        if (await sender.Send(new ReadSupplierHazard(viewer, Reference), cancel) is not { } hazard)
        {
            return NotFound();
        }
        Hazard = hazard;
        Row = (await sender.Send(new SupplierHazards(viewer), cancel)).FirstOrDefault(row => row.Reference == hazard.Reference);
        return Page();
    }
}
