using MakingItWork.Directory;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Triage.Hazards;

/// <summary>What somebody was told about hazards that they follow.</summary>
[Authorize(Policy = Policies.Triage)]
public sealed class NoticesPageModel(IMediator sender) : PageModel
{
    public Notices Notices { get; private set; } = new([], []);

    public async Task OnGetAsync(CancellationToken cancel) => Notices = await sender.Send(new ReadNotices(Viewer.Of(User)), cancel);
}
