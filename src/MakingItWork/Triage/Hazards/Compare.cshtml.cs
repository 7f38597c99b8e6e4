using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Web;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Triage.Hazards;

/// <summary>Any two reports of those that a triager may see, side by side and one picture over the other.</summary>
[Authorize(Policy = Policies.Triage)]
public sealed class CompareModel(IMediator sender) : PageModel
{
    private string Mine => $"{RouteData.Values["reference"]}".ToUpperInvariant();

    private string Theirs => $"{RouteData.Values["other"]}".ToUpperInvariant();

    private string Address => $"/triage/{Mine}/compare/{Theirs}";

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Position of the picture of this report that is laid under.</summary>
    [BindProperty(SupportsGet = true)]
    public int A { get; set; } = 1;

    [BindProperty(SupportsGet = true)]
    public int B { get; set; } = 1;

    public Comparison Shown { get; private set; } = null!;

    public Banner? Happened { get; private set; }

    /// <summary>The picture at a position, or the first.</summary>
    public Screenshot? Picture(ReportSide side, int position) => side.Pictures.FirstOrDefault(p => p.Position == position) ?? (side.Pictures.Count > 0 ? side.Pictures[0] : null);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Happened = TriageBanner.Take(TempData);
        return await ShowAsync(cancel);
    }

    /// <summary>The Enter key in the form: shows the page again with what was typed, and changes nothing.</summary>
    public Task<IActionResult> OnPostStayAsync(CancellationToken cancel) => ShowAsync(cancel);

    public Task<IActionResult> OnPostTogetherAsync(CancellationToken cancel) => JudgeAsync(true, $"{Mine} is linked to the hazard of {Theirs}", cancel);

    /// <param name="oneHazard">What the page showed: a pair that somebody has linked or parted since is shown first.</param>
    public async Task<IActionResult> OnPostApartAsync(bool oneHazard, CancellationToken cancel)
    {
        if (await sender.Send(new ReadComparison(Viewer.Of(User), Mine, Theirs), cancel) is not { } now)
        {
            return NotFound();
        }
        if (now.Pair.OneHazard != oneHazard)
        {
            Happened = new Banner("Nothing was changed", Done: false) { More = "Somebody else linked or parted these two while you had this page open. This is how they stand now." };
            Shown = now;
            return Page();
        }
        return await JudgeAsync(false, oneHazard ? $"{Mine} has a hazard of its own" : $"{Mine} and {Theirs} are remembered as not the same problem", cancel);
    }

    public Task<IActionResult> OnPostOneEventAsync(CancellationToken cancel) => EventAsync(true, "The two reports count as one event", cancel);

    public Task<IActionResult> OnPostOwnEventAsync(CancellationToken cancel) => EventAsync(false, "The two reports count as two events", cancel);

    public async Task<IActionResult> OnPostUndoAsync(Guid act, CancellationToken cancel)
    {
        var undone = await sender.Send(new UndoHazardAct(Viewer.Of(User), act), cancel);
        return undone.Found ? Back(HazardBanners.Undone(undone)) : NotFound();
    }

    private async Task<IActionResult> JudgeAsync(bool same, string done, CancellationToken cancel) =>
        Answer(await sender.Send(new JudgePair(Viewer.Of(User), Mine, Theirs, same, Reason), cancel), done);

    private async Task<IActionResult> EventAsync(bool same, string done, CancellationToken cancel)
    {
        if (await sender.Send(new ReadComparison(Viewer.Of(User), Mine, Theirs), cancel) is not { } now)
        {
            return NotFound();
        }
        // of two that tell of one event, the one that is not its first report gets an event of its own
        var apart = now.Pair.Mine.SameEventAs is null ? Theirs : Mine;
        return Answer(await sender.Send(new JudgeEvent(Viewer.Of(User), now.Pair.Mine.Hazard, same ? [Mine, Theirs] : [apart], same), cancel), done);
    }

    private IActionResult Answer(HazardJudgement judged, string done) =>
        judged.Found ? Back(HazardBanners.Of(judged.Act, done, $"{Address}?handler=Undo")) : NotFound();

    private RedirectResult Back(Banner banner)
    {
        TriageBanner.Set(TempData, banner);
        return Redirect(Address);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        if (await sender.Send(new ReadComparison(Viewer.Of(User), Mine, Theirs), cancel) is not { } shown)
        {
            return NotFound();
        }
        Shown = shown;
        return Page();
    }
}
