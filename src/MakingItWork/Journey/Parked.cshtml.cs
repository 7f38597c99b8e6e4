using MakingItWork.Directory;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Journey;

[Authorize(Policy = Policies.Administer)]
public sealed class ParkedModel(IMediator sender) : PageModel
{
    [TempData(Key = "Resumed")]
    public string? Resumed { get; set; }

    public IReadOnlyList<ParkedReport> Reports { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Reports = await sender.Send(new ReadParked(Viewer.Of(User)), cancel);

    public async Task<IActionResult> OnPostAsync(string reference, CancellationToken cancel)
    {
        Resumed = await sender.Send(new ResumeReport(Viewer.Of(User), reference), cancel)
            ? $"{reference} is being tried again"
            : $"{reference} was not parked any more";
        return RedirectToPage();
    }
}
