using MakingItWork.Plumbing.Pictures;

namespace MakingItWork.Redact.Commands;

/// <summary>Covers one picture as a report's is covered, with its copies in memory only.</summary>
internal sealed class PictureCover(RedactPicture redact, IPictures pictures)
{
    /// <returns>
    /// What became of it, and the painted picture as a PNG. Where a person must look, everything that the program would
    /// propose to them is painted too.
    /// </returns>
    public async Task<(RedactedPicture Result, byte[] Png)> AsAsync(RawPicture picture, CancellationToken cancel)
    {
        byte[] full = [];
        var result = await redact.ByMachineAsync(picture, notes: null, KeepAsync, cancel);
        if (!result.Passed)
        {
            Painter.Paint(picture, [.. result.Covers.Select(cover => cover.Area.Within(picture.Width, picture.Height)).OfType<Capture.Area>()]);
            full = pictures.EncodePng(picture);
        }
        return (result, full);

        Task<byte[]> KeepAsync(PictureCopy copy, byte[] png, CancellationToken stop)
        {
            full = copy == PictureCopy.Full ? png : full;
            return Task.FromResult(png);
        }
    }
}
