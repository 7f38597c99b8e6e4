using MakingItWork.Directory;
using MakingItWork.Plumbing.Web;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace MakingItWork.Redact;

[Authorize(Policy = Policies.Redact)]
public sealed class HeldPicturesModel(IMediator sender, TimeProvider clock, IOptions<RedactOptions> options) : PageModel
{
    public const string DecidedKey = "PictureDecided";

    [TempData(Key = DecidedKey)]
    public string? Decided { get; set; }

    public IReadOnlyList<HeldPictureRow> Pictures { get; private set; } = [];

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public int KeepDays => options.Value.KeepHeldDays;

    public int DaysLeft(HeldPictureRow picture) => options.Value.DaysLeft(picture.Since, Now);

    public async Task OnGetAsync(CancellationToken cancel) =>
        Pictures = await sender.Send(new ReadHeldPictures(Viewer.Of(User)), cancel);

    public Banner? Banner() => Decided is null
        ? null
        : new Banner(Decided)
        {
            LinkAddress = Pictures.Count == 0 ? null : $"/redact/{Pictures[0].Id}",
            LinkText = Pictures.Count == 0 ? null : "Go to the next picture",
        };
}
