using MakingItWork.Directory;
using MakingItWork.Plumbing.Web;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Triage.Queues;

[Authorize(Policy = Policies.Triage)]
public sealed class FiltersPageModel(IMediator sender) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>The filter to save, as it stands in the queue's address.</summary>
    [BindProperty]
    public string? Query { get; set; }

    [BindProperty]
    public Guid Id { get; set; }

    public IReadOnlyList<OwnFilter> Own { get; private set; } = [];

    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    public Banner? Done { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Done = TriageBanner.Take(TempData);
        await ShowAsync(cancel);
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancel)
    {
        if (await sender.Send(new SaveFilter(Viewer.Of(User), Name, Query), cancel) is { } trouble)
        {
            Errors = new Dictionary<string, string> { [nameof(Name)] = trouble };
            await ShowAsync(cancel);
            return Page();
        }
        TriageBanner.Set(TempData, new Banner($"The filter {Name?.Trim()} is saved"));
        return Redirect($"/triage?{QueueFilter.From(Query).ToQuery()}");
    }

    public Task<IActionResult> OnPostRenameAsync(CancellationToken cancel) => ChangeAsync(FilterChange.Rename, "The filter has a new name", cancel);

    public Task<IActionResult> OnPostDeleteAsync(CancellationToken cancel) => ChangeAsync(FilterChange.Delete, "The filter is deleted", cancel);

    public Task<IActionResult> OnPostOpenWithAsync(CancellationToken cancel) => ChangeAsync(FilterChange.OpenWith, "Your queue now opens with this filter", cancel);

    public Task<IActionResult> OnPostOpenWithAllAsync(CancellationToken cancel) => ChangeAsync(FilterChange.OpenWithAll, "Your queue now opens with all reports that wait", cancel);

    private async Task<IActionResult> ChangeAsync(FilterChange change, string done, CancellationToken cancel)
    {
        var changed = await sender.Send(new ChangeFilter(Viewer.Of(User), Id, change, Name), cancel);
        if (changed.NotFound)
        {
            return NotFound();
        }
        if (changed.Trouble is { } trouble)
        {
            Errors = new Dictionary<string, string> { [$"name-{Id:N}"] = trouble };
            await ShowAsync(cancel);
            return Page();
        }
        TriageBanner.Set(TempData, new Banner(done));
        return RedirectToPage();
    }

    private async Task ShowAsync(CancellationToken cancel) => Own = (await sender.Send(new FilterChoices(Viewer.Of(User)), cancel)).Own;
}
