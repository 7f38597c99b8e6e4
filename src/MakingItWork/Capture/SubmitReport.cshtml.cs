using System.Data.Common;
using System.Globalization;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Web;
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
    IMediator sender, ReceivePicture receive, DiscardUploads discard, KeptPictures keeper, DirectoryLists directory, ReportLinks links,
    PageSendingLimit limit, TimeProvider clock, IOptions<CaptureOptions> options, ILogger<SubmitReportPage> log)
    : PageModel
{
    /// <summary>Name and id of the file input.</summary>
    public const string PicturesField = "pictures";

    private const int MostProducts = 100;

    private KeptPictures.Held held = keeper.None;

    /// <summary>Pictures that came with this request.</summary>
    private IReadOnlyList<UploadedPicture> fresh = [];

    private bool IsScript => Request.Headers.Accept == "application/json";

    [BindProperty] public string? Description { get; set; }
    [BindProperty] public string? Product { get; set; }
    [BindProperty] public string? ProductVersion { get; set; }
    [BindProperty] public string? Screen { get; set; }
    [BindProperty] public string? Organisation { get; set; }
    [BindProperty] public string? Unit { get; set; }
    [BindProperty] public string? Role { get; set; }
    [BindProperty] public string? DegreeOfHarm { get; set; }
    [BindProperty] public string? OccurredOn { get; set; }
    [BindProperty] public string? Reporter { get; set; }
    [BindProperty] public string? SameAs { get; set; }
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

    /// <summary>The listed organisation whose safety team reads the report; null when it is the national team.</summary>
    public string? Place { get; private set; }

    /// <summary>Whether the part with everything optional is shown open: something in it is wrong, or was typed here.</summary>
    public bool MoreIsOpen { get; private set; }

    /// <summary>What the address says about the place is used only when this installation has signed it.</summary>
    public LinkWorth Link { get; private set; }

    /// <summary>For browsers without scripts; empty when there are too many to carry.</summary>
    public IReadOnlyList<string> ProductNames { get; private set; } = [];

    public Task OnGetAsync(string? org, string? unit, string? product, string? version, string? until, string? sig)
    {
        Link = links.Judge(new ReportPlace(org, unit, product, version, ReportLinks.Day(until)), sig);
        if (Link == LinkWorth.Good)
        {
            (Organisation, Unit, Product, ProductVersion) = (org, unit, product, version);
        }
        IdempotencyKey = NewKey();
        return LookUpAsync(HttpContext.RequestAborted);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Request.HasFormContentType || !ModelState.IsValid)
        {
            var largest = HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
            return StatusCode(Request.ContentLength > largest ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status422UnprocessableEntity);
        }
        if (string.IsNullOrWhiteSpace(IdempotencyKey) || IdempotencyKey.Length > SubmitReportRules.KeyLength)
        {
            IdempotencyKey = NewKey();
        }
        try
        {
            if (limit.Wait(HttpContext) is { } seconds)
            {
                TooMuch(seconds);
            }
            else if (await SendAsync(HttpContext.RequestAborted) is { } sent)
            {
                return sent;
            }
            else if (IsScript)
            {
                // refused, so no report names them
                discard.Now(fresh);
            }
            await LookUpAsync(HttpContext.RequestAborted);
        }
        catch (Exception broken) when (broken is DbException or DbUpdateException or StoreFailedException)
        {
            log.LogError(broken, "A report could not be saved; its sender was asked to try again.");
            Errors.Add("", "Your report could not be saved just now. What you typed and the pictures are kept on this page: send it again in a minute");
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
        return IsScript ? Refusal() : Again();
    }

    private void TooMuch(int seconds)
    {
        held = keeper.Open(Kept) ?? keeper.None;
        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        Errors.Add("", $"Too many reports are being sent from your network just now, so nothing was saved. What you typed is still here: choose your pictures and send again in {seconds} seconds");
    }

    /// <summary>The page with what was typed, for people without scripts.</summary>
    private PageResult Again()
    {
        MoreIsOpen = Any(ProductVersion, Screen, Organisation, OccurredOn, Reporter) || Errors.All.Any(error => More.Contains(error.Key));
        return Page();
    }

    /// <summary>The page's own script holds everything that was typed and the pictures: it needs the messages only.</summary>
    private JsonResult Refusal()
    {
        var status = Response.StatusCode == StatusCodes.Status200OK ? StatusCodes.Status422UnprocessableEntity : Response.StatusCode;
        return new JsonResult(new { errors = Errors.All.Select(error => new { field = error.Key, message = error.Value }), key = IdempotencyKey }) { StatusCode = status };
    }

    private static readonly string[] More = [nameof(ProductVersion), nameof(Screen), nameof(Organisation), nameof(OccurredOn), nameof(Reporter)];

    private static bool Any(params string?[] texts) => texts.Any(text => !string.IsNullOrWhiteSpace(text));

    private async Task LookUpAsync(CancellationToken cancel)
    {
        try
        {
            if (await directory.ListedAsync(Organisation, cancel) is { } listed)
            {
                Organisation = Place = $"{listed.Name} ({listed.Key})";
            }
            var products = await directory.ProductsAsync(cancel);
            ProductNames = products.Count > MostProducts ? [] : [.. products.Select(known => known.Name)];
        }
        catch (DbException)
        {
            // the page is worth more than these: what is typed while the database is away can be sent afterwards
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
        fresh = await TakeAsync(Request.Form.Files, options.Value.MaximumPictures - staying.Count, cancel);
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
        foreach (var (field, message) in result.Errors)
        {
            Errors.Add(field, message);
        }
        if (Errors.Any)
        {
            return null;
        }
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
        SentOnce.Hand(TempData, result);
        // what a department put into its own link is still there for the next report
        var next = $"/report/sent{Request.QueryString}";
        return IsScript ? new JsonResult(new { next }) : LocalRedirect(next);
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
        Screen = Screen,
        Organisation = Organisation,
        Unit = Unit,
        Role = Role,
        DegreeOfHarm = DegreeOfHarm,
        OccurredOn = OccurredOn,
        Reporter = Reporter,
        SameAs = SameAs,
        IdempotencyKey = IdempotencyKey,
        PictureNotes = PictureNotes,
    };

    private static string NewKey() => Guid.NewGuid().ToString();
}
