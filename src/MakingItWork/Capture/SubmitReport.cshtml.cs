using System.Data.Common;
using MakingItWork.Plumbing.Files;
using MakingItWork.Web;
using MediatR;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Capture;

/// <summary>
/// The report page: complete without a script and without an account. Anyone may send a report from anywhere, so a
/// forged one gains nothing, while an outdated anti-forgery token or a refused cookie would cost a true one.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class SubmitReportPage(
    IMediator sender, ReceivePicture receive, KeptPictures keeper, TimeProvider clock, IOptions<CaptureOptions> options, ILogger<SubmitReportPage> log)
    : PageModel
{
    /// <summary>Name and id of the file input.</summary>
    public const string PicturesField = "pictures";

    private KeptPictures.Held held = keeper.None;

    [BindProperty] public string? Description { get; set; }
    [BindProperty] public string? Product { get; set; }
    [BindProperty] public string? ProductVersion { get; set; }
    [BindProperty] public string? Organisation { get; set; }
    [BindProperty] public string? Unit { get; set; }
    [BindProperty] public string? Role { get; set; }
    [BindProperty] public string? DegreeOfHarm { get; set; }
    [BindProperty] public string? OccurredOn { get; set; }
    [BindProperty] public string? IdempotencyKey { get; set; }
    [BindProperty] public string? PictureNotes { get; set; }

    /// <summary>The sealed list of pictures that need not be chosen again.</summary>
    [BindProperty] public string? Kept { get; set; }

    /// <summary>Positions, from 1, of kept pictures that shall go.</summary>
    [BindProperty] public int[] Remove { get; set; } = [];

    public IReadOnlyList<UploadedPicture> Pictures => held.Pictures;
    public string SealedPictures => keeper.Seal(held);
    public FieldErrors Errors { get; } = new();
    public CaptureOptions Limits => options.Value;

    /// <summary>False while the database does not answer: the page then does without its lists of suggestions.</summary>
    public bool ListsAvailable { get; private set; } = true;

    public void OnGet(string? org, string? unit, string? product, string? version)
    {
        (Organisation, Unit, Product, ProductVersion) = (org, unit, product, version);
        IdempotencyKey = NewKey();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Request.HasFormContentType || !ModelState.IsValid)
        {
            var limit = HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
            return StatusCode(Request.ContentLength > limit ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status422UnprocessableEntity);
        }
        if (string.IsNullOrWhiteSpace(IdempotencyKey) || IdempotencyKey.Length > SubmitReportRules.KeyLength)
        {
            IdempotencyKey = NewKey();
        }
        try
        {
            return await SendAsync(HttpContext.RequestAborted) ?? Page();
        }
        catch (Exception broken) when (broken is DbException or DbUpdateException or StoreFailedException)
        {
            log.LogError(broken, "A report could not be saved; its sender was asked to try again.");
            ListsAvailable = false;
            Errors.Add("", "Your report could not be saved just now. What you typed and the pictures are kept on this page: send it again in a minute");
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Page();
        }
    }

    /// <returns>Null when the page must be shown again.</returns>
    private async Task<IActionResult?> SendAsync(CancellationToken cancel)
    {
        var earlier = keeper.Open(Kept);
        if (earlier is null)
        {
            Errors.Add(PicturesField, "The pictures you chose earlier are no longer kept – choose them again");
        }
        held = earlier ?? keeper.None;
        var removed = held.Pictures.Where((_, index) => Remove.Contains(index + 1)).ToList();
        var staying = held.Pictures.Except(removed).ToList();
        var fresh = await TakeAsync(Request.Form.Files, options.Value.MaximumPictures - staying.Count, cancel);
        held = held with { Pictures = [.. staying, .. fresh] };
        await keeper.DropAsync(removed, cancel);
        await LeaveOutTakenAsync(cancel);

        var report = Report();
        CheckWords(report);
        if (Errors.Any)
        {
            return null;
        }
        var result = await sender.Send(report, cancel);
        if (result.KeyUsedForAnother)
        {
            IdempotencyKey = NewKey();
            await LeaveOutTakenAsync(cancel);
            Errors.Add("", "A different report was already sent from this page. It is safe. If this is a new report, send it again");
            return null;
        }
        if (result.Repeated)
        {
            await keeper.DropAsync(fresh, cancel);
        }
        ReportSentPage.Hand(TempData, result);
        // what a department put into its own link is still there for the next report
        return LocalRedirect($"/report/sent{Request.QueryString}");
    }

    private async Task<IReadOnlyList<UploadedPicture>> TakeAsync(IFormFileCollection files, int room, CancellationToken cancel)
    {
        var taken = new List<UploadedPicture>();
        for (var i = 0; i < files.Count && i < room; i++)
        {
            await using var content = files[i].OpenReadStream();
            var (picture, trouble) = await receive.FromAsync(content, cancel);
            if (picture is not null)
            {
                taken.Add(picture);
            }
            else
            {
                Errors.Add(PicturesField, files.Count == 1 ? trouble!.Message : $"{trouble!.Message} (file {i + 1} of {files.Count})");
            }
        }
        if (files.Count > room)
        {
            Errors.Add(PicturesField, receive.TooMany().Message);
        }
        return taken;
    }

    private async Task LeaveOutTakenAsync(CancellationToken cancel)
    {
        var free = await keeper.FreeAsync(held.Pictures, IdempotencyKey, cancel);
        if (free.Count < held.Pictures.Count)
        {
            Errors.Add(PicturesField, "A picture you chose earlier is no longer kept – choose it again");
        }
        held = held with { Pictures = free };
    }

    private void CheckWords(SubmitReport report)
    {
        // a refused picture has its own message: the one about having none would only confuse
        var refused = Errors.Of(PicturesField).Any();
        foreach (var (field, message) in SubmitReportRules.Errors(report, clock.GetUtcNow()))
        {
            if (!refused || field != nameof(Description) || Description?.Length > SubmitReportRules.DescriptionLength)
            {
                Errors.Add(field, message);
            }
        }
    }

    private SubmitReport Report() => new()
    {
        Pictures = held.Pictures,
        Description = Description,
        Product = Product,
        ProductVersion = ProductVersion,
        Organisation = Organisation,
        Unit = Unit,
        Role = Role,
        DegreeOfHarm = DegreeOfHarm,
        OccurredOn = OccurredOn,
        IdempotencyKey = IdempotencyKey,
        PictureNotes = PictureNotes,
    };

    private static string NewKey() => Guid.NewGuid().ToString();
}
