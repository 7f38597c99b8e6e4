using MakingItWork.Directory;
using MakingItWork.Plumbing.Web;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Feedback;

[Authorize(Policy = Policies.RunBatches)]
public sealed class DigestsModel(IMediator sender) : PageModel
{
    [TempData(Key = "DigestsSent")]
    public string? Sent { get; set; }

    [TempData(Key = "DigestsQueued")]
    public bool SomeQueued { get; set; }

    public DigestsPage Shown { get; private set; } = new([], 1, 1);

    public async Task OnGetAsync([FromQuery(Name = "page")] int page, CancellationToken cancel) => Shown = await sender.Send(new ReadDigests(page), cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var run = await sender.Send(new SendDigestsNow(Viewer.Of(User)), cancel);
        SomeQueued = run.StillQueued > 0;
        Sent = run switch
        {
            { StillQueued: > 0 } => $"{run.Sent.CountOf("digest")} sent, {run.StillQueued.CountOf("digest")} could not be sent",
            { Sent: 0 } => "Nothing was waiting: no digest was sent",
            _ => $"{run.Sent.CountOf("digest")} sent",
        };
        return RedirectToPage();
    }
}
