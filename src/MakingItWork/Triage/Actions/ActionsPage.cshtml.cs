using MakingItWork.Directory;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Triage.Actions;

/// <summary>What is to be done: by me, by my organisation, what is overdue, and what is closed.</summary>
[Authorize(Policy = Policies.Triage)]
public sealed class ActionsPageModel(IMediator sender, TimeProvider clock) : PageModel
{
    [FromQuery(Name = "show")]
    public ActionView Show { get; set; }

    [FromQuery(Name = "after")]
    public string? After { get; set; }

    public ActionPage Actions { get; private set; } = null!;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public async Task OnGetAsync(CancellationToken cancel) => Actions = await sender.Send(new ListActions(Viewer.Of(User), Show, After), cancel);

    public static string Words(ActionView view) => view switch
    {
        ActionView.Mine => "Mine",
        ActionView.Overdue => "Overdue",
        ActionView.Closed => "Closed",
        _ => "My organisation’s",
    };
}
