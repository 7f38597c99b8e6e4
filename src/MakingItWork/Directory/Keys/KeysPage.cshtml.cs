using MakingItWork.Plumbing.Web;
using MakingItWork.Web;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace MakingItWork.Directory.Keys;

/// <summary>Keys stand in the answer to a form once, never at an address.</summary>
[Authorize(Policy = Policies.ManagePeople)]
public sealed class KeysPageModel(IMediator sender, DirectoryLists directory, TimeProvider clock) : PageModel
{
    [BindProperty] public string? Name { get; set; }
    [BindProperty] public string? Organisation { get; set; }
    [BindProperty] public Guid Id { get; set; }

    [TempData(Key = "KeysSaid")] public string? Said { get; set; }

    public FieldErrors Errors { get; } = new();
    public MadeKey? Made { get; private set; }
    public IReadOnlyList<ApiKey> Keys { get; private set; } = [];
    public string? Own { get; private set; }
    public bool All { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => FillAsync(cancel);

    /// <summary>A form of no name.</summary>
    public IActionResult OnPost() => NotFound();

    public async Task OnPostMakeAsync(CancellationToken cancel)
    {
        Made = await sender.Send(new MakeKey(Viewer.Of(User), Name, Organisation), cancel);
        if (Made.Error is { } error)
        {
            Errors.Add(Made.Field ?? "", error);
        }
        await FillAsync(cancel);
    }

    public async Task<IActionResult> OnPostRotateAsync(CancellationToken cancel)
    {
        Made = await sender.Send(new RotateKey(Viewer.Of(User), Id), cancel);
        await FillAsync(cancel);
        return Made.Key is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(CancellationToken cancel)
    {
        if (!await sender.Send(new RevokeKey(Viewer.Of(User), Id), cancel))
        {
            return NotFound();
        }
        Said = "The key is revoked: it opens nothing any more";
        return LocalRedirect("/keys");
    }

    public bool Works(ApiKey key) => key.RevokedAt is null && key.ExpiresAt > clock.GetUtcNow();

    public string StateOf(ApiKey key) =>
        key.RevokedAt is { } revoked ? $"Revoked on {revoked.DayInWords()}"
        : Works(key) ? $"Works until {key.ExpiresAt.InWords()}" : $"Ended on {key.ExpiresAt.DayInWords()}";

    private async Task FillAsync(CancellationToken cancel)
    {
        var viewer = Viewer.Of(User);
        All = viewer.AdministersAll;
        Own = (await directory.ListedAsync(viewer.OrganisationCode, cancel))?.Name;
        Keys = await sender.Send(new ReadKeys(viewer), cancel);
    }
}
