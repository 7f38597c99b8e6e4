using MakingItWork.Directory;
using MakingItWork.Plumbing.Web;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Feedback;

[Authorize(Policy = Policies.Supply)]
public sealed class SupplierPortalModel(IMediator sender) : PageModel
{
    public IReadOnlyList<SupplierHazardRow> Hazards { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Hazards = await sender.Send(new SupplierHazards(Viewer.Of(User)), cancel);

    public string Summary()
    {
        var open = Hazards.Count(h => h.Answer is null);
        return $"{Hazards.Count.CountOf("hazard")} known from {Hazards.Sum(h => h.Reports).CountOf("report")}, worst first. "
            + (open == 0 ? "Each has your answer." : $"{open.CountOf("hazard has", "hazards have")} no answer from you.");
    }
}
