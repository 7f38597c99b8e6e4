using MakingItWork.Directory;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Triage;

/// <summary>Where a guardian learns who sent a report. The name stands in the answer to a form only, never at an address.</summary>
[Authorize(Policy = Policies.Guard)]
public sealed class GuardianModel(IMediator sender) : PageModel
{
    [BindProperty]
    public string? Reference { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public OpenedName Opened { get; private set; } = new(new Dictionary<string, string>(), null, null);

    public void OnGet()
    {
    }

    public async Task OnPostAsync(CancellationToken cancel) =>
        Opened = await sender.Send(new OpenReporterName(Viewer.Of(User), Reference, Reason), cancel);
}
