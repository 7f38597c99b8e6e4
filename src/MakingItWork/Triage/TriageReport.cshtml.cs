using MakingItWork.Capture;
using MakingItWork.Classify;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Web;
using MakingItWork.Redact;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Triage.Queues;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Triage;

[Authorize(Policy = Policies.Triage)]
public sealed class TriageReportModel(IMediator sender) : PageModel
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
    public string? TypeCode { get; set; }

    [BindProperty]
    public Severity? Severity { get; set; }

    [BindProperty]
    public Likelihood? Likelihood { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public bool PicturesChecked { get; set; }

    [BindProperty]
    public string? Message { get; set; }

    [BindProperty]
    public string? UrgencyReason { get; set; }

    public ReportToTriage Shown { get; private set; } = null!;

    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    /// <summary>What has just happened to the report's hazard.</summary>
    public Banner? Happened { get; private set; }

    /// <summary>Somebody else decided first; what was typed here is shown, not saved.</summary>
    public bool Overtaken { get; private set; }

    public bool CanDecide => Shown.Report.Stage == ReportStage.AwaitingTriage;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var result = await ShowAsync(cancel);
        Happened = TriageBanner.Take(TempData);
        if (result is PageResult && Shown.Suggestions is [{ NotSure: false } top, ..])
        {
            TypeCode = top.Code;
        }
        return result;
    }

    public Task<IActionResult> OnPostApproveAsync(CancellationToken cancel) => DecideAsync(approve: true, cancel);

    public Task<IActionResult> OnPostRejectAsync(CancellationToken cancel) => DecideAsync(approve: false, cancel);

    /// <summary>The Enter key in the form: shows the page again with what was typed, and decides nothing.</summary>
    public Task<IActionResult> OnPostStayAsync(CancellationToken cancel) => ShowAsync(cancel);

    public Task<IActionResult> OnPostLinkAsync(Guid hazard, CancellationToken cancel) =>
        ChangeHazardAsync(hazard, "This report is now linked to the hazard you chose", cancel);

    public Task<IActionResult> OnPostOwnAsync(CancellationToken cancel) =>
        ChangeHazardAsync(null, "This report now has a hazard of its own", cancel);

    public async Task<IActionResult> OnPostTakeOutAsync(Guid picture, CancellationToken cancel)
    {
        Happened = await sender.Send(new TakePictureOut(Viewer.Of(User), picture), cancel)
            ? new Banner("The picture is taken out of this report") { More = "Its files are deleted. The reporter is told on the follow-up page." }
            : new Banner("No picture was taken out", Done: false) { More = "It is gone already, or the report was decided in the meantime." };
        return await ShowAsync(cancel);
    }

    public async Task<IActionResult> OnPostUrgencyAsync(UrgencyVerdict verdict, CancellationToken cancel)
    {
        var judged = await sender.Send(new JudgeUrgency(Viewer.Of(User), Reference, verdict, UrgencyReason), cancel);
        if (judged.NotFound)
        {
            return NotFound();
        }
        await sender.Send(new RefreshRow(Viewer.Of(User), Reference), cancel);
        if (judged.Trouble is { } trouble)
        {
            Errors = new Dictionary<string, string> { [nameof(UrgencyReason)] = trouble };
        }
        else
        {
            Happened = verdict == UrgencyVerdict.Seen
                ? new Banner("You have taken this urgent report on") { More = "It stays near the head of the queue until it is decided." }
                : new Banner("This report is no longer marked as urgent") { More = "It waits in the queue by its harm." };
        }
        return await ShowAsync(cancel);
    }

    public async Task<IActionResult> OnPostMessageAsync(CancellationToken cancel)
    {
        var asked = await sender.Send(new AskReporter(Viewer.Of(User), Reference, Message), cancel);
        if (asked.NotFound)
        {
            return NotFound();
        }
        if (asked.Trouble is { } trouble)
        {
            Errors = new Dictionary<string, string> { [nameof(Message)] = trouble };
        }
        else
        {
            Message = null;
            ModelState.Remove(nameof(Message));
            Happened = new Banner("Your message is sent") { More = "The reporter reads it on the follow-up page. You do not learn who it is." };
        }
        return await ShowAsync(cancel);
    }

    private async Task<IActionResult> DecideAsync(bool approve, CancellationToken cancel)
    {
        var result = await sender.Send(new DecideReport(Viewer.Of(User), Reference, approve, TypeCode, Severity, Likelihood, Reason, PicturesChecked), cancel);
        switch (result.Outcome)
        {
            case DecideOutcome.Done:
                TempData[QueueModel.DecidedKey] = $"{Reference} is {(approve ? "approved for release" : "rejected")}";
                return RedirectToPage("/Triage/Queue");
            case DecideOutcome.NotFound:
                return NotFound();
            default:
                Errors = result.Errors;
                Overtaken = result.Outcome == DecideOutcome.AlreadyDecided;
                return await ShowAsync(cancel);
        }
    }

    /// <summary>Answers with the page itself, so that what was typed for the decision stays.</summary>
    private async Task<IActionResult> ChangeHazardAsync(Guid? hazard, string done, CancellationToken cancel)
    {
        var changed = await sender.Send(new ChangeHazard(Viewer.Of(User), Reference, hazard), cancel);
        Happened = changed
            ? new Banner(done) { More = "No job changes this again." }
            : new Banner("The hazard was not changed", Done: false) { More = "Somebody else decided on this report or its hazard in the meantime." };
        return await ShowAsync(cancel);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        if (await sender.Send(new ReadReport(Viewer.Of(User), Reference), cancel) is not { } report)
        {
            return NotFound();
        }
        Shown = report;
        return Page();
    }
}
