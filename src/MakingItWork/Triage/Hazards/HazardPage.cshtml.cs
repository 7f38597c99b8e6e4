using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Web;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Triage.Hazards;

/// <summary>A hazard with its reports, figures, life and history.</summary>
[Authorize(Policy = Policies.Triage)]
public sealed class HazardPageModel(IMediator sender) : PageModel
{
    private string Reference => $"{RouteData.Values["reference"]}".ToUpperInvariant();

    private string Address => $"/triage/hazards/{Reference}";

    [BindProperty]
    public List<string> Chosen { get; set; } = [];

    [BindProperty]
    public HazardState? Was { get; set; }

    [BindProperty]
    public HazardState? To { get; set; }

    [BindProperty]
    public string? FixedIn { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public HazardToTriage Shown { get; private set; } = null!;

    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    public Banner? Happened { get; private set; }

    public Task<IActionResult> OnGetAsync([FromQuery(Name = "page")] int page, CancellationToken cancel)
    {
        Happened = TriageBanner.Take(TempData);
        return ShowAsync(page, cancel);
    }

    /// <summary>The Enter key among the reports: shows the page again with what was chosen, and changes nothing.</summary>
    public Task<IActionResult> OnPostStayAsync([FromQuery(Name = "page")] int page, CancellationToken cancel) => ShowAsync(page, cancel);

    public async Task<IActionResult> OnPostFollowAsync(bool follow, CancellationToken cancel) =>
        await sender.Send(new FollowHazard(Viewer.Of(User), Reference, follow), cancel)
            ? Back(new Banner(follow ? "You follow this hazard" : "You no longer follow this hazard") { More = follow ? "You are told here and by mail when it changes." : null })
            : NotFound();

    public async Task<IActionResult> OnPostLeadAsync(string? report, CancellationToken cancel) =>
        Answer(await sender.Send(new ChooseLead(Viewer.Of(User), Reference, report), cancel), report is null ? "The most complete report leads again" : $"{report} leads this hazard");

    public async Task<IActionResult> OnPostOwnEventAsync(string? report, CancellationToken cancel) =>
        Answer(await sender.Send(new JudgeEvent(Viewer.Of(User), Reference, report is null ? [] : [report], Same: false), cancel), $"{report} counts as an event of its own");

    public async Task<IActionResult> OnPostOneEventAsync([FromQuery(Name = "page")] int page, CancellationToken cancel)
    {
        if (Chosen.Count < 2)
        {
            Errors = new Dictionary<string, string> { [nameof(Chosen)] = "Select two reports or more that tell of one event" };
            return await ShowAsync(page, cancel);
        }
        return Answer(await sender.Send(new JudgeEvent(Viewer.Of(User), Reference, Chosen, Same: true), cancel), $"{Chosen.Count.CountOf("report")} count as one event");
    }

    public async Task<IActionResult> OnPostStateAsync(CancellationToken cancel)
    {
        var result = await sender.Send(new ChangeHazardState(Viewer.Of(User), Reference, Was, To, FixedIn, Reason), cancel);
        if (!result.Found)
        {
            return NotFound();
        }
        if (result.Errors.Count > 0)
        {
            Errors = result.Errors;
            return await ShowAsync(1, cancel);
        }
        return Back(HazardBanners.Of(new HazardAct(true, result.ActId), $"This hazard is now: {StateWords.Name(To!.Value, FixedIn?.Trim())}", $"{Address}?handler=Undo") with { More = "Everybody who follows it is told." });
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid act, CancellationToken cancel)
    {
        var undone = await sender.Send(new UndoHazardAct(Viewer.Of(User), act), cancel);
        // of a hazard that an undo leaves empty nobody sees anything any more: the queue says what happened
        return undone.Found ? Back(HazardBanners.Undone(undone), await sender.Send(new ReadHazard(Viewer.Of(User), Reference, 1), cancel) is null ? "/triage" : Address) : NotFound();
    }

    private IActionResult Answer(HazardJudgement judged, string done) =>
        judged.Found ? Back(HazardBanners.Of(judged.Act, done, $"{Address}?handler=Undo")) : NotFound();

    private RedirectResult Back(Banner banner, string? to = null)
    {
        TriageBanner.Set(TempData, banner);
        return Redirect(to ?? Address);
    }

    private async Task<IActionResult> ShowAsync(int page, CancellationToken cancel)
    {
        if (await sender.Send(new ReadHazard(Viewer.Of(User), Reference, page), cancel) is not { } shown)
        {
            return NotFound();
        }
        Shown = shown;
        return Page();
    }
}
