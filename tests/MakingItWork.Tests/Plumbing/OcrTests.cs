using MakingItWork.Plumbing.Ocr;
using MakingItWork.Plumbing.Pictures;

namespace MakingItWork.Tests.Plumbing;

public class OcrTests(OcrTests.Reading reading) : IClassFixture<OcrTests.Reading>
{
    private static readonly RawPicture Screen = new VipsPictures().Decode(TestScreens.AppointmentShouldNotProceed);

    private readonly PaddleOcr _ocr = reading.Ocr;

    /// <summary>The ink's edges were measured on the picture: left, top, right and bottom pixel.</summary>
    [Theory]
    [InlineData("Ruby", 61, 116, 102, 132)]
    [InlineData("Paucek", 109, 116, 166, 128)]
    [InlineData("March", 272, 116, 322, 129)]
    [InlineData("1975", 331, 117, 367, 129)]
    [InlineData("999", 532, 117, 560, 129)]
    [InlineData("586", 567, 117, 595, 129)]
    [InlineData("2913", 602, 117, 639, 129)]
    [InlineData("mammogram", 104, 426, 234, 442)]
    [InlineData("added", 244, 422, 303, 438)]
    public void Read_WordOnTheScreen_IsFoundAndWhollyCovered(string text, int left, int top, int right, int bottom)
    {
        var word = Assert.Single(reading.Words, w => w.Text == text && Math.Abs(w.Y - top) < 20);

        Assert.True(word.X <= left && word.X + word.Width > right, $"covers {word.X} to {word.X + word.Width}, the ink is {left} to {right}");
        Assert.True(word.Y <= top && word.Y + word.Height > bottom, $"covers {word.Y} to {word.Y + word.Height}, the ink is {top} to {bottom}");
        Assert.InRange(word.X, left - 10, left);
        Assert.InRange(word.X + word.Width, right, right + 10);
        Assert.InRange(word.Height, bottom - top, bottom - top + 20);
        Assert.InRange(word.Confidence, 0.8, 1);
    }

    [Fact]
    public void Read_Sentence_KeepsItsWordsOnOneLineInOrder()
    {
        var words = reading.Words;

        var line = words.Where(w => w.Line == words.Single(x => x.Text == "rescheduled?").Line).Select(w => w.Text);
        Assert.Equal(["Should", "the", "appointment", "be", "rescheduled?"], line);
        Assert.Equal(words.Select(w => w.Line).Order(), words.Select(w => w.Line));
    }

    [Fact]
    public void Read_PictureOfManyTiles_LosesAndRepeatsNothing()
    {
        // The offsets put the edges of the tiles through the copies at different places.
        (int X, int Y)[] copies = [(0, 0), (1250, 310), (60, 1180), (1390, 1530)];
        var wall = Wall(2640, 2500, copies);

        var words = _ocr.Read(wall, CancellationToken.None);

        foreach (var (x, y) in copies)
        {
            foreach (var (text, left, top) in (ReadOnlySpan<(string, int, int)>)[("999", 532, 117), ("586", 567, 117), ("2913", 602, 117), ("mammogram", 104, 426), ("rescheduled?", 447, 512)])
            {
                Assert.Single(words, w => w.Text == text && Math.Abs(w.X - x - left) < 12 && Math.Abs(w.Y - y - top) < 20);
            }
        }

        Assert.Equal(copies.Length, words.Count(w => w.Text == "2913"));
    }

    [Fact]
    public void Read_BlankPicture_FindsNothing()
    {
        var white = new byte[3 * 400 * 300];
        Array.Fill(white, (byte)255);

        Assert.Empty(_ocr.Read(new RawPicture(400, 300, white), CancellationToken.None));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3000, 1)]
    [InlineData(1, 3000)]
    public void Read_OddShape_DoesNotFail(int width, int height) =>
        Assert.Empty(_ocr.Read(new RawPicture(width, height, new byte[3 * width * height]), CancellationToken.None));

    [Fact]
    public void Read_Cancelled_Stops() =>
        Assert.ThrowsAny<OperationCanceledException>(() => _ocr.Read(Screen, new CancellationToken(true)));

    [Fact]
    public void Engine_Available_NamesItself()
    {
        Assert.True(_ocr.Available, _ocr.Engine);
        Assert.StartsWith("PP-OCRv4 on ONNX Runtime 1.", _ocr.Engine, StringComparison.Ordinal);
    }

    [Fact]
    public void NoOcr_Read_RefusesRatherThanFindingNothing()
    {
        var none = new NoOcr();

        Assert.False(none.Available);
        Assert.Throws<InvalidOperationException>(() => none.Read(Screen, CancellationToken.None));
    }

    private static RawPicture Wall(int width, int height, (int X, int Y)[] copies)
    {
        var rgb = new byte[3 * width * height];
        Array.Fill(rgb, (byte)255);
        foreach (var (x, y) in copies)
        {
            for (var row = 0; row < Screen.Height; row++)
            {
                Screen.Rgb.AsSpan(3 * row * Screen.Width, 3 * Screen.Width).CopyTo(rgb.AsSpan(3 * (((y + row) * width) + x)));
            }
        }

        return new RawPicture(width, height, rgb);
    }

    /// <summary>The networks are loaded, and the screen is read, once for all these tests.</summary>
    public sealed class Reading : IDisposable
    {
        public Reading() => Words = Ocr.Read(Screen, CancellationToken.None);

        public PaddleOcr Ocr { get; } = new();

        public IReadOnlyList<ReadWord> Words { get; }

        public void Dispose() => Ocr.Dispose();
    }
}
