using MakingItWork.Directory;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Export;

[Authorize(Policy = Policies.ReadBatches)]
public sealed class BatchModel(IMediator sender) : PageModel
{
    public BatchLedger Ledger { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, [FromQuery(Name = "page")] int page, CancellationToken cancel)
    {
        if (await sender.Send(new ReadBatch(id, page), cancel) is not { } ledger)
        {
            return NotFound();
        }
        Ledger = ledger;
        return Page();
    }
}
