using MakingItWork.Directory;
using MakingItWork.Plumbing.Web;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Triage;

[Authorize(Policy = Policies.Triage)]
public sealed class QueueModel(IMediator sender, TimeProvider clock) : PageModel
{
    public QueuePage Queue { get; private set; } = new([], 0, 1, 1, []);

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>What was done on the page before this one.</summary>
    public Banner? Happened { get; private set; }

    public async Task OnGetAsync([FromQuery(Name = "page")] int page, CancellationToken cancel)
    {
        Queue = await sender.Send(new TriageQueue(Viewer.Of(User), page), cancel);
        Happened = TriageBanner.Take(TempData);
    }
}
