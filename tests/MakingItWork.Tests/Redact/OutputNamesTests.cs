using MakingItWork.Redact.Commands;

namespace MakingItWork.Tests.Redact;

public sealed class OutputNamesTests
{
    [Fact]
    public void Names_OfPicturesThatDiffer_AreThoseOfThePicturesWithoutEnding() =>
        Assert.Equal(["a", "b", "in/a", "ward.old"], OutputNames.Of(["a.png", "b.jpg", "in/a.png", "ward.old.png"]));

    [Fact]
    public void Names_OfPicturesThatDifferByTheirEndingOnly_KeepIt() =>
        Assert.Equal(["a.png", "a.JPG", "b"], OutputNames.Of(["a.png", "a.JPG", "b.png"]));

    [Theory]
    [InlineData("a.png", "a.jpg", "a.png.png")]
    [InlineData("A.png", "a.PNG", "b.png")]
    [InlineData("a.png", "a.jpg", "a.png.jpg", "a.png.webp", "a.png-2.png")]
    [InlineData("x.png", "X.jpg", "x.PNG", "x.png.bmp", "X.jpg.gif")]
    public void Names_OfAnyPictures_AreNeverTheSame(params string[] pictures) =>
        Assert.Equal(pictures.Length, OutputNames.Of(pictures).Distinct(StringComparer.OrdinalIgnoreCase).Count());
}
