using MakingItWork.Rules.Statistics;
using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Insight;

/// <summary>What anyone may know about the products that were reported.</summary>
public sealed class ProductsPage(IMediator sender) : PageModel
{
    public IReadOnlyList<ProductFigure> Figures { get; private set; } = [];
    public int ShownFrom => SmallNumbers.ShownFrom;

    public async Task OnGetAsync(CancellationToken cancel) => Figures = await sender.Send(new ProductFigures(), cancel);
}
