using MakingItWork.Plumbing.Pictures;

namespace MakingItWork.Tests.Plumbing;

public class DecodeTests
{
    private static readonly VipsPictures Pictures = new();

    private static readonly (int R, int G, int B) Red = (200, 40, 30);
    private static readonly (int R, int G, int B) Blue = (20, 60, 220);

    [Theory]
    [InlineData("rgb.png", 0)]
    [InlineData("rgb16.png", 0)]
    [InlineData("palette.png", 0)]
    [InlineData("lossless.webp", 0)]
    [InlineData("animated.gif", 0)]
    [InlineData("lzw.tiff", 0)]
    [InlineData("rgb24.bmp", 0)]
    [InlineData("rgb32.bmp", 0)]
    [InlineData("plain.jpg", 3)]
    public void Decode_AllowedFormat_GivesTheColoursOfTheScreen(string file, int tolerance)
    {
        var picture = Pictures.Decode(TestScreens.Format(file));

        Assert.Equal((48, 32), (picture.Width, picture.Height));
        AssertNear(Red, At(picture, 3, 28), tolerance);
        AssertNear(Blue, At(picture, 44, 3), tolerance);
    }

    [Fact]
    public void Decode_CmykJpeg_GivesAPressRedAndAPressBlue()
    {
        var picture = Pictures.Decode(TestScreens.Format("cmyk.jpg"));

        // Ink cannot show the brightest colours of a screen, and without a profile the inks are a guess.
        var red = At(picture, 3, 28);
        var blue = At(picture, 44, 3);
        Assert.True(red.R > 170 && red.G < 90 && red.B < 90, $"{red}");
        Assert.True(blue.B > 110 && blue.R < 70 && blue.G < 90, $"{blue}");
    }

    [Fact]
    public void Decode_GreyPng_GivesEqualChannels()
    {
        var (r, g, b) = At(Pictures.Decode(TestScreens.Format("grey.png")), 3, 3);

        Assert.True(r == g && g == b && r is > 40 and < 110);
    }

    [Fact]
    public void Decode_TransparentHalf_IsWhite()
    {
        var picture = Pictures.Decode(TestScreens.Format("alpha.png"));

        Assert.Equal(Red, At(picture, 3, 3));
        Assert.Equal((255, 255, 255), At(picture, 44, 3));
    }

    [Fact]
    public void Decode_TurnedByExif_ComesUpright()
    {
        var picture = Pictures.Decode(TestScreens.Format("turned.jpg"));

        Assert.Equal((32, 48), (picture.Width, picture.Height));
        AssertNear(Red, At(picture, 16, 3), 3);
        AssertNear(Blue, At(picture, 16, 44), 3);
    }

    [Fact]
    public async Task Decode_ManyAtOnce_AllAgree()
    {
        var good = await File.ReadAllBytesAsync(TestScreens.Format("text.png"));
        var cut = good[..(good.Length * 9 / 10)];
        var expected = Pictures.Decode(good).Rgb;

        await Parallel.ForAsync(0, 200, (i, _) =>
        {
            if (i % 2 == 0)
            {
                Assert.Equal(expected, Pictures.Decode(good).Rgb);
            }
            else
            {
                Assert.Throws<UnreadablePictureException>(() => Pictures.Decode(cut));
            }

            return ValueTask.CompletedTask;
        });
    }

    internal static (int R, int G, int B) At(RawPicture picture, int x, int y)
    {
        var i = 3 * ((y * picture.Width) + x);
        return (picture.Rgb[i], picture.Rgb[i + 1], picture.Rgb[i + 2]);
    }

    private static void AssertNear((int R, int G, int B) expected, (int R, int G, int B) actual, int tolerance)
    {
        var worst = Math.Max(Math.Abs(expected.R - actual.R), Math.Max(Math.Abs(expected.G - actual.G), Math.Abs(expected.B - actual.B)));
        Assert.True(worst <= tolerance, $"expected {expected}, got {actual}");
    }
}
