using System.Security.Cryptography;
using System.Text;
using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Sealing;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace MakingItWork.Plumbing.Web.Forms;

/// <summary>
/// Reads a form that carries files. The framework would keep large files in plain on the disk while the form arrives;
/// here they are encrypted as they come, and are gone when the answer is sent.
/// </summary>
internal sealed class SealedForm(HttpRequest request, FormOptions limits, DataFolder data) : IFormFeature
{
    private const int ReadBytes = 64 * 1024;
    private Task<IFormCollection>? reading;

    public bool HasFormContentType => true;

    public IFormCollection? Form { get; set; }

    /// <summary>Null when this is no form with files: the framework's own reader does for all others.</summary>
    public static SealedForm? For(HttpRequest request, FormOptions limits, DataFolder data) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? new SealedForm(request, limits, data)
            : null;

    // who asks without waiting has read the form before: model binding does
    public IFormCollection ReadForm() => Form ?? ReadFormAsync(CancellationToken.None).GetAwaiter().GetResult();

    public Task<IFormCollection> ReadFormAsync(CancellationToken cancellationToken) =>
        Form is not null ? Task.FromResult(Form) : reading ??= ReadAsync(cancellationToken);

    private async Task<IFormCollection> ReadAsync(CancellationToken cancel)
    {
        var values = new KeyValueAccumulator();
        var files = new FormFileCollection();
        var reader = new MultipartReader(Boundary(), request.Body, ReadBytes)
        {
            HeadersCountLimit = limits.MultipartHeadersCountLimit,
            HeadersLengthLimit = limits.MultipartHeadersLengthLimit,
            BodyLengthLimit = limits.MultipartBodyLengthLimit,
        };
        while (await reader.ReadNextSectionAsync(cancel) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
            {
                throw new InvalidDataException("A part of the form has no valid Content-Disposition.");
            }
            var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
            if (name.Length > limits.KeyLengthLimit || values.ValueCount + files.Count >= limits.ValueCountLimit)
            {
                throw new InvalidDataException("The form has too many fields, or one whose name is too long.");
            }
            if (disposition.IsFileDisposition())
            {
                files.Add(await FileAsync(section, name, disposition, cancel));
            }
            else
            {
                values.Append(name, await ValueAsync(section, cancel));
            }
        }
        return Form = new FormCollection(values.HasValues ? values.GetResults() : new Dictionary<string, StringValues>(), files);
    }

    private string Boundary()
    {
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.ContentType).Boundary).ToString();
        return boundary.Length > 0 && boundary.Length <= limits.MultipartBoundaryLengthLimit
            ? boundary
            : throw new InvalidDataException("The form's boundary is missing or too long.");
    }

    private async Task<string> ValueAsync(MultipartSection section, CancellationToken cancel)
    {
        var bytes = new MemoryStream();
        var buffer = new byte[4096];
        int read;
        while ((read = await section.Body.ReadAsync(buffer, cancel)) > 0)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > limits.ValueLengthLimit)
            {
                throw new InvalidDataException("A field of the form is too long.");
            }
        }
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private async Task<SealedFormFile> FileAsync(MultipartSection section, string name, ContentDispositionHeaderValue disposition, CancellationToken cancel)
    {
        var path = Path.Combine(data.Sub(Path.Combine("files", "unfinished")), "form-" + Guid.NewGuid().ToString("N"));
        var key = RandomNumberGenerator.GetBytes(32);
        // before the first byte: a form that breaks off leaves nothing behind either
        request.HttpContext.Response.OnCompleted(() => { File.Delete(path); return Task.CompletedTask; });
        await using var file = Made(path);
        using var writer = new SealingWriter(file, key, []);
        var buffer = new byte[ReadBytes];
        int read;
        while ((read = await section.Body.ReadAsync(buffer, cancel)) > 0)
        {
            await writer.WriteAsync(buffer.AsMemory(0, read), cancel).Storing();
        }
        await writer.FinishAsync(cancel).Storing();
        var given = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
        return new SealedFormFile(path, key, file.Length, new HeaderDictionary(section.Headers ?? []), name, HeaderUtilities.RemoveQuotes(given).ToString());
    }

    private static FileStream Made(string path)
    {
        try
        {
            return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 0, FileOptions.Asynchronous);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new StoreFailedException(trouble);
        }
    }
}
