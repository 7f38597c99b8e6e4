using MakingItWork.Directory;
using MakingItWork.Plumbing.Web;
using MakingItWork.Rules.Identifiers;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Redact;

/// <summary>
/// The words of a report. Masked for whoever opens the page; as typed only once a reason is given, which is written to the
/// audit trail each time they are shown.
/// </summary>
[Authorize(Policy = Policies.Redact)]
public sealed class ReportWordsModel(IMediator sender) : PageModel
{
    private const int ReasonLength = 300;
    private const int LeastReason = 10;

    private string reference = "";

    /// <summary>Read out over a telephone and typed, a reference may come in small letters.</summary>
    [BindProperty(SupportsGet = true)]
    public string Reference
    {
        get => reference;
        set => reference = value.ToUpperInvariant();
    }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Keys of masks that a redactor takes off.</summary>
    [BindProperty]
    public string[] LetStand { get; set; } = [];

    /// <summary>Keys of masks that a redactor put there and that stay.</summary>
    [BindProperty]
    public string[] KeepMasked { get; set; } = [];

    [BindProperty]
    public string? MaskToo { get; set; }

    [BindProperty]
    public IdentifierKind Kind { get; set; } = IdentifierKind.PersonName;

    [TempData(Key = "WordsCorrected")]
    public string? Corrected { get; set; }

    public MaskedTextView Masked { get; private set; } = null!;

    /// <summary>As typed; null until a reason is given.</summary>
    public IReadOnlyList<TypedText>? Typed { get; private set; }

    public Banner? Happened { get; private set; }

    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    public Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Happened = Corrected is null ? null : new Banner(Corrected);
        return ShowAsync(cancel);
    }

    public async Task<IActionResult> OnPostReadAsync(CancellationToken cancel)
    {
        var result = await ShowAsync(cancel, typed: true);
        if (Typed is not null)
        {
            // ticked as things stand now
            LetStand = Keys(span => span is { ByRedactor: false, Masked: false });
            KeepMasked = Keys(span => span.ByRedactor);
        }
        return result;
    }

    public async Task<IActionResult> OnPostCorrectAsync(CancellationToken cancel)
    {
        var result = await sender.Send(new CorrectText(Viewer.Of(User), Reference, LetStand, KeepMasked, MaskToo, Kind), cancel);
        switch (result.Outcome)
        {
            case CorrectTextOutcome.Done:
                Corrected = "The masks are corrected. Everyone now reads the words as below";
                return LocalRedirect($"/redact/text/{Reference}");
            case CorrectTextOutcome.NotFound:
                return NotFound();
            case CorrectTextOutcome.Refused:
                Errors = new Dictionary<string, string> { [nameof(MaskToo)] = result.Error! };
                return await ShowAsync(cancel, typed: true);
            case CorrectTextOutcome.Overtaken:
                Happened = new Banner("The masks were not corrected", Done: false) { More = "The report is being worked on at this moment. Try again in a minute: what you chose is still here." };
                return await ShowAsync(cancel, typed: true);
            default:
                return await ShowAsync(cancel);
        }
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancel, bool typed = false)
    {
        if (await sender.Send(new ReadMaskedText(Viewer.Of(User), Reference), cancel) is not { } masked)
        {
            return NotFound();
        }
        Masked = masked;
        var reason = Reason?.Trim() ?? "";
        if (typed && reason.Length is < LeastReason or > ReasonLength)
        {
            Errors = new Dictionary<string, string>
            {
                [nameof(Reason)] = reason.Length == 0 ? "Enter why you need to read the words as typed" : $"The reason must be between {LeastReason} and {ReasonLength} characters",
            };
        }
        else if (typed)
        {
            Typed = (await sender.Send(new ReadOriginalText(Viewer.Of(User), Reference, reason), cancel))?.Texts;
        }
        return Page();
    }

    private string[] Keys(Func<TextMaskSpan, bool> wanted) =>
        [.. Typed!.SelectMany(text => text.Spans.Where(wanted).Select(span => CorrectText.KeyOf(text, span)))];
}
