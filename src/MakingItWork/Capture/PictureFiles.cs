using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Sealing;

namespace MakingItWork.Capture;

/// <summary>Stored pictures as answers to a browser.</summary>
public sealed class PictureFiles(IFileStore files, ILogger<PictureFiles> log)
{
    private const string CannotBeOpened = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 240" role="img" aria-label="This picture cannot be opened">
          <rect width="640" height="240" fill="#f0f4f5"/><rect x="2" y="2" width="636" height="236" fill="none" stroke="#d5281b" stroke-width="4"/>
          <text x="320" y="105" text-anchor="middle" font-family="Arial, sans-serif" font-size="30" font-weight="bold" fill="#212b32">This picture cannot be opened</text>
          <text x="320" y="150" text-anchor="middle" font-family="Arial, sans-serif" font-size="20" fill="#212b32">Tell whoever runs this service: the log says why.</text>
        </svg>
        """;

    /// <summary>
    /// The picture. One that does not open is replaced by one that says so: where a page asks for a picture, it shows
    /// nothing else.
    /// </summary>
    public async Task<IResult> AnswerAsync(string key, Guid screenshot, CancellationToken cancel)
    {
        try
        {
            return Results.Bytes(await files.ReadAsync(key, cancel), "image/png");
        }
        catch (CannotBeOpenedException trouble)
        {
            log.LogError("Picture {PictureId} was not shown. {Trouble}", screenshot, trouble.Message);
        }
        catch (Exception trouble) when (trouble is FileNotFoundException or DirectoryNotFoundException)
        {
            log.LogError("Picture {PictureId} was not shown. Its file is missing.", screenshot);
        }
        return Results.Text(CannotBeOpened, "image/svg+xml", statusCode: StatusCodes.Status500InternalServerError);
    }
}
