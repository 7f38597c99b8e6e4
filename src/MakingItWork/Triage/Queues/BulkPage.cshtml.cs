using MakingItWork.Directory;
using MakingItWork.Plumbing.Web;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Triage.Queues;

/// <summary>One act on several reports: first what it will change, then what it did, report by report. Each goes through the act of its own page.</summary>
[Authorize(Policy = Policies.Triage)]
public sealed class BulkPageModel(IMediator sender) : PageModel
{
    private const int Most = 100;

    [BindProperty]
    public BulkAct Act { get; set; }

    [BindProperty]
    public List<string> References { get; set; } = [];

    /// <summary>Who had each report when the preview was shown, in the order of the references.</summary>
    [BindProperty]
    public List<string?> Was { get; set; } = [];

    [BindProperty]
    public Guid? To { get; set; }

    [BindProperty]
    public string? Hazard { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public BulkPreview Preview { get; private set; } = new([], null, []);

    /// <summary>What happened to each; null while it is only a preview.</summary>
    public IReadOnlyList<BulkLine>? Results { get; private set; }

    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    public IActionResult OnGet() => Redirect("/triage");

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken cancel)
    {
        if (References.Count is 0 or > Most)
        {
            TriageBanner.Set(TempData, new Banner(References.Count == 0 ? "Tick at least one report first" : $"Tick at most {Most} reports", Done: false));
            return Redirect("/triage");
        }
        await ShowAsync(cancel);
        if (Act == BulkAct.LinkHazard && !string.IsNullOrWhiteSpace(Hazard))
        {
            Errors = Missing();
        }
        return Page();
    }

    public async Task<IActionResult> OnPostDoAsync(CancellationToken cancel)
    {
        if (References.Count is 0 or > Most)
        {
            return await OnPostPreviewAsync(cancel);
        }
        await ShowAsync(cancel);
        Errors = Missing();
        if (Errors.Count > 0)
        {
            return Page();
        }
        var was = References.Zip(Was).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => pair.Second ?? "", StringComparer.Ordinal);
        var results = new List<BulkLine>();
        foreach (var line in Preview.Lines)
        {
            var (done, words) = line.Can ? await DoAsync(line, was.GetValueOrDefault(line.Reference, ""), cancel) : (false, line.Words);
            results.Add(line with { Can = done, Words = words });
        }
        Results = results;
        return Page();
    }

    private async Task<(bool Done, string Words)> DoAsync(BulkLine line, string was, CancellationToken cancel)
    {
        var viewer = Viewer.Of(User);
        switch (Act)
        {
            case BulkAct.Assign:
                var assigned = await sender.Send(new AssignReport(viewer, line.Reference, To, was), cancel);
                return assigned.NotFound ? (false, "There is no such report for you") : assigned.Trouble is { } trouble ? (false, trouble) : (true, $"Assigned to {assigned.Name}");
            case BulkAct.MarkRead:
                return (await sender.Send(new MarkRead(viewer, [line.Reference]), cancel)).Count > 0 ? (true, "Marked as read") : (false, "There is no such report for you");
            case BulkAct.LinkHazard:
                return await sender.Send(new LinkToHazard(viewer, line.Reference, Preview.Hazard!), cancel) switch
                {
                    LinkOutcome.Linked => (true, $"Linked to {Preview.Hazard}"),
                    LinkOutcome.Refused => (false, PreviewBulkHandler.Refused),
                    _ => (false, "Not linked: somebody else changed it in the meantime"),
                };
            default:
                var decided = await sender.Send(new DecideReport(viewer, line.Reference, Approve: false, null, null, null, Reason, PicturesChecked: false), cancel);
                return decided.Outcome == DecideOutcome.Done ? (true, "Rejected") : (false, decided.Outcome == DecideOutcome.AlreadyDecided ? "Not rejected: somebody else decided in the meantime" : "Not rejected");
        }
    }

    private Dictionary<string, string> Missing() => Act switch
    {
        BulkAct.Assign when To is not null && Preview.Colleagues.All(c => c.Id != To) => new() { [nameof(To)] = "Select somebody of your team, or nobody" },
        BulkAct.Reject when string.IsNullOrWhiteSpace(Reason) => new() { [nameof(Reason)] = "Enter why these reports are rejected: each reporter will read it" },
        BulkAct.Reject when Reason!.Trim().Length > DecideReportHandler.ReasonLength => new() { [nameof(Reason)] = $"Reason must be {DecideReportHandler.ReasonLength} characters or fewer" },
        BulkAct.LinkHazard when string.IsNullOrWhiteSpace(Hazard) => new() { [nameof(Hazard)] = "Enter the reference of a hazard, for example H-4F7K-2M9P" },
        BulkAct.LinkHazard when Preview.Hazard is null => new() { [nameof(Hazard)] = $"There is no hazard {Hazard!.Trim()} that your team can see. Check the reference: it begins with H and stands on the hazard’s page" },
        _ => [],
    };

    private async Task ShowAsync(CancellationToken cancel)
    {
        References = [.. References.Select(r => r.Trim().ToUpperInvariant())];
        Preview = await sender.Send(new PreviewBulk(Viewer.Of(User), Act, [.. References.Distinct()], Hazard), cancel);
        if (Preview.Hazard is { } found)
        {
            // as it is written, for the field and for what is sent next
            ModelState.Remove(nameof(Hazard));
            Hazard = found;
        }
    }
}
