using MakingItWork.Capture;
using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Rules.Duplicates;

namespace MakingItWork.Redact;

/// <summary>A rectangle in pixels, from the picture's top left corner.</summary>
public sealed record Box(int X, int Y, int Width, int Height);

/// <summary>
/// The one way a picture leaves Redact: boxes are painted, every copy is made from the painted pixels,
/// and the stored picture is decoded again to see that each box is one flat colour.
/// </summary>
public sealed class ReleasePicture(IFileStore files, IPictures pictures)
{
    public const string PictureArea = "pictures";
    public const string ThumbnailArea = "thumbnails";
    public const int ThumbnailWidth = 400;
    public const int ThumbnailHeight = 300;
    private const byte Cover = 0x21;

    /// <exception cref="InvalidDataException">The stored picture does not hold the covers; nothing is released.</exception>
    public async Task AsAsync(Screenshot screenshot, RawPicture picture, IReadOnlyList<Box> boxes, string passedBy, CancellationToken cancel)
    {
        var whole = boxes.Select(box => Within(box, picture)).Where(box => box.Width > 0 && box.Height > 0).ToList();
        whole.ForEach(box => Paint(picture, box));
        var stored = await files.SaveAsync(PictureArea, new MemoryStream(pictures.EncodePng(picture)), long.MaxValue, cancel);
        var proof = pictures.Decode(await files.ReadAsync(stored.Key, cancel));
        if (whole.Exists(box => !IsFlat(proof, box)))
        {
            files.Delete(stored.Key);
            throw new InvalidDataException("A cover did not hold in the stored picture.");
        }
        var small = await files.SaveAsync(ThumbnailArea, new MemoryStream(pictures.EncodePng(pictures.Shrink(proof, ThumbnailWidth, ThumbnailHeight))), long.MaxValue, cancel);
        screenshot.PictureKey = stored.Key;
        screenshot.ThumbnailKey = small.Key;
        screenshot.PerceptualHash = PictureHash.Frequency(pictures.Grey(proof, 32, 32));
        screenshot.CoveredWords = whole.Count;
        screenshot.Verdict = PictureVerdict.Passed;
        screenshot.VerdictReason = null;
        screenshot.PassedBy = passedBy;
        screenshot.CleanKey = null;
    }

    private static Box Within(Box box, RawPicture picture)
    {
        var left = Math.Clamp(box.X, 0, picture.Width);
        var top = Math.Clamp(box.Y, 0, picture.Height);
        return new Box(left, top, Math.Clamp(box.X + box.Width, 0, picture.Width) - left, Math.Clamp(box.Y + box.Height, 0, picture.Height) - top);
    }

    private static void Paint(RawPicture picture, Box box)
    {
        for (var y = box.Y; y < box.Y + box.Height; y++)
        {
            Row(picture, box, y).Fill(Cover);
        }
    }

    private static bool IsFlat(RawPicture picture, Box box)
    {
        for (var y = box.Y; y < box.Y + box.Height; y++)
        {
            if (Row(picture, box, y).IndexOfAnyExcept(Cover) >= 0)
            {
                return false;
            }
        }
        return true;
    }

    private static Span<byte> Row(RawPicture picture, Box box, int y) =>
        picture.Rgb.AsSpan(((y * picture.Width) + box.X) * 3, box.Width * 3);
}
