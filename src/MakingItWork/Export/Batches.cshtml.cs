using MakingItWork.Directory;
using MakingItWork.Plumbing.Web;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Export;

[Authorize(Policy = Policies.RunBatches)]
public sealed class BatchesModel(IMediator sender) : PageModel
{
    [TempData(Key = "ExportRan")]
    public string? Ran { get; set; }

    public BatchesPage Shown { get; private set; } = new([], 0, 1, 1);

    public async Task OnGetAsync([FromQuery(Name = "page")] int page, CancellationToken cancel) => Shown = await sender.Send(new ReadBatches(page), cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var run = await sender.Send(new RunExportNow(Viewer.Of(User)), cancel);
        Ran = run.Batches == 0
            ? "Nothing was waiting: no batch was made"
            : $"{run.Reports.CountOf("report")} written in {run.Batches.CountOf("batch", "batches")}, {run.Refused.CountOf("row")} refused";
        return RedirectToPage();
    }
}
