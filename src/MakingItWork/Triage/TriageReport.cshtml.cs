using MakingItWork.Capture;
using MakingItWork.Classify;
using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Web;
using MakingItWork.Redact;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Triage.Hazards;
using MakingItWork.Triage.Keyboard;
using MakingItWork.Triage.Queues;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace MakingItWork.Triage;

[Authorize(Policy = Policies.Triage)]
public sealed class TriageReportModel(IMediator sender, IOptions<TriageOptions> options) : PageModel
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

    /// <summary>Why a report was linked to a hazard, or is not the same.</summary>
    [BindProperty]
    public string? SamenessReason { get; set; }

    /// <summary>The filter of the list that this report was opened from; null for the whole queue.</summary>
    [BindProperty(SupportsGet = true)]
    public string? In { get; set; }

    /// <summary>What the page had shown when this was entered.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    public ReportToTriage Shown { get; private set; } = null!;

    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    /// <summary>What has just happened to the report's hazard.</summary>
    public Banner? Happened { get; private set; }

    /// <summary>Somebody else decided first; what was typed here is shown, not saved.</summary>
    public bool Overtaken { get; private set; }

    /// <summary>What changed since this person opened the report; the decision was not saved.</summary>
    public IReadOnlyList<string> Changes { get; private set; } = [];

    /// <summary>What they had decided, when it was not saved because of changes.</summary>
    public bool WouldApprove { get; private set; }

    /// <summary>The picture that would be taken out for good, to be confirmed.</summary>
    public Guid? TakingOut { get; private set; }

    /// <summary>When the fields were last entered that are filled in again.</summary>
    public DateTimeOffset? DraftOf { get; private set; }

    public bool CanDecide => Shown.Report.Stage == ReportStage.AwaitingTriage;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Happened = TriageBanner.Take(TempData);
        var result = await ShowAsync(cancel);
        if (result is PageResult)
        {
            await FillAsync(cancel);
        }
        return result;
    }

    public Task<IActionResult> OnPostApproveAsync(CancellationToken cancel) => DecideAsync(approve: true, cancel);

    public Task<IActionResult> OnPostRejectAsync(CancellationToken cancel) => DecideAsync(approve: false, cancel);

    /// <summary>The Enter key in the form: shows the page again with what was typed, and decides nothing.</summary>
    public Task<IActionResult> OnPostStayAsync(CancellationToken cancel) => ShowAsync(cancel);

    public Task<IActionResult> OnPostLinkAsync(Guid hazard, CancellationToken cancel) =>
        ChangeHazardAsync(new ChangeHazard(Viewer.Of(User), Reference, hazard, SamenessReason), "This report is now linked to the hazard you chose", cancel);

    public Task<IActionResult> OnPostOwnAsync(CancellationToken cancel) =>
        ChangeHazardAsync(new ChangeHazard(Viewer.Of(User), Reference, null, SamenessReason), "This report now has a hazard of its own", cancel);

    public Task<IActionResult> OnPostRefuseAsync(Guid hazard, CancellationToken cancel) =>
        ChangeHazardAsync(new RefuseHazard(Viewer.Of(User), Reference, hazard, SamenessReason), "This is remembered as not the same problem", cancel);

    public async Task<IActionResult> OnPostUndoHazardAsync(Guid act, CancellationToken cancel)
    {
        var undone = await sender.Send(new UndoHazardAct(Viewer.Of(User), act), cancel);
        if (!undone.Found)
        {
            return NotFound();
        }
        Happened = HazardBanners.Undone(undone);
        return await ShowAsync(cancel);
    }

    /// <summary>Without JavaScript: the type is filled in, and nothing is decided.</summary>
    public Task<IActionResult> OnPostAcceptAsync(string? code, CancellationToken cancel)
    {
        TypeCode = code;
        ModelState.Remove(nameof(TypeCode));
        return ShowAsync(cancel);
    }

    /// <summary>Asks first: the picture's files are deleted, and no undo brings them back.</summary>
    public async Task<IActionResult> OnPostTakeOutAsync(Guid picture, bool sure, CancellationToken cancel)
    {
        if (!sure)
        {
            var result = await ShowAsync(cancel);
            if (result is PageResult)
            {
                await FillAsync(cancel);
                TakingOut = Shown.Report.Screenshots.Find(s => s.Id == picture && s.Verdict == PictureVerdict.Passed)?.Id;
            }
            return result;
        }
        TriageBanner.Set(TempData, await sender.Send(new TakePictureOut(Viewer.Of(User), picture), cancel)
            ? new Banner("The picture is taken out of this report") { More = "Its files are deleted. The reporter is told on the follow-up page." }
            : new Banner("No picture was taken out", Done: false) { More = "It is gone already, or the report was decided in the meantime." });
        return LocalRedirect($"/triage/{Reference}");
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
                ? new Banner("You have taken this urgent report on") { More = "It stays near the head of the queue until it is decided.", Undo = Undo(Undoable.Urgency) }
                : new Banner("This report is no longer marked as urgent") { More = "It waits in the queue by its harm.", Undo = Undo(Undoable.Urgency) };
            await sender.Send(new KeepDraft(Viewer.Of(User), Reference, new Typed(TypeCode, Severity, Likelihood, Reason, null, null)), cancel);
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
            var result = await ShowAsync(cancel);
            await FillAsync(cancel);
            return result;
        }
        TriageBanner.Set(TempData, new Banner("Your message is sent")
        {
            More = "The reporter reads it on the follow-up page. You do not learn who it is.",
            Undo = Undo(Undoable.Message, asked.MessageId),
        });
        return LocalRedirect($"/triage/{Reference}");
    }

    private async Task<IActionResult> DecideAsync(bool approve, CancellationToken cancel)
    {
        var viewer = Viewer.Of(User);
        var result = await sender.Send(new DecideReport(viewer, Reference, approve, TypeCode, Severity, Likelihood, Reason, PicturesChecked) { Seen = Seen }, cancel);
        switch (result.Outcome)
        {
            case DecideOutcome.Done:
                var next = await sender.Send(new NextReport(viewer, Reference, In: In), cancel);
                TriageBanner.Set(TempData, Decided(approve, next is null));
                return LocalRedirect(next is null ? "/triage" : $"/triage/{next}{QueueFilter.AddressPart(In)}");
            case DecideOutcome.NotFound:
                return NotFound();
            default:
                Errors = result.Errors;
                Overtaken = result.Outcome == DecideOutcome.AlreadyDecided;
                (Changes, WouldApprove) = (result.Changes, approve);
                // it was said of other pictures, perhaps
                PicturesChecked = PicturesChecked && result.Outcome != DecideOutcome.Changed;
                return await ShowAsync(cancel);
        }
    }

    private Banner Decided(bool approve, bool last) => new($"{Reference} is {(approve ? "approved for release" : "rejected")}")
    {
        More = string.Join(' ', new[]
        {
            last ? "No report waits for you." : null,
            options.Value.UndoSeconds > 0 ? $"You can take it back for {options.Value.UndoSeconds.CountOf("second")}, here or on its page. Until then nobody else is told." : null,
        }.OfType<string>()),
        LinkAddress = $"/triage/{Reference}",
        LinkText = $"Open {Reference}",
        Undo = Undo(Undoable.Decision),
    };

    private BannerUndo? Undo(Undoable what, Guid? message = null) => options.Value.UndoSeconds > 0 ? UndoWords.Button(Reference, what, message) : null;

    /// <summary>Fills in what this person had entered and not decided, or else the suggestion that is sure enough.</summary>
    private async Task FillAsync(CancellationToken cancel)
    {
        if (Shown is null)
        {
            return;
        }
        if (await sender.Send(new ReadDraft(Viewer.Of(User), Shown.Report.Id), cancel) is { } draft)
        {
            (TypeCode, Severity, Likelihood, Reason, UrgencyReason) = (draft.TypeCode, draft.Severity, draft.Likelihood, draft.Reason, draft.UrgencyReason);
            Message ??= draft.Message;
            // a type that the program proposes anyway is nothing that somebody entered
            DraftOf = Typed.Of(draft) with { TypeCode = null } == Typed.Nothing && TypeCode == (Shown.Suggestions is [var first, ..] ? first.Code : null) ? null : draft.SavedAt;
        }
        else if (Shown.Suggestions is [{ NotSure: false } top, ..])
        {
            TypeCode = top.Code;
        }
    }

    /// <summary>Answers with the page itself, so that what was typed for the decision stays.</summary>
    private async Task<IActionResult> ChangeHazardAsync(IRequest<HazardAct> change, string done, CancellationToken cancel)
    {
        var act = await sender.Send(change, cancel);
        var result = await ShowAsync(cancel);
        if (result is PageResult)
        {
            // with the form of the decision, so that the undo loses nothing typed there either
            Happened = HazardBanners.Of(act, done, "?handler=UndoHazard") is { Undo: { } undo } banner
                ? banner with { Undo = undo with { Form = CanDecide ? "decision" : null } }
                : HazardBanners.Of(act, done, "");
            SamenessReason = act.ActId is null ? SamenessReason : null;
            ModelState.Remove(nameof(SamenessReason));
        }
        return result;
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
