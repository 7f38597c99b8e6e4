using MakingItWork.Capture;
using MakingItWork.Plumbing.Ocr;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Redact;
using MakingItWork.Rules.Identifiers;
using MakingItWork.Tests.TestHost;

namespace MakingItWork.Tests.Redact;

/// <summary>What has gone wrong in other redaction programs, one test each: whatever breaks, the picture must not pass.</summary>
public sealed class ProofTests
{
    private const int Width = 900;
    private const int Height = 600;
    private static readonly VipsPictures Real = new();

    private readonly OddPictures pictures = new();
    private readonly ScriptedOcr ocr = new();
    private readonly RawPicture picture = TestPictures.Raw(201, Width, Height);
    private readonly Dictionary<PictureCopy, byte[]> kept = [];

    public ProofTests() => ocr.Says(picture, "Appointments Results Letters Settings Search", top: 300);

    [Fact]
    public async Task Picture_WhoseCoversHold_PassesWithEveryCopyPainted()
    {
        var words = ocr.Says(picture, "NHS number: 999 000 0018");
        var result = await RunAsync();

        Assert.Equal((ProofOutcome.Holds, 1), (result.Proof, result.Proofs));
        Assert.Equal(3, result.Covers.Count(cover => cover.Kind == IdentifierKind.NhsNumber));
        var full = Real.Decode(kept[PictureCopy.Full]);
        Assert.All(words.Skip(2), word => Assert.True(Painter.Holds(full, [Place(word)])));
        Assert.False(Painter.Holds(full, [Place(words[0])]));
        Assert.True(Painter.HoldsSmall(Real.Decode(kept[PictureCopy.Thumbnail]), full, [.. result.Covers.Select(cover => cover.Area)]));
    }

    [Fact]
    public async Task Proof_WhenStoredBytesDecodeToACachedOriginal_Fails()
    {
        ocr.Says(picture, "NHS number: 999 000 0018");
        var original = Copy(picture);
        pictures.Decoded = _ => original;
        await FailsAsync("did not hold in the stored picture");
    }

    [Fact]
    public async Task Proof_WhenNoPixelWasChanged_Fails()
    {
        ocr.Says(picture, "NHS number: 999 000 0018");
        var unpainted = Real.EncodePng(picture);
        pictures.Encoded = _ => unpainted;
        await FailsAsync("did not hold in the stored picture");
    }

    [Fact]
    public async Task Proof_WhenOnePixelOfACoverShowsThrough_Fails()
    {
        var word = ocr.Says(picture, "NHS number: 999 000 0018")[^1];
        pictures.Encoded = painted =>
        {
            var odd = Copy(painted);
            odd.Rgb[(((word.Y + word.Height - 1) * Width) + word.X + word.Width - 1) * 3] ^= 1;
            return Real.EncodePng(odd);
        };
        await FailsAsync("did not hold in the stored picture");
    }

    [Fact]
    public async Task Proof_WhenTheSmallCopyWasMadeBeforePainting_Fails()
    {
        ocr.Says(picture, "NHS number: 9990000018 DOB: 12-Mar-1950 Patient: Edwina Quillfeather", top: 100);
        // a thick line: in a small copy a single line of text is all border
        ocr.Says(picture, "NHS number: 9990000018", top: 120);
        ocr.Says(picture, "NHS number: 9990000018", top: 140);
        var before = Copy(picture);
        Noise(before);
        pictures.Shrunk = (_, width, height) => Real.Shrink(before, width, height);
        await FailsAsync("small copy");
    }

    [Fact]
    public async Task Proof_WhenTheStoredSmallCopyIsAnother_Fails()
    {
        ocr.Says(picture, "NHS number: 999 000 0018");
        var before = Real.EncodePng(Real.Shrink(picture, RedactPicture.ThumbnailWidth, RedactPicture.ThumbnailHeight));
        var result = await Redactor().ByMachineAsync(picture, null, (copy, png, _) => Task.FromResult(copy == PictureCopy.Thumbnail ? before : png), CancellationToken.None);
        Assert.Equal((false, ProofOutcome.Failed), (result.Passed, result.Proof));
    }

    [Theory]
    [InlineData(20, 40, 0, 20)]
    [InlineData(20, 40, 80, 0)]
    [InlineData(20, 40, -30, 20)]
    [InlineData(Width, 40, 80, 20)]
    [InlineData(20, Height + 5, 80, 20)]
    [InlineData(-90, 40, 80, 20)]
    public async Task Cover_ThatHidesNothing_DoesNotCountAsACover(int x, int y, int width, int height)
    {
        var result = await Redactor().ByPersonAsync(picture, [new Cover(new Area(x, y, width, height), null, "", CoverFrom.Person)], [], KeepAsync, CancellationToken.None);
        Assert.False(result.Passed);
        Assert.Equal(["A cover lies outside the picture."], result.Why);
        Assert.Empty(kept);
    }

    [Fact]
    public void Area_ReachingFarBeyondTheEdge_IsCutOffAndNotTurnedInsideOut() =>
        Assert.Equal(new Area(20, 40, Width - 20, Height - 40), new Area(20, 40, int.MaxValue, int.MaxValue).Within(Width, Height));

    [Fact]
    public async Task Covers_OnALineWithLettersOfManyBytes_LieOnTheRightWords()
    {
        var words = ocr.Says(picture, "Zoë😀 Ünal‑Ωmega 👩‍⚕️ says NHS number: 999 000 0018 æ€ done");
        var result = await RunAsync();

        Assert.True(result.Passed);
        var digits = words.Where(word => word.Text.Any(char.IsAsciiDigit)).Select(Place);
        Assert.Equal(digits, result.Covers.Where(cover => cover.Kind == IdentifierKind.NhsNumber).Select(cover => cover.Area));
        Assert.DoesNotContain(result.Covers, cover => words.Where(word => word.Text is "says" or "done" or "number:").Any(word => cover.Area == Place(word)));
    }

    [Fact]
    public async Task Identifier_SeenOnlyInTheStoredPicture_IsCoveredTooAndProvedAgain()
    {
        ocr.Says(picture, "NHS number: 999 000 0018");
        var late = ocr.Says(picture, "Tel: 07700 900123", top: 200, fromReading: 2);
        var result = await RunAsync();

        Assert.Equal((ProofOutcome.Holds, 2), (result.Proof, result.Proofs));
        Assert.True(Painter.Holds(Real.Decode(kept[PictureCopy.Full]), [.. late.Skip(1).Select(Place)]));
        Assert.Contains(result.Covers, cover => cover.From == CoverFrom.SecondReading);
    }

    [Fact]
    public async Task Identifiers_ThatComeUpWithEveryReading_EndInQuarantine()
    {
        for (var reading = 1; reading <= 5; reading++)
        {
            ocr.Says(picture, "Tel: 07700 900123", top: 40 * reading, fromReading: reading);
        }
        await FailsAsync("After 3 proofs");
    }

    [Fact]
    public async Task Remains_OfACoveredWord_AreCoveredToo()
    {
        var number = ocr.Says(picture, "NHS number: 999 000 0018")[^1];
        var left = ocr.Says(picture, "18", top: number.Y, fromReading: 2, left: number.X + number.Width + 2);
        var result = await RunAsync();

        Assert.True(result.Passed);
        Assert.Equal("What is left of a covered word.", result.Covers.Single(cover => cover.Area == Place(left[0])).Reason);
    }

    private RedactPicture Redactor() => new(pictures, ocr, new JudgePicture(ocr), TimeProvider.System);

    private Task<RedactedPicture> RunAsync() => Redactor().ByMachineAsync(picture, null, KeepAsync, CancellationToken.None);

    private async Task FailsAsync(string why)
    {
        var result = await RunAsync();
        Assert.Equal((false, ProofOutcome.Failed), (result.Passed, result.Proof));
        Assert.Contains(why, Assert.Single(result.Why), StringComparison.Ordinal);
        Assert.NotEmpty(result.Covers);
    }

    private Task<byte[]> KeepAsync(PictureCopy copy, byte[] png, CancellationToken cancel) => Task.FromResult(kept[copy] = png);

    private static Area Place(ReadWord word) => new(word.X, word.Y, word.Width, word.Height);

    private static RawPicture Copy(RawPicture picture) => new(picture.Width, picture.Height, [.. picture.Rgb]);

    /// <summary>Something to see everywhere: on a plain ground a missing cover could look like one.</summary>
    private static void Noise(RawPicture picture)
    {
        for (var at = 0; at < picture.Rgb.Length; at++)
        {
            picture.Rgb[at] = (byte)((at / 7 * 37) ^ at);
        }
    }
}
