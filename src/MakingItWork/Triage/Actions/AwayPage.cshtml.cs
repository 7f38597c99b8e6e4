using MakingItWork.Directory;
using MakingItWork.Plumbing.Web;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Triage.Actions;

/// <summary>When somebody is away, and who covers.</summary>
[Authorize]
public sealed class AwayPageModel(IMediator sender, TimeProvider clock) : PageModel
{
    private const string SaidKey = "AwaySaid";

    /// <summary>For whom; empty for oneself.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Person { get; set; }

    [BindProperty]
    public AwayForm Form { get; set; } = new();

    public AwayShown Shown { get; private set; } = null!;

    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    public Banner? Happened { get; private set; }

    public bool AwayNow => Shown.Absence is { } absence && absence.From <= clock.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var result = await ShowAsync(cancel);
        if (result is PageResult)
        {
            Happened = Said(TempData[SaidKey] as string);
        }
        return result;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var set = await sender.Send(new SetAway(Viewer.Of(User), Person, Form), cancel);
        if (set.NotFound)
        {
            return NotFound();
        }
        if (set.AbsenceId is { } id)
        {
            TempData[SaidKey] = $"set {id}";
            return RedirectToPage(new { Person });
        }
        Errors = set.Errors;
        return await ShowAsync(cancel);
    }

    public async Task<IActionResult> OnPostBackAsync(Guid absence, CancellationToken cancel)
    {
        TempData[SaidKey] = await sender.Send(new EndAway(Viewer.Of(User), absence), cancel) ? "ended" : "gone";
        return RedirectToPage(new { Person });
    }

    private Banner? Said(string? said) => said?.Split(' ') switch
    {
        ["set", var id] => new Banner(Shown.Own ? "You are set away" : $"{Shown.Name} is set away")
        {
            More = Shown.CoverIsHere
                ? $"Mails go to {Shown.Cover} in that time."
                : $"{Shown.Cover} is away now too, and nobody in the line of covers is there. Until somebody is back, mails go to the clinical safety officers.",
            Undo = new BannerUndo($"/account/away?handler=Back&person={Shown.PersonId}", new Dictionary<string, string> { ["absence"] = id }),
        },
        ["ended"] => new Banner(Shown.Own ? "You are not away any more" : $"{Shown.Name} is not away any more"),
        ["gone"] => new Banner("Nothing was changed", Done: false) { More = "It was ended or replaced already." },
        _ => null,
    };

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        if (await sender.Send(new ReadAway(Viewer.Of(User), Person), cancel) is not { } shown)
        {
            return NotFound();
        }
        Shown = shown;
        return Page();
    }
}
