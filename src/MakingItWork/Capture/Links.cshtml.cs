using MakingItWork.Directory;
using MakingItWork.Web;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Capture;

/// <summary>Where safety teams and administrators make links and posters that lead to the report page.</summary>
[Authorize(Policy = Policies.MakeLinks)]
public sealed class LinksPage(IMediator sender, DirectoryLists directory) : PageModel
{
    [BindProperty] public string? Organisation { get; set; }
    [BindProperty] public string? Unit { get; set; }
    [BindProperty] public string? Product { get; set; }
    [BindProperty] public string? Version { get; set; }
    [BindProperty] public string? Until { get; set; }

    public FieldErrors Errors { get; } = new();
    public MadeReportLink? Made { get; private set; }

    /// <summary>The only organisation for which this person makes links; null when any may be named.</summary>
    public string? Own { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => FindOwnAsync(cancel);

    public async Task OnPostAsync(CancellationToken cancel)
    {
        await FindOwnAsync(cancel);
        var made = await sender.Send(new MakeReportLink(Viewer.Of(User), Organisation, Unit, Product, Version, Until), cancel);
        foreach (var (field, message) in made.Errors)
        {
            Errors.Add(field, message);
        }
        Made = Errors.Any ? null : made;
    }

    private async Task FindOwnAsync(CancellationToken cancel)
    {
        var viewer = Viewer.Of(User);
        if (!viewer.IsNational && !viewer.AdministersAll)
        {
            Own = await directory.ListedAsync(viewer.OrganisationCode, cancel) is { } own ? $"{own.Name} ({own.Key})" : "";
        }
    }
}
