using MakingItWork.Plumbing.Sealing;

namespace MakingItWork.Plumbing.Web.Forms;

/// <summary>A file of a form, on the disk under a key that only this object knows: what a dead process leaves opens for nobody.</summary>
internal sealed class SealedFormFile(string path, byte[] key, long sealedBytes, IHeaderDictionary headers, string name, string fileName) : IFormFile
{
    public string ContentType => headers.ContentType.ToString();

    public string ContentDisposition => headers.ContentDisposition.ToString();

    public IHeaderDictionary Headers => headers;

    public long Length { get; } = OpeningStream.PlainLength(sealedBytes);

    public string Name => name;

    public string FileName => fileName;

    public Stream OpenReadStream() =>
        new OpeningStream(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0, FileOptions.Asynchronous), sealedBytes, key, []);

    public void CopyTo(Stream target)
    {
        using var content = OpenReadStream();
        content.CopyTo(target);
    }

    public async Task CopyToAsync(Stream target, CancellationToken cancellationToken = default)
    {
        await using var content = OpenReadStream();
        await content.CopyToAsync(target, cancellationToken);
    }
}
