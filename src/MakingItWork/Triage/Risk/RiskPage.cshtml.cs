using MakingItWork.Directory;
using MakingItWork.Plumbing.Web;
using MakingItWork.Rules.ClinicalRisk;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Triage.Risk;

/// <summary>The clinical risk of a report's hazard: read, propose, sign.</summary>
[Authorize(Policy = Policies.Triage)]
public sealed class RiskPageModel(IMediator sender) : PageModel
{
    public const string SaidKey = "RiskSaid";
    private string reference = "";

    [BindProperty(SupportsGet = true)]
    public string Reference
    {
        get => reference;
        set => reference = value.ToUpperInvariant();
    }

    /// <summary>The newest version when the form was made.</summary>
    [BindProperty]
    public int Seen { get; set; }

    [BindProperty]
    public RiskContent Form { get; set; } = new();

    public RiskShown Shown { get; private set; } = null!;

    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    public Banner? Happened { get; private set; }

    /// <summary>What others saved while this form was open; null when nobody did.</summary>
    public IReadOnlyList<RiskDifference>? Overtaken { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var result = await ShowAsync(cancel);
        if (result is PageResult)
        {
            Seen = Shown.LastVersion;
            Form = Shown.Current?.Content ?? new RiskContent { InitialSeverity = Shown.Decided?.Severity, InitialLikelihood = Shown.Decided?.Likelihood };
            Happened = Said();
        }
        return result;
    }

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) => SaveAsync(sign: false, cancel);

    public Task<IActionResult> OnPostSignAsync(CancellationToken cancel) => SaveAsync(sign: true, cancel);

    public async Task<IActionResult> OnPostUndoAsync(int version, CancellationToken cancel)
    {
        var undone = await sender.Send(new UndoRisk(Viewer.Of(User), Reference, version), cancel);
        if (undone == UndoneRisk.NotFound)
        {
            return NotFound();
        }
        TempData[SaidKey] = undone == UndoneRisk.Done ? "undone" : "too late";
        return RedirectToPage(new { Reference });
    }

    private async Task<IActionResult> SaveAsync(bool sign, CancellationToken cancel)
    {
        var saved = await sender.Send(new AssessRisk(Viewer.Of(User), Reference, Seen, sign, Form), cancel);
        switch (saved.Outcome)
        {
            case AssessOutcome.Done:
                TempData[SaidKey] = $"{(sign ? "signed" : "proposed")} {saved.Version}";
                return RedirectToPage(new { Reference });
            case AssessOutcome.NotFound:
                return NotFound();
            case AssessOutcome.MayNotSign:
                Errors = new Dictionary<string, string> { [""] = "Only a clinical safety officer of this organisation signs a final assessment. You can save it as a proposal" };
                return await ShowAsync(cancel);
            case AssessOutcome.TakenBack:
                Errors = new Dictionary<string, string> { [""] = "The person who reported has taken this report back. Assess the hazard from another of its reports" };
                return await ShowAsync(cancel);
            case AssessOutcome.Stale:
                return await OvertakenAsync(cancel);
            default:
                Errors = saved.Errors;
                return await ShowAsync(cancel);
        }
    }

    /// <summary>What was typed stays in the form, and may be saved again on top of what the other saved.</summary>
    private async Task<IActionResult> OvertakenAsync(CancellationToken cancel)
    {
        var result = await ShowAsync(cancel);
        if (result is PageResult)
        {
            var before = Shown.Versions.FirstOrDefault(v => v.Version <= Seen && v.State != RiskState.TakenBack)?.Content;
            Overtaken = RiskWording.Differences(before, Shown.Current?.Content);
            Seen = Shown.LastVersion;
            ModelState.Remove(nameof(Seen));
        }
        return result;
    }

    private Banner? Said()
    {
        var said = (TempData[SaidKey] as string)?.Split(' ', 2) ?? [];
        return said switch
        {
            ["undone"] => new Banner("The assessment is taken back") { More = "It stays in the list of versions. What was in force before is in force again." },
            ["too", ..] => new Banner("The assessment was not taken back", Done: false) { More = "It is not the newest any more, it is not yours, or it is older than 10 minutes. Save a new version instead." },
            ["signed", var version] => new Banner("The assessment is final") { More = "It is signed in your name.", Undo = Undo(version) },
            ["proposed", var version] => new Banner("The assessment is saved as a proposal") { More = "A clinical safety officer makes it final.", Undo = Undo(version) },
            _ => null,
        };
    }

    private BannerUndo Undo(string version) => new($"/triage/{Reference}/risk?handler=Undo", new Dictionary<string, string> { ["version"] = version });

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        if (await sender.Send(new ReadRisk(Viewer.Of(User), Reference), cancel) is not { } shown)
        {
            return NotFound();
        }
        Shown = shown;
        return Page();
    }

    public ScaleField Severities(string field, string question, string? hint, Severity? chosen) =>
        new(field, question, hint, [.. Enum.GetValues<Severity>().Select(s => (s.ToString(), s.Name(), s.Definition(), s == chosen))], Errors);

    public ScaleField Likelihoods(string field, string question, Likelihood? chosen) =>
        new(field, question, null, [.. Enum.GetValues<Likelihood>().Select(l => (l.ToString(), l.Name(), l.Definition(), l == chosen))], Errors);

    public RiskText Text(string field, string label, string? hint, string? value, int rows = 2) => new(field, label, hint, value, rows, Errors);
}

/// <summary>One free text of the form, for _RiskText.cshtml.</summary>
public sealed record RiskText(string Field, string Label, string? Hint, string? Value, int Rows, IReadOnlyDictionary<string, string> Errors);
