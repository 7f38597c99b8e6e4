using MakingItWork.Store;
using MakingItWork.Web;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Directory.People;

[Authorize(Policy = Policies.ManagePeople)]
public sealed class InvitePageModel(IMediator sender, DirectoryLists directory, ReportsDb db) : PageModel
{
    [BindProperty] public string? Name { get; set; }
    [BindProperty] public string? Email { get; set; }
    [BindProperty] public string? Organisation { get; set; }
    [BindProperty] public string? Supplier { get; set; }
    [BindProperty] public List<string> Roles { get; set; } = [];

    [TempData(Key = PeoplePageModel.SaidKey)] public string? Said { get; set; }

    public FieldErrors Errors { get; } = new();
    public IReadOnlyList<string> ToGive { get; private set; } = [];
    public IReadOnlyList<string> Suppliers { get; private set; } = [];

    /// <summary>The only organisation for which this administrator invites; null when any may be named.</summary>
    public string? Own { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => FillAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        foreach (var (field, message) in await sender.Send(new InvitePerson(Viewer.Of(User), Email, Name, Organisation, Supplier, Roles), cancel))
        {
            Errors.Add(field, message);
        }
        if (!Errors.Any)
        {
            Said = $"An invitation is on its way to {Email!.Trim()}";
            return LocalRedirect("/people");
        }
        await FillAsync(cancel);
        return Page();
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        var viewer = Viewer.Of(User);
        ToGive = PeopleSight.RolesToGive(viewer);
        if (viewer.AdministersAll)
        {
            Suppliers = await db.Suppliers.OrderBy(s => s.Name).Select(s => s.Name).ToListAsync(cancel);
        }
        else
        {
            Own = await directory.ListedAsync(viewer.OrganisationCode, cancel) is { } own ? $"{own.Name} ({own.Key})" : viewer.OrganisationCode;
        }
    }
}
