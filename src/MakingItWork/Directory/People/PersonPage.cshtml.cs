using MakingItWork.Plumbing.Web.OpenId;
using MakingItWork.Web;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace MakingItWork.Directory.People;

/// <summary>One account, for the administrators who manage it; for all others it is not there.</summary>
[Authorize(Policy = Policies.ManagePeople)]
public sealed class PersonPageModel(IMediator sender, IOptions<SingleSignOnOptions> singleSignOn) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "id")] public Guid Id { get; set; }
    [BindProperty] public List<string> Roles { get; set; } = [];

    [TempData(Key = PeoplePageModel.SaidKey)] public string? Said { get; set; }

    public PersonRow? Person { get; private set; }
    public FieldErrors Errors { get; } = new();
    public IReadOnlyList<string> ToGive { get; private set; } = [];
    public IReadOnlyList<string> Chosen { get; private set; } = [];
    public bool IsOwn { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await FillAsync(cancel) ? Page() : NotFound();

    /// <summary>A form of no name.</summary>
    public IActionResult OnPost() => NotFound();

    public Task<IActionResult> OnPostRolesAsync(CancellationToken cancel) => ChangeAsync(PersonChange.Roles, "The roles are saved", cancel);

    public Task<IActionResult> OnPostDeactivateAsync(CancellationToken cancel) => ChangeAsync(PersonChange.Deactivate, "The account is shut", cancel);

    public Task<IActionResult> OnPostActivateAsync(CancellationToken cancel) => ChangeAsync(PersonChange.Activate, "The account is open again", cancel);

    public Task<IActionResult> OnPostInviteAgainAsync(CancellationToken cancel) => ChangeAsync(PersonChange.InviteAgain, "A new link is on its way. Older ones do not work any more", cancel);

    public Task<IActionResult> OnPostTakeOffSecondFactorAsync(CancellationToken cancel) => ChangeAsync(PersonChange.TakeOffSecondFactor, "The second factor is off", cancel);

    public Task<IActionResult> OnPostHandOverAsync(CancellationToken cancel) => ChangeAsync(PersonChange.HandOver, "The password is gone. The account waits for the first single sign-on with its email address", cancel);

    public IEnumerable<(string Handler, string Text, bool Warning)> Actions()
    {
        if (Person!.DeactivatedAt is not null)
        {
            yield return ("Activate", "Open the account again", false);
            yield break;
        }
        yield return ("InviteAgain", Person.Invited ? "Send the invitation again" : "Send a link to a new password", false);
        if (Person.SecondFactor)
        {
            yield return ("TakeOffSecondFactor", "Take off the second factor", false);
        }
        if (singleSignOn.Value.On && !Person.Invited)
        {
            yield return ("HandOver", "Hand over to single sign-on", false);
        }
        yield return ("Deactivate", "Shut the account", true);
    }

    private async Task<IActionResult> ChangeAsync(PersonChange change, string said, CancellationToken cancel)
    {
        var changed = await sender.Send(new ChangePerson(Viewer.Of(User), Id, change, Roles), cancel);
        if (!changed.Found || !await FillAsync(cancel))
        {
            return NotFound();
        }
        if (changed.Error is null)
        {
            Said = $"{Person!.Name}: {said}";
            return LocalRedirect("/people");
        }
        Chosen = change == PersonChange.Roles ? Roles : Chosen;
        Errors.Add(change == PersonChange.Roles ? "Roles" : "", changed.Error);
        return Page();
    }

    private async Task<bool> FillAsync(CancellationToken cancel)
    {
        var viewer = Viewer.Of(User);
        Person = (await sender.Send(new ReadPeople(viewer, null, Id), cancel)).SingleOrDefault();
        ToGive = PeopleSight.RolesToGive(viewer);
        Chosen = Person?.Roles ?? [];
        IsOwn = Id == viewer.PersonId;
        return Person is not null;
    }
}
