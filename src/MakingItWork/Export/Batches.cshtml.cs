using MakingItWork.Directory;
using MakingItWork.Plumbing.Web;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Export;

[Authorize(Policy = Policies.ReadBatches)]
public sealed class BatchesModel(IMediator sender, IAuthorizationService rights) : PageModel
{
    [TempData(Key = "ExportRan")]
    public string? Ran { get; set; }

    public BatchesPage Shown { get; private set; } = new([], 0, 1, 1);

    /// <summary>Analysts only look.</summary>
    public bool MayRun { get; private set; }

    public async Task OnGetAsync([FromQuery(Name = "page")] int page, CancellationToken cancel)
    {
        MayRun = (await rights.AuthorizeAsync(User, Policies.RunBatches)).Succeeded;
        Shown = await sender.Send(new ReadBatches(page), cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!(await rights.AuthorizeAsync(User, Policies.RunBatches)).Succeeded)
        {
            return Forbid();
        }
        var run = await sender.Send(new RunExportNow(Viewer.Of(User)), cancel);
        Ran = run.Batches == 0
            ? "Nothing was waiting: no batch was made"
            : $"{run.Reports.CountOf("report")} written in {run.Batches.CountOf("batch", "batches")}, {run.Refused.CountOf("row")} refused";
        return RedirectToPage();
    }
}
