using System.Text;
using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Web;
using MediatR;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace MakingItWork.Capture;

/// <summary>POST /api/v1/reports: reads the body as it streams in, so that pictures go to the disk once and memory stays small.</summary>
public static class CaptureApi
{
    private const string NotesField = "pictureNotes";
    private const int FieldBytes = 64 * 1024;
    private const int NotesBytes = Capture.PictureNotes.MostLetters;
    /// <summary>The most that RFC 2046 allows.</summary>
    private const int BoundaryLength = 70;
    private const int ReadBytes = 64 * 1024;

    public static void MapCaptureApi(this IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/reports", SubmitAsync)
        .WithName("SubmitReport")
        .WithSummary("Report an unsafe screen")
        .WithDescription("1 to 5 pictures or a sentence, or the reference of a known problem, and the product. Answers as soon as the report is safely stored; "
            + "everything else happens in the background. Send an Idempotency-Key header to make a retry harmless.")
        .Accepts<ReportForm>("multipart/form-data")
        .Produces<AcceptedReport>(StatusCodes.Status202Accepted)
        .ProducesValidationProblem()
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .WithTags("Reports")
        .RequireRateLimiting(SendingLimits.Reports)
        .AllowAnonymous()
        .DisableAntiforgery();

    /// <summary>The fields of the form, as described in OpenAPI.</summary>
    /// <param name="Pictures">Up to 5 files: PNG, JPG, WebP, GIF, BMP or TIF, each under 10 MB and 40 megapixels.</param>
    /// <param name="Product">Name of the health record system; one that is not listed is accepted.</param>
    /// <param name="Screen">The screen or part of the system that it is about, such as "discharge summary", at most 100 characters: reports of one screen are found together.</param>
    /// <param name="Organisation">ODS code or name.</param>
    /// <param name="DegreeOfHarm">HazardOnly, NoHarm, Low, Moderate, Severe or Death.</param>
    /// <param name="OccurredOn">A day, as 2026-03-27.</param>
    /// <param name="SameAs">Reference of a known problem, as H-4K7M-29QX: the report says the same, and then needs neither picture nor sentence.</param>
    /// <param name="Reporter">Who reports and how to reach them; optional, kept apart and encrypted.</param>
    /// <param name="PictureNotes">JSON, one entry for each picture in order: {"outlines":[{"x","y","width","height"}], "uncovered":[{"x","y","width","height","kind"}], "covers":3, "readHere":true}, in pixels of the picture the right way up. What cannot be understood is left out.</param>
    public sealed record ReportForm(
        IFormFileCollection? Pictures, string? Description, string Product, string? ProductVersion, string? Screen, string? Organisation,
        string? Unit, string? Role, string? DegreeOfHarm, string? OccurredOn, string? SameAs, string? Reporter, string? PictureNotes);

    /// <param name="Reference">For people: how to name the report.</param>
    /// <param name="FollowUp">The private address at which its progress can be seen; given only here.</param>
    public sealed record AcceptedReport(string Reference, string FollowUp);

    private static async Task<IResult> SubmitAsync(
        HttpContext http, ReceivePicture receive, DiscardUploads discard, IMediator sender, IOptions<CaptureOptions> options, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= BoundaryLength } boundary)
        {
            return Results.Problem("Send the report as multipart/form-data.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        }
        var pictures = new List<UploadedPicture>();
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        try
        {
            await ReadAsync(new MultipartReader(boundary, http.Request.Body, ReadBytes), receive, options.Value, pictures, fields, errors, cancel);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or BadHttpRequestException)
        {
            discard.Now(pictures);
            return Results.ValidationProblem(new Dictionary<string, string[]>
            {
                ["body"] = ["The report could not be uploaded – it ended early or is not multipart/form-data. Try again"],
            });
        }
        catch (StoreFailedException)
        {
            discard.Now(pictures);
            return Results.Problem("The report could not be stored just now. Send it again in a minute.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        catch
        {
            discard.Now(pictures);
            throw;
        }
        var result = errors.Count > 0 ? null : await sender.Send(Request(fields, pictures, http.Request.Headers["Idempotency-Key"].ToString()), cancel);
        if (result is not { Accepted: true, Repeated: false })
        {
            discard.Now(pictures);
        }
        if (result is null || result.Errors.Count > 0)
        {
            return Results.ValidationProblem(result?.Errors.ToDictionary(error => JsonName(error.Key), error => new[] { error.Value }) ?? errors);
        }
        return result.KeyUsedForAnother
            ? Results.Problem("This Idempotency-Key was already used for a different report. Use a new key for a new report.", statusCode: StatusCodes.Status409Conflict)
            : Results.Accepted(
                $"/follow-up/{result.LinkSecret}",
                new AcceptedReport(result.Reference, $"{options.Value.PublicAddress.TrimEnd('/')}/follow-up/{result.LinkSecret}"));
    }

    private static async Task ReadAsync(
        MultipartReader reader, ReceivePicture receive, CaptureOptions options, List<UploadedPicture> pictures,
        Dictionary<string, string> fields, Dictionary<string, string[]> errors, CancellationToken cancel)
    {
        while (await reader.ReadNextSectionAsync(cancel) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
            {
                continue;
            }
            var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
            if (!disposition.IsFileDisposition())
            {
                fields[name] = name.Equals(NotesField, StringComparison.OrdinalIgnoreCase)
                    ? await FieldAsync(section.Body, NotesBytes, cancel) ?? "too long"
                    : await FieldAsync(section.Body, FieldBytes, cancel) ?? throw new InvalidDataException("A field is too long.");
            }
            else if (pictures.Count == options.MaximumPictures)
            {
                errors["pictures"] = [receive.TooMany().Message];
                return;
            }
            else
            {
                var (picture, trouble) = await receive.FromAsync(section.Body, cancel);
                if (trouble is not null)
                {
                    errors["pictures"] = [trouble.Message];
                    return;
                }
                pictures.Add(picture!);
            }
        }
    }

    /// <returns>Null when it is longer than that; the reader skips the rest.</returns>
    private static async Task<string?> FieldAsync(Stream body, int mostBytes, CancellationToken cancel)
    {
        var bytes = new MemoryStream();
        var buffer = new byte[4096];
        int read;
        while ((read = await body.ReadAsync(buffer, cancel)) > 0)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > mostBytes)
            {
                return null;
            }
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static SubmitReport Request(Dictionary<string, string> fields, List<UploadedPicture> pictures, string key) => new()
    {
        Pictures = pictures,
        Description = fields.GetValueOrDefault("description"),
        Product = fields.GetValueOrDefault("product"),
        ProductVersion = fields.GetValueOrDefault("productVersion"),
        Screen = fields.GetValueOrDefault("screen"),
        Organisation = fields.GetValueOrDefault("organisation"),
        Unit = fields.GetValueOrDefault("unit"),
        Role = fields.GetValueOrDefault("role"),
        DegreeOfHarm = fields.GetValueOrDefault("degreeOfHarm"),
        OccurredOn = fields.GetValueOrDefault("occurredOn"),
        SameAs = fields.GetValueOrDefault("sameAs"),
        Reporter = fields.GetValueOrDefault("reporter"),
        IdempotencyKey = key.Length == 0 ? null : key,
        PictureNotes = fields.GetValueOrDefault(NotesField),
    };

    private static string JsonName(string field) => char.ToLowerInvariant(field[0]) + field[1..];
}
