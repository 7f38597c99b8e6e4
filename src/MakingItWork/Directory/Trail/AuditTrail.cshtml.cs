using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace MakingItWork.Directory.Trail;

/// <summary>Who saw what, who did what, and why; and whether anybody has changed it since.</summary>
[Authorize(Policy = Policies.Audit)]
public sealed class AuditTrailModel(IMediator sender) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Who { get; set; }
    [BindProperty(SupportsGet = true)] public string? What { get; set; }
    [BindProperty(SupportsGet = true)] public string? Report { get; set; }
    [BindProperty(SupportsGet = true)] public string? From { get; set; }
    [BindProperty(SupportsGet = true)] public string? Until { get; set; }
    [BindProperty(SupportsGet = true)] public long? Before { get; set; }

    [TempData] public string? Checked { get; set; }

    public TrailPage Shown { get; private set; } = new([], null, new AuditHead());
    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();
    public bool MayCheck => Viewer.Of(User).AdministersAll;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        var (from, until) = (Day(nameof(From), From, errors), Day(nameof(Until), Until, errors));
        Errors = errors;
        Shown = await sender.Send(new ReadTrail(Viewer.Of(User), new TrailFilter(Who, What, Report, from, until, Before)), cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await sender.Send(new CheckTrailNow(Viewer.Of(User)), cancel) is not { } verdict)
        {
            return NotFound();
        }
        Checked = verdict.Holds ? "The whole trail was read: it holds." : "The whole trail was read: it does not hold.";
        return LocalRedirect("/audit");
    }

    /// <summary>The same filter for the file, or for the page that begins before an entry.</summary>
    public string AddressOf(string path, long? before = null)
    {
        var fields = new Dictionary<string, string?>
        {
            ["who"] = Who, ["what"] = What, ["report"] = Report,
            ["from"] = path == "/audit" ? From : Iso(From), ["until"] = path == "/audit" ? Until : Iso(Until),
            ["before"] = before?.ToString(CultureInfo.InvariantCulture),
        };
        return QueryHelpers.AddQueryString(path, fields.Where(field => !string.IsNullOrWhiteSpace(field.Value)));
    }

    private static string? Iso(string? typed) => TryDay(typed, out var day) ? day.ToString("O", CultureInfo.InvariantCulture) : null;

    private static DateOnly? Day(string field, string? typed, Dictionary<string, string> errors)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }
        if (TryDay(typed, out var day))
        {
            return day;
        }
        errors[field] = "Enter a date such as 27/3/2027";
        return null;
    }

    private static bool TryDay(string? typed, out DateOnly day) =>
        DateOnly.TryParseExact(typed?.Trim(), ["d/M/yyyy", "d MMMM yyyy", "yyyy-MM-dd"], CultureInfo.GetCultureInfo("en-GB"), DateTimeStyles.None, out day)
        && day.Year is > 1900 and < 9000;
}
