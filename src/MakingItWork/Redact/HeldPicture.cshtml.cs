using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Web;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace MakingItWork.Redact;

/// <summary>
/// A held picture. It opens with the covers that the machine proposes; those chosen so far travel in hidden fields until
/// the redactor decides: nothing half done is stored.
/// </summary>
[Authorize(Policy = Policies.Redact)]
// four numbers for each cover, and the page's own fields
[RequestFormLimits(ValueCountLimit = (4 * MostCovers) + 100)]
public sealed class HeldPictureModel(IMediator sender, TimeProvider clock, IOptions<RedactOptions> options) : PageModel
{
    private const int MostCovers = 2 * CoverGroups.Most;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public List<Area> Covers { get; set; } = [];

    [BindProperty]
    public NewCover New { get; set; } = new();

    /// <summary>The redactor's word that a picture without covers shows nobody.</summary>
    [BindProperty]
    public bool NothingToCover { get; set; }

    public HeldPictureRow Picture => Held.Row;

    public HeldPictureToDecide Held { get; private set; } = null!;

    /// <summary>What the machine proposed and is not among the covers any more.</summary>
    public IEnumerable<Cover> TakenOff => Held.Proposed.Where(cover => !Covers.Contains(cover.Area));

    public int DaysLeft => options.Value.DaysLeft(Picture.Since, clock.GetUtcNow());

    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    public Banner? Happened { get; private set; }

    /// <summary>The machine's reason for a cover, if the cover is one that it proposed.</summary>
    public Cover? Proposal(Area area) => Held.Proposed.FirstOrDefault(cover => cover.Area == area);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var page = await ShowAsync(cancel);
        if (page is PageResult)
        {
            Covers = [.. Held.Proposed.Select(cover => cover.Area)];
        }
        return page;
    }

    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancel)
    {
        var page = await ShowAsync(cancel);
        if (page is not PageResult)
        {
            return page;
        }
        var (cover, errors) = New.Read(Picture.Width, Picture.Height);
        Errors = Covers.Count >= MostCovers
            ? new Dictionary<string, string> { ["Left"] = $"A picture takes {MostCovers} covers at most: take it out of the report instead" }
            : errors;
        if (cover is not null && Errors.Count == 0)
        {
            Covers.Add(cover);
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

    /// <summary>A proposal that was taken off is a cover again.</summary>
    public async Task<IActionResult> OnPostPutBackAsync(int x, int y, CancellationToken cancel)
    {
        var page = await ShowAsync(cancel);
        if (page is PageResult && TakenOff.FirstOrDefault(cover => cover.Area.X == x && cover.Area.Y == y) is { } back)
        {
            Covers.Add(back.Area);
        }
        return page;
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
        var before = (await sender.Send(new ReadHeldPicture(Viewer.Of(User), Id), cancel))?.Proposed ?? [];
        switch (await sender.Send(new DecideHeldPicture(Viewer.Of(User), Id, pass, pass ? Covers : []), cancel))
        {
            case HeldPictureResult.Done:
                TempData[HeldPicturesModel.DecidedKey] = pass ? $"The picture is passed with {Covers.Count.CountOf("cover")} painted in" : "The picture is taken out of its report";
                return RedirectToPage("/Redact/HeldPictures");
            case HeldPictureResult.NotFound:
                return NotFound();
            case HeldPictureResult.StillFound:
                return await AskAsync(before, cancel);
            case HeldPictureResult.NotProven:
                Happened = new Banner("The picture was not passed", Done: false) { More = "The stored copy does not hold every cover, so it is not shown to anybody. Check that each cover lies within the picture, or take the picture out." };
                return await ShowAsync(cancel);
            case HeldPictureResult.CannotBeOpened:
                Happened = new Banner("The picture was not passed", Done: false) { More = "The stored picture cannot be opened. Tell whoever runs this service: the log says why. If it cannot be put right, take the picture out." };
                return await ShowAsync(cancel);
            default:
                Happened = new Banner("Your decision was not saved", Done: false) { More = "Somebody else changed this report at the same moment. Look again and decide once more." };
                return await ShowAsync(cancel, overtaken: true);
        }
    }

    /// <summary>What the program found besides is drawn as covers, and may be taken off like the others.</summary>
    private async Task<IActionResult> AskAsync(IReadOnlyList<Cover> before, CancellationToken cancel)
    {
        var page = await ShowAsync(cancel);
        if (page is PageResult)
        {
            var more = Held.Proposed.Where(cover => !before.Contains(cover)).Select(cover => cover.Area).Except(Covers).ToList();
            Covers.AddRange(more);
            NothingToCover = false;
            Happened = new Banner("The picture is not passed yet", Done: false)
            {
                More = $"With your covers the program still reads what may identify somebody. {more.Count.CountOf("cover is", "covers are")} added to the end of the list: keep them, or take off what is about nobody, and pass the picture again.",
            };
        }
        return page;
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancel, bool overtaken = false)
    {
        // the fields are filled from here, not from what was sent
        ModelState.Clear();
        if (await sender.Send(new ReadHeldPicture(Viewer.Of(User), Id), cancel) is not { } picture)
        {
            if (!overtaken)
            {
                return NotFound();
            }
            TempData[HeldPicturesModel.DecidedKey] = "Nothing of yours was saved: somebody else has just decided on this picture";
            return RedirectToPage("/Redact/HeldPictures");
        }
        Held = picture;
        return Page();
    }
}
