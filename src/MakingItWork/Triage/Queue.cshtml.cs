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
    public const string DecidedKey = "Decided";

    /// <summary>What was decided on the page before this one.</summary>
    [TempData(Key = DecidedKey)]
    public string? Decided { get; set; }

    public QueuePage Queue { get; private set; } = new([], 0, 1, 1, []);

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public async Task OnGetAsync([FromQuery(Name = "page")] int page, CancellationToken cancel) =>
        Queue = await sender.Send(new TriageQueue(Viewer.Of(User), page), cancel);

    public Banner? Banner() => Decided is null
        ? null
        : new Banner(Decided)
        {
            More = Queue.Items.Count == 0 ? "No other report waits for you." : null,
            LinkAddress = Queue.Items.Count == 0 ? null : $"/triage/{Queue.Items[0].Reference}",
            LinkText = Queue.Items.Count == 0 ? null : $"Go to the next report, {Queue.Items[0].Reference}",
        };
}
