using MakingItWork.Capture;
using MakingItWork.Plumbing.Ocr;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Plumbing.Web;

namespace MakingItWork.Redact;

/// <summary>The copies that are made of a painted picture; each is proved.</summary>
public enum PictureCopy
{
    Full,
    Thumbnail,
}

/// <summary>Keeps a copy, and gives back what can be read from where it now lies.</summary>
public delegate Task<byte[]> KeepCopy(PictureCopy copy, byte[] png, CancellationToken cancel);

/// <summary>
/// Covers a picture and proves it, without a database and wherever the copies are kept: what is painted is written, read
/// back, decoded, looked at pixel by pixel, and read once more. Whatever cannot be proved is for a person.
/// </summary>
public sealed class RedactPicture(IPictures pictures, IOcr ocr, JudgePicture judge, TimeProvider clock)
{
    public const int ThumbnailWidth = 400;
    public const int ThumbnailHeight = 300;
    private const int MostProofs = 3;
    private const string NoReader = "No text recognition is installed, so a person must look at this picture.";

    /// <param name="picture">Its pixels; they are painted in place.</param>
    public async Task<RedactedPicture> ByMachineAsync(RawPicture picture, PictureNotes? notes, KeepCopy keep, CancellationToken cancel)
    {
        if (!ocr.Available)
        {
            return new RedactedPicture { Engine = ocr.Engine, Why = [NoReader] };
        }
        var began = clock.GetTimestamp();
        var judged = judge.First(picture, notes, cancel);
        var read = new RedactedPicture
        {
            Engine = ocr.Engine,
            Covers = judged.Covers,
            Words = judged.Seen(judged.Covers),
            Why = judged.Why,
            ReadTook = clock.GetElapsedTime(began),
        };
        return read.Why.Count > 0 ? read : await ProveAsync(picture, judged, read, [], MostProofs, keep, cancel);
    }

    /// <summary>
    /// With the covers that a person chose. What the machine finds besides is not painted: the person is asked about it,
    /// unless they have seen it and left it open.
    /// </summary>
    public async Task<RedactedPicture> ByPersonAsync(
        RawPicture picture, IReadOnlyList<Cover> covers, IReadOnlyList<Cover> leftOpen, KeepCopy keep, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        var judged = ocr.Available ? judge.First(picture, null, cancel) : null;
        var read = new RedactedPicture
        {
            Engine = ocr.Engine,
            Covers = covers,
            Words = judged?.Seen(covers) ?? [],
            StillFound = judged?.Covers.Where(cover => !JudgePicture.IsUnder(cover.Area, covers) && !JudgePicture.IsUnder(cover.Area, leftOpen)).ToList() ?? [],
            ReadTook = clock.GetElapsedTime(began),
        };
        return read.StillFound.Count > 0 ? read : await ProveAsync(picture, judged, read, leftOpen, most: 1, keep, cancel);
    }

    /// <summary>A picture that was covered before, by newer rules: what they find in the open is covered too.</summary>
    /// <returns>With <see cref="ProofOutcome.NotMade"/> when they find nothing and nothing was painted.</returns>
    public async Task<RedactedPicture> AgainAsync(RawPicture picture, IReadOnlyList<Cover> covers, KeepCopy keep, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        var (judged, found) = judge.Later(picture, covers, cancel);
        var read = new RedactedPicture
        {
            Engine = ocr.Engine,
            Covers = [.. covers, .. found],
            Words = judged.Seen(covers),
            ReadTook = clock.GetElapsedTime(began),
        };
        return found.Count == 0 ? read : await ProveAsync(picture, judged, read, [], MostProofs, keep, cancel);
    }

    private async Task<RedactedPicture> ProveAsync(
        RawPicture picture, JudgedPicture? judged, RedactedPicture read, IReadOnlyList<Cover> leftOpen, int most, KeepCopy keep, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        var covers = read.Covers;
        for (var proofs = 1; ; proofs++)
        {
            var result = read with { Covers = covers, Words = judged?.Seen(covers) ?? [], KnownWords = judged?.Known(covers), Proofs = proofs };
            if (Painter.Fit(picture, covers.Select(cover => cover.Area)) is not { } areas)
            {
                return Failed(result, "A cover lies outside the picture.", began);
            }
            Painter.Paint(picture, areas);
            var stored = pictures.Decode(await keep(PictureCopy.Full, pictures.EncodePng(picture), cancel));
            if (!IsSame(stored, picture) || !Painter.Holds(stored, areas))
            {
                return Failed(result, "A cover did not hold in the stored picture.", began);
            }
            // What is read is what was stored, not what was painted.
            var found = judged is null ? [] : judge.Again(stored, judged, covers, cancel).Where(cover => !JudgePicture.IsUnder(cover.Area, leftOpen)).ToList();
            if (found.Count == 0)
            {
                return await HasGoodThumbnailAsync(stored, areas, keep, cancel)
                    ? result with { Proof = judged is null ? ProofOutcome.HoldsUnread : ProofOutcome.Holds, ProofTook = clock.GetElapsedTime(began), Shown = stored }
                    : Failed(result, "A cover did not hold in the small copy of the picture.", began);
            }
            if (proofs == most)
            {
                return Failed(result with { Covers = [.. covers, .. found], StillFound = found }, $"After {proofs.CountOf("proof")} the program still reads what may identify a person.", began);
            }
            covers = [.. covers, .. found];
        }
    }

    private async Task<bool> HasGoodThumbnailAsync(RawPicture stored, IReadOnlyList<Area> areas, KeepCopy keep, CancellationToken cancel)
    {
        var small = pictures.Shrink(stored, ThumbnailWidth, ThumbnailHeight);
        var kept = pictures.Decode(await keep(PictureCopy.Thumbnail, pictures.EncodePng(small), cancel));
        return IsSame(kept, small) && Painter.HoldsSmall(kept, stored, areas);
    }

    private RedactedPicture Failed(RedactedPicture result, string why, long began) =>
        result with { Proof = ProofOutcome.Failed, Why = [why], ProofTook = clock.GetElapsedTime(began) };

    private static bool IsSame(RawPicture one, RawPicture other) =>
        one.Width == other.Width && one.Height == other.Height && one.Rgb.AsSpan().SequenceEqual(other.Rgb);
}

/// <summary>What became of a picture: its copies may be shown only when <see cref="Passed"/>.</summary>
public sealed record RedactedPicture
{
    public required string Engine { get; init; }

    /// <summary>What is painted; or, when a person must look, what is to be.</summary>
    public IReadOnlyList<Cover> Covers { get; init; } = [];

    public IReadOnlyList<SeenWord> Words { get; init; } = [];

    /// <summary>What stands in the open of a fixed list of words; null when nothing was read.</summary>
    public string? KnownWords { get; init; }

    /// <summary>Why a person must look, in sentences.</summary>
    public IReadOnlyList<string> Why { get; init; } = [];

    /// <summary>What a person's covers leave open although it may identify somebody.</summary>
    public IReadOnlyList<Cover> StillFound { get; init; } = [];

    public ProofOutcome Proof { get; init; }

    public int Proofs { get; init; }

    public TimeSpan ReadTook { get; init; }

    public TimeSpan ProofTook { get; init; }

    /// <summary>The pixels that were stored and proved.</summary>
    public RawPicture? Shown { get; init; }

    public bool Passed => Proof is ProofOutcome.Holds or ProofOutcome.HoldsUnread;
}
