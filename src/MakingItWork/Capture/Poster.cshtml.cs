using MakingItWork.Directory;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace MakingItWork.Capture;

/// <summary>One sheet of A4 with the QR code of a signed link. It holds nothing that is not in its address.</summary>
[Authorize(Policy = Policies.MakeLinks)]
public sealed class PosterPage(ReportLinks links, DirectoryLists directory, IOptions<CaptureOptions> options) : PageModel
{
    public ReportPlace Place { get; private set; } = new(null, null, null, null);
    public string Link { get; private set; } = "";
    public string? OrganisationName { get; private set; }

    /// <summary>What people without a camera type: the page itself, without the place.</summary>
    public string ShortAddress => $"{new Uri(options.Value.PublicAddress).Authority}{new Uri(options.Value.PublicAddress).AbsolutePath.TrimEnd('/')}/report";

    public async Task<IActionResult> OnGetAsync(string? org, string? unit, string? product, string? version, string? until, string? sig, CancellationToken cancel)
    {
        Place = new ReportPlace(org, unit, product, version, ReportLinks.Day(until));
        if (links.Judge(Place, sig) != LinkWorth.Good)
        {
            return NotFound();
        }
        Link = links.Address(Place);
        OrganisationName = (await directory.ListedAsync(org, cancel))?.Name ?? org;
        return Page();
    }
}
