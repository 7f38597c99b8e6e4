using MakingItWork.Directory;
using MakingItWork.Plumbing.Web;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace MakingItWork.Redact;

/// <summary>
/// A held picture and the covers chosen so far, which travel in hidden fields until the redactor decides:
/// nothing half done is stored.
/// </summary>
[Authorize(Policy = Policies.Redact)]
public sealed class HeldPictureModel(IMediator sender, TimeProvider clock, IOptions<RedactOptions> options) : PageModel
{
    private const int MostCovers = 200;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public List<Box> Covers { get; set; } = [];

    [BindProperty]
    public NewCover New { get; set; } = new();

    /// <summary>The redactor's word that a picture without covers shows nobody.</summary>
    [BindProperty]
    public bool NothingToCover { get; set; }

    public HeldPictureRow Picture { get; private set; } = null!;

    public int DaysLeft => options.Value.DaysLeft(Picture.Since, clock.GetUtcNow());

    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    public bool Overtaken { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel, opened: true);

    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancel)
    {
        var page = await ShowAsync(cancel);
        if (page is not PageResult)
        {
            return page;
        }
        var (box, errors) = New.Read(Picture.Width, Picture.Height);
        Errors = Covers.Count >= MostCovers
            ? new Dictionary<string, string> { ["Left"] = $"A picture takes {MostCovers} covers at most: take it out of the report instead" }
            : errors;
        if (box is not null && Errors.Count == 0)
        {
            Covers.Add(box);
            New = new NewCover();
        }
        return page;
    }

    public async Task<IActionResult> OnPostRemoveAsync(int cover, CancellationToken cancel)
    {
        if (cover >= 0 && cover < Covers.Count)
        {
            Covers.RemoveAt(cover);
        }
        return await ShowAsync(cancel);
    }

    public async Task<IActionResult> OnPostPassAsync(CancellationToken cancel)
    {
        // a cover that was begun and forgotten, or a button pressed too soon, would leave a patient in the picture
        var trouble = !New.IsEmpty ? ("Left", "Add the cover you have begun, or clear its fields")
            : Covers.Count == 0 && !NothingToCover ? (nameof(NothingToCover), "Add a cover, or tick the box if the picture identifies nobody")
            : default((string Field, string Message)?);
        if (trouble is not { } wrong)
        {
            return await DecideAsync(pass: true, cancel);
        }
        Errors = new Dictionary<string, string> { [wrong.Field] = wrong.Message };
        return await ShowAsync(cancel);
    }

    public Task<IActionResult> OnPostTakeOutAsync(CancellationToken cancel) => DecideAsync(pass: false, cancel);

    private async Task<IActionResult> DecideAsync(bool pass, CancellationToken cancel)
    {
        switch (await sender.Send(new DecideHeldPicture(Viewer.Of(User), Id, pass, pass ? Covers : []), cancel))
        {
            case HeldPictureResult.Done:
                TempData[HeldPicturesModel.DecidedKey] = pass ? $"The picture is passed with {Covers.Count.CountOf("cover")} painted in" : "The picture is taken out of its report";
                return RedirectToPage("/Redact/HeldPictures");
            case HeldPictureResult.NotFound:
                return NotFound();
            default:
                Overtaken = true;
                return await ShowAsync(cancel);
        }
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancel, bool opened = false)
    {
        if (await sender.Send(new ReadHeldPicture(Viewer.Of(User), Id, opened), cancel) is not { } picture)
        {
            if (!Overtaken)
            {
                return NotFound();
            }
            TempData[HeldPicturesModel.DecidedKey] = "Nothing of yours was saved: somebody else has just decided on this picture";
            return RedirectToPage("/Redact/HeldPictures");
        }
        Picture = picture;
        return Page();
    }
}
