using MakingItWork.Directory;
using MakingItWork.Plumbing.Web;
using MakingItWork.Triage.Queues;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Triage;

[Authorize(Policy = Policies.Triage)]
public sealed class QueueModel(IMediator sender, TimeProvider clock) : PageModel
{
    public QueuePage Queue { get; private set; } = new([], 0, new QueueCounts(0, 0, 0, 0, 0), []);

    public FilterOffer Offer { get; private set; } = new([], []);

    public Banner? Happened { get; private set; }

    public bool IsNational { get; private set; }

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(string? after, string? before, CancellationToken cancel)
    {
        var viewer = Viewer.Of(User);
        if (!Request.QueryString.HasValue && await sender.Send(new DefaultFilter(viewer), cancel) is { } opensWith)
        {
            return Redirect($"/triage?{opensWith}");
        }
        Queue = await sender.Send(new TriageQueue(viewer, QueueFilter.From(Request.QueryString.Value), QueueCursor.From(after, before)), cancel);
        Offer = await sender.Send(new FilterChoices(viewer), cancel);
        Happened = TriageBanner.Take(TempData);
        IsNational = viewer.IsNational;
        return Page();
    }

    /// <summary>The way to a report that keeps the filter, so that its next and previous are of this list.</summary>
    public string To(QueueItem item) => $"/triage/{item.Reference}{QueueFilter.AddressPart(Queue.Filter.ToQuery())}";

    public string Page(QueueCursor? at) => $"/triage?{Queue.Filter.ToQuery()}{(at is null ? null : $"&{(at.Backwards ? "before" : "after")}={at.Text}")}";
}
