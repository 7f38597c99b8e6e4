using System.Globalization;
using MakingItWork.Plumbing.Files;
using Microsoft.Extensions.Options;

namespace MakingItWork.Capture;

/// <summary>Takes one file as it streams in: stores it, then looks at its first and last bytes. What is refused is deleted at once.</summary>
public sealed class ReceivePicture(IFileStore files, IOptions<CaptureOptions> options)
{
    public const string Area = "uploads";

    public async Task<(UploadedPicture? Picture, PictureTrouble? Trouble)> FromAsync(Stream content, CancellationToken cancel)
    {
        StoredFile stored;
        try
        {
            stored = await files.SaveAsync(Area, content, options.Value.MaximumBytes, cancel);
        }
        catch (FileTooLargeException)
        {
            return (null, TooLarge());
        }
        var header = PictureHeader.Read(stored.Head, stored.Tail, stored.Bytes);
        if (Judge(stored, header) is { } trouble)
        {
            files.Delete(stored.Key);
            return (null, trouble);
        }
        return (new UploadedPicture(stored.Key, stored.Sha256, header!.Format, header.Width, header.Height), null);
    }

    public PictureTrouble TooMany() => new(
        "too-many", $"You can only select up to {options.Value.MaximumPictures} files at the same time");

    private PictureTrouble TooLarge() => new(
        "too-large", $"The selected file must be smaller than {options.Value.MaximumMegabytes}MB");

    private PictureTrouble? Judge(StoredFile stored, PictureHeader? header)
    {
        if (stored.Bytes == 0)
        {
            return new PictureTrouble("empty", "The selected file is empty");
        }
        if (header is null)
        {
            return LooksLikeText(stored.Head)
                ? new PictureTrouble("not-a-picture", "The selected file is a web page or text, not a picture, whatever its name says – it must be a PNG, JPG, WebP, GIF, BMP or TIF")
                : new PictureTrouble("unsupported", "The selected file must be a PNG, JPG, WebP, GIF, BMP or TIF");
        }
        if (header.CutShort)
        {
            return new PictureTrouble("truncated", "The selected file could not be uploaded – part of the picture is missing, try again");
        }
        if ((long)header.Width * header.Height > options.Value.MaximumMegapixels * 1_000_000L)
        {
            return new PictureTrouble("too-many-pixels", string.Create(
                CultureInfo.InvariantCulture, $"The selected file must be smaller than {options.Value.MaximumMegapixels} megapixels – this one is {header.Width} by {header.Height}"));
        }
        return header.Width < 0 || header.Height < 0
            ? new PictureTrouble("unsupported", "The selected file must be a PNG, JPG, WebP, GIF, BMP or TIF")
            : null;
    }

    private static bool LooksLikeText(ReadOnlySpan<byte> head)
    {
        var start = head[..Math.Min(512, head.Length)];
        return start.IndexOfAnyExceptInRange((byte)0x09, (byte)0x7E) < 0 && start.IndexOf((byte)'<') >= 0;
    }
}
