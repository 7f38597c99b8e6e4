using FsCheck;
using FsCheck.Fluent;
using MakingItWork.Rules.Duplicates;

namespace MakingItWork.Rules.Tests.Duplicates;

public class WordDifferenceTests
{
    private static readonly Arbitrary<string> Texts = Gen.Elements("dose", "Dose,", "wrong", " ", "\n", "chart", "the", "THE", "…", "5", "mg.", "  ").ListOf().Select(parts => string.Join(" ", parts)).ToArbitrary();

    [Fact]
    public void Between_AWordChanged_MarksItInBothTexts()
    {
        var difference = WordDifference.Between("The dose of the first drug is shown in grams.", "The dose of the second drug is shown, in grams");
        Assert.Equal([new("The dose of the ", false), new("first ", true), new("drug is shown in grams.", false)], difference.Mine);
        Assert.Equal([new("The dose of the ", false), new("second ", true), new("drug is shown, in grams", false)], difference.Theirs);
    }

    [Fact]
    public void Between_NothingAndSomething_MarksAll()
    {
        var difference = WordDifference.Between("", "All of it.");
        Assert.Empty(difference.Mine);
        Assert.Equal([new WordRun("All of it.", true)], difference.Theirs);
    }

    [Fact]
    public void Between_AnyTexts_LosesNoLetterAndMarksNoSharedWordMore() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Texts, Texts, (a, b) =>
    {
        var difference = WordDifference.Between(a, b);
        return string.Concat(difference.Mine.Select(run => run.Text)) == a
            && string.Concat(difference.Theirs.Select(run => run.Text)) == b
            && Shared(difference.Mine) == Shared(difference.Theirs);
    }));

    [Fact]
    public void Between_ATextAndItself_FindsNoDifference() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Texts, text =>
        WordDifference.Between(text, text.ToUpperInvariant()).Mine.All(run => !run.Only)));

    [Fact]
    public void Between_TwoTextsOfTheGreatestLength_IsQuickEnoughAndWhole()
    {
        var mine = string.Join(' ', Enumerable.Range(0, 3000));
        var theirs = string.Join(' ', Enumerable.Range(1, 3000));
        var difference = WordDifference.Between(mine, theirs);
        Assert.Equal(new WordRun("0 ", true), difference.Mine[0]);
        Assert.Equal(mine, string.Concat(difference.Mine.Select(run => run.Text)));
    }

    private static string Shared(IEnumerable<WordRun> runs) =>
        string.Join('|', runs.Where(run => !run.Only).SelectMany(run => run.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Select(word => string.Concat(word.Where(char.IsLetterOrDigit)).ToUpperInvariant()));
}
