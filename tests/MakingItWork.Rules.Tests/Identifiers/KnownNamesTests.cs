using MakingItWork.Rules.Identifiers;

namespace MakingItWork.Rules.Tests.Identifiers;

public sealed class KnownNamesTests
{
    [Theory]
    [InlineData("Mrs Edwina Hollowhurst", "Edwina Hollowhurst")]
    [InlineData("Hollowhurst's", "Hollowhurst")]
    // a word that means something else as well would hide the ward
    [InlineData("Dr Ward", "")]
    public void In_AName_GivesTheWordsByWhichItIsKnownAgain(string name, string words) =>
        Assert.Equal(words, string.Join(' ', KnownNames.In(name)));

    [Theory]
    [InlineData("Seen on Edwina Hollowhurst today.", "Seen on # # today.")]
    [InlineData("Hollowhurst’s chart; HOLLOWHURST again.", "#’s chart; # again.")]
    [InlineData("Ask Hollowhurst, Edwina about it", "Ask #, # about it")]
    // neither in small letters, nor within a word, nor beyond a sentence
    [InlineData("The hollowhurst form. Hollowhurstian. Zanthrop. Ward", "The hollowhurst form. Hollowhurstian. Zanthrop. Ward")]
    public void Find_InAnotherText_FindsKnownWordsAndTheCapitalBesideThem(string text, string covered)
    {
        var found = KnownNames.Find(text, new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "Hollowhurst" });
        foreach (var one in found.OrderByDescending(one => one.Start))
        {
            text = string.Concat(text.AsSpan(0, one.Start), "#", text.AsSpan(one.End));
        }
        Assert.Equal(covered, text);
        Assert.All(found, one => Assert.Equal(IdentifierKind.PersonName, one.Kind));
    }

    [Fact]
    public void Find_WithoutNames_FindsNothing() => Assert.Empty(KnownNames.Find("Edwina Hollowhurst", new HashSet<string>()));
}
