using MakingItWork.Directory;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Triage.Searching;

[Authorize(Policy = Policies.Triage)]
public sealed class SearchPageModel(IMediator sender, TimeProvider clock) : PageModel
{
    [FromQuery(Name = "q")]
    public string? Typed { get; set; }

    [FromQuery(Name = "below")]
    public long? Below { get; set; }

    public FoundReports? Found { get; private set; }

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!Request.Query.ContainsKey("q"))
        {
            return Page();
        }
        Found = await sender.Send(new FindReports(Viewer.Of(User), Typed, Below), cancel);
        return Found.Reference is { } reference ? RedirectToPage("/Triage/TriageReport", new { reference }) : Page();
    }

    public string AddressOf(long? below) => below is null
        ? $"/triage/search?q={Uri.EscapeDataString(Typed ?? "")}"
        : $"/triage/search?q={Uri.EscapeDataString(Typed ?? "")}&below={below}";
}
