using System.Text;
using MakingItWork.Plumbing.Pictures;

namespace MakingItWork.Tests.Plumbing;

public class EncodeTests
{
    private static readonly VipsPictures Pictures = new();

    [Fact]
    public void EncodePng_ThenDecode_GivesTheSamePixels()
    {
        var pixels = new byte[3 * 61 * 37];
        new Random(7).NextBytes(pixels);

        var again = Pictures.Decode(Pictures.EncodePng(new RawPicture(61, 37, pixels)));

        Assert.Equal((61, 37), (again.Width, again.Height));
        Assert.Equal(pixels, again.Rgb);
    }

    [Theory]
    [InlineData("text.png")]
    [InlineData("turned.jpg")]
    public void EncodePng_OfAFileWithWordsInItsMetadata_LeavesThemBehind(string file)
    {
        const string marker = "9990000018";
        Assert.Contains(marker, Encoding.Latin1.GetString(File.ReadAllBytes(TestScreens.Format(file))), StringComparison.Ordinal);

        var clean = Pictures.EncodePng(Pictures.Decode(TestScreens.Format(file)));

        Assert.DoesNotContain(marker, Encoding.Latin1.GetString(clean), StringComparison.Ordinal);
        Assert.Empty(ChunkNames(clean).Except(["IHDR", "pHYs", "IDAT", "IEND"]));
    }

    [Theory]
    [InlineData(1200, 800, 400, 400, 400, 267)]
    [InlineData(800, 1200, 400, 400, 267, 400)]
    [InlineData(300, 200, 400, 400, 300, 200)]
    public void Shrink_FitsTheBoxAndNeverEnlarges(int width, int height, int maxWidth, int maxHeight, int newWidth, int newHeight)
    {
        var small = Pictures.Shrink(new RawPicture(width, height, new byte[3 * width * height]), maxWidth, maxHeight);

        Assert.Equal((newWidth, newHeight), (small.Width, small.Height));
    }

    [Fact]
    public void Grey_OfTwoColours_GivesTheirLuma()
    {
        var grey = Pictures.Grey(Pictures.Decode(TestScreens.Format("rgb.png")), 4, 2);

        Assert.Equal(8, grey.Length);
        Assert.InRange(grey[0], 83, 90); // .299·200 + .587·40 + .114·30 = 86.7
        Assert.InRange(grey[3], 63, 70); // .299·20 + .587·60 + .114·220 = 66.3
    }

    [Fact]
    public void RawPicture_WithTooFewBytes_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new RawPicture(2, 2, new byte[11]));

    private static IEnumerable<string> ChunkNames(byte[] png)
    {
        for (var at = 8; at < png.Length;)
        {
            yield return Encoding.ASCII.GetString(png, at + 4, 4);
            at += 12 + (png[at] << 24 | png[at + 1] << 16 | png[at + 2] << 8 | png[at + 3]);
        }
    }
}
