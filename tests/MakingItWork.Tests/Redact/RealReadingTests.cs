using MakingItWork.Capture;
using MakingItWork.Plumbing.Ocr;
using MakingItWork.Plumbing.Pictures;
using MakingItWork.Redact;
using MakingItWork.Tests.Plumbing;

namespace MakingItWork.Tests.Redact;

/// <summary>With the real text reader on a real screen.</summary>
public sealed class RealReadingTests(OcrTests.Reading reading) : IClassFixture<OcrTests.Reading>
{
    private static readonly VipsPictures Pictures = new();
    private readonly Dictionary<PictureCopy, byte[]> kept = [];

    [Fact]
    public async Task Screen_AfterRedaction_IsProvedAndReadsAsNobodys()
    {
        var picture = Pictures.Decode(TestScreens.AppointmentShouldNotProceed);
        var result = await Redactor().ByMachineAsync(picture, null, KeepAsync, CancellationToken.None);

        Assert.Equal((ProofOutcome.Holds, ""), (result.Proof, string.Join(' ', result.Why)));
        var words = reading.Ocr.Read(Pictures.Decode(kept[PictureCopy.Full]), CancellationToken.None).Select(word => word.Text).ToList();
        Assert.All((string[])["Ruby", "Paucek", "1975", "586", "2913"], secret => Assert.DoesNotContain(words, word => word.Contains(secret, StringComparison.Ordinal)));
        Assert.Contains("mammogram", words);
    }

    [Fact]
    public async Task Screen_TurnedOnItsSide_IsForAPerson()
    {
        var upright = Pictures.Decode(TestScreens.AppointmentShouldNotProceed);
        var turned = new RawPicture(upright.Height, upright.Width, new byte[upright.Rgb.Length]);
        for (var y = 0; y < upright.Height; y++)
        {
            for (var x = 0; x < upright.Width; x++)
            {
                upright.Rgb.AsSpan(((y * upright.Width) + x) * 3, 3).CopyTo(turned.Rgb.AsSpan(((x * turned.Width) + (turned.Width - 1 - y)) * 3));
            }
        }
        var result = await Redactor().ByMachineAsync(turned, null, KeepAsync, CancellationToken.None);
        Assert.False(result.Passed);
        Assert.Contains("Text that stands on its side could not be read.", result.Why);
        Assert.Empty(kept);
    }

    [Fact]
    public void Reading_WithAMemoryOfTheSamePixels_SaysTheSame()
    {
        var picture = Pictures.Decode(TestScreens.AppointmentShouldNotProceed);
        var memory = new LineMemory();
        var first = reading.Ocr.Read(picture, CancellationToken.None, memory);
        Assert.Equal(first, reading.Ocr.Read(picture, CancellationToken.None, memory));

        // a changed line is read anew
        var word = first.Single(one => one.Text == "rescheduled?");
        Painter.Paint(picture, [new Area(word.X, word.Y, word.Width, word.Height)]);
        Assert.DoesNotContain(reading.Ocr.Read(picture, CancellationToken.None, memory), one => one.Text == "rescheduled?");
    }

    [Fact]
    public async Task SecondReading_WhileAllTurnsAreTaken_WaitsForOne()
    {
        using var ocr = new PaddleOcr();
        var turns = Math.Max(1, Environment.ProcessorCount / 2);
        Assert.Equal(turns, ocr.Turns.CurrentCount);
        for (var turn = 0; turn < turns; turn++)
        {
            await ocr.Turns.WaitAsync();
        }
        var blank = new RawPicture(64, 64, new byte[3 * 64 * 64]);
        var second = Task.Run(() => ocr.Read(blank, CancellationToken.None, new LineMemory()));
        await Task.Delay(300);
        Assert.False(second.IsCompleted);
        ocr.Turns.Release();
        await second;
        Assert.Equal(1, ocr.Turns.CurrentCount);
    }

    private RedactPicture Redactor() => new(Pictures, reading.Ocr, new JudgePicture(reading.Ocr), TimeProvider.System);

    private Task<byte[]> KeepAsync(PictureCopy copy, byte[] png, CancellationToken cancel) => Task.FromResult(kept[copy] = png);
}
