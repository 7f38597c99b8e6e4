using MakingItWork.Plumbing.Web;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Directory.People;

[Authorize(Policy = Policies.ManagePeople)]
public sealed class PeoplePageModel(IMediator sender, DirectoryLists directory) : PageModel
{
    public const string SaidKey = "PeopleSaid";

    [TempData(Key = SaidKey)] public string? Said { get; set; }
    [BindProperty(SupportsGet = true)] public string? Search { get; set; }

    public IReadOnlyList<PersonRow> People { get; private set; } = [];
    public string? Own { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var viewer = Viewer.Of(User);
        Own = (await directory.ListedAsync(viewer.OrganisationCode, cancel))?.Name;
        People = await sender.Send(new ReadPeople(viewer, Search), cancel);
    }

    public static string StateOf(PersonRow person) =>
        person.DeactivatedAt is { } since ? $"Shut since {since.DayInWords()}"
        : person.Invited ? "Invited, no password yet"
        : person.SecondFactor ? "Open, with a second factor" : "Open";
}
