using MakingItWork.Directory;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Classify;

/// <summary>Versions of taxonomies, what uses them, and the maps between them.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class TaxonomiesPageModel(IMediator sender) : PageModel
{
    public IReadOnlyList<TaxonomyUse> Taxonomies { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Taxonomies = await sender.Send(new ReadTaxonomies(Viewer.Of(User)), cancel);
}
