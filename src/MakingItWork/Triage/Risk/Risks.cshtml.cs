using MakingItWork.Directory;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Triage.Risk;

/// <summary>What waits for a clinical safety officer.</summary>
[Authorize(Policy = Policies.AssessRisk)]
public sealed class RisksModel(IMediator sender) : PageModel
{
    public WaitingRisksPage Waiting { get; private set; } = new([], null);

    [FromQuery(Name = "after")]
    public string? After { get; set; }

    public async Task OnGetAsync(CancellationToken cancel) => Waiting = await sender.Send(new WaitingRisks(Viewer.Of(User), After), cancel);
}
