using MakingItWork.Rules.Duplicates;

namespace MakingItWork.Rules.Tests.Duplicates;

public class PicturePrintTests
{
    private static readonly PicturePrint[] Prints = [.. Enumerable.Range(1, 4).Select(Screens.Print)];

    [Theory]
    [InlineData(480, 360)]
    [InlineData(1440, 1080)]
    public void Likeness_ScaledScreen_IsTheSameScreen(int width, int height) =>
        Known(number => Screens.Print(Screens.Scale(Screens.Draw(number), Screens.Width, Screens.Height, width, height), width, height));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(144, 108)]
    public void Likeness_CroppedScreen_IsTheSameScreen(int left, int top) =>
        Known(number => Screens.Print(Screens.Crop(Screens.Draw(number), left, top, 816, 612), 816, 612));

    [Fact]
    public void Likeness_DarkScreen_IsTheSameScreen() => Known(number => Screens.Print(Screens.Draw(number, dark: true), Screens.Width, Screens.Height));

    [Fact]
    public void Likeness_CoveredBoxes_AreTheSameScreen() => Known(number =>
    {
        var grey = Screens.Draw(number);
        Screens.Fill(grey, 100, 150, 300, 70, 0);
        Screens.Fill(grey, 480, 360, 280, 80, 0);
        return Screens.Print(grey, Screens.Width, Screens.Height);
    });

    [Fact]
    public void Likeness_OtherScreens_AreOthersAndItselfIsOne()
    {
        for (var a = 0; a < Prints.Length; a++)
        {
            Assert.Equal(1, PictureLikeness.Of(Prints[a], Prints[a]));
            for (var b = 0; b < a; b++)
            {
                // they share the head
                Assert.InRange(PictureLikeness.Of(Prints[a], Prints[b]), 0, Sameness.SameScreenFrom - 0.01);
                Assert.Equal(PictureLikeness.Of(Prints[a], Prints[b]), PictureLikeness.Of(Prints[b], Prints[a]));
            }
        }
    }

    [Fact]
    public void Likeness_PageWithTheUpperHalfOfAnother_IsNotTheSamePage()
    {
        for (var number = 1; number < Prints.Length; number++)
        {
            var (page, other) = (Screens.Draw(number), Screens.Draw(number + 1));
            other.AsSpan(other.Length / 2).CopyTo(page.AsSpan(page.Length / 2));
            Assert.InRange(PictureLikeness.Of(Prints[number - 1], Screens.Print(page, Screens.Width, Screens.Height)), 0, Sameness.LinkFrom - 0.01);
        }
    }

    [Fact]
    public void Likeness_SamePlacesOnOtherGround_IsNotLinked()
    {
        var shuffled = Prints[0] with { Cells = Prints[1].Cells };
        Assert.InRange(PictureLikeness.Of(Prints[0], shuffled), 0, Sameness.LinkFrom - 0.05);
        Assert.Equal(1, PictureLikeness.Of(Prints[0] with { Cells = default }, Prints[0] with { Cells = default }));
    }

    [Fact]
    public void Print_Packed_KeepsPlacesAndCellsInFewBytes()
    {
        var print = ReportPrint.Of("The dose is shown twice.", [Prints[0], Prints[1]]);
        var back = ReportPrint.Unpack(print.Pack())!;
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(Prints[i].Points, back.Pictures[i].Points);
            Assert.Equal(Prints[i].Cells.ToArray(), back.Pictures[i].Cells.ToArray());
            Assert.Equal(PicturePrint.CellsOf(Prints[i].Width, Prints[i].Height), back.Pictures[i].Cells.Length);
        }

        Assert.InRange(print.Pack().Length, 2000, 2 * 2600);
        Assert.Contains(back.Pictures[0].Cells.ToArray(), cell => cell != 0);
    }

    [Fact]
    public void Likeness_EmptyScreens_ProveNothing()
    {
        var (white, grey) = (new byte[480 * 360], new byte[480 * 360]);
        Array.Fill(white, (byte)255);
        Array.Fill(grey, (byte)200);
        grey[5000] = 0;
        Assert.Equal(0, PictureLikeness.Of(PicturePrint.Of(white, 480, 360), Prints[0]));
        Assert.Empty(PicturePrint.Of(white, 480, 360).Points);
    }

    [Fact]
    public void Print_WrongSize_IsRefused() => Assert.Throws<ArgumentException>(() => PicturePrint.Of(new byte[10], 3, 3));

    private static void Known(Func<int, PicturePrint> changed)
    {
        for (var number = 1; number <= Prints.Length; number++)
        {
            var other = changed(number);
            var likeness = PictureLikeness.Of(Prints[number - 1], other);
            Assert.True(likeness >= Sameness.SameScreenFrom, $"screen {number}: {likeness}");
            // and the index brings the two together
            Assert.True(Keys(Prints[number - 1]).Intersect(Keys(other)).Count() >= 2, $"screen {number} shares too few keys");
        }
    }

    private static IEnumerable<long> Keys(PicturePrint print) => IndexKeys.Stored(ReportPrint.Of(null, [print]), WordWeights.Even, 0);
}
