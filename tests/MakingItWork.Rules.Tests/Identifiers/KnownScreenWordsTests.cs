using MakingItWork.Rules.Identifiers;

namespace MakingItWork.Rules.Tests.Identifiers;

public sealed class KnownScreenWordsTests
{
    [Fact]
    public void Of_WordsOfAScreen_KeepsThoseOfTheListInTheOrderOfTheAlphabet() =>
        Assert.Equal("allergies penicillin warning", KnownScreenWords.Of(["WARNING:", "Penicillin", "Wrenfield", "999", "12/03/1980", "Allergies", "penicillin,", "XQ4417"], 100));

    [Theory]
    [InlineData("June")]
    [InlineData("April")]
    [InlineData("Rose")]
    [InlineData("Smith")]
    [InlineData("Okonkwo")]
    [InlineData("Khan")]
    [InlineData("S123456")]
    public void Of_AWordThatMayBeAName_KeepsNothing(string word) => Assert.Equal("", KnownScreenWords.Of([word, word.ToUpperInvariant()], 100));

    [Fact]
    public void Of_MoreThanThereIsRoomFor_StopsBetweenWords() => Assert.Equal("allergies", KnownScreenWords.Of(["penicillin", "allergies"], 12));
}
