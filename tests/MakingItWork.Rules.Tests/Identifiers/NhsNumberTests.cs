using MakingItWork.Rules.Identifiers;

namespace MakingItWork.Rules.Tests.Identifiers;

public class NhsNumberTests
{
    [Theory]
    [InlineData("943 476 5919", true)]
    [InlineData("999 000 0018", true)]
    [InlineData("9990000018", true)]
    [InlineData("999-000-0018", true)]
    [InlineData("999 123 4567", false)]
    [InlineData("999 123 4560", false)]
    [InlineData("999 000 001", false)]
    [InlineData("999 000 00180", false)]
    [InlineData("999 000 OO18", false)]
    [InlineData("", false)]
    public void IsValid_Number_ChecksDigit(string number, bool expected) => Assert.Equal(expected, NhsNumber.IsValid(number));

    [Fact]
    public void IsValid_AnyOtherLastDigit_IsFalse() =>
        Assert.All("012345679", last => Assert.False(NhsNumber.IsValid("999000001" + last)));
}
