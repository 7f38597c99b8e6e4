using FsCheck;
using FsCheck.Fluent;
using MakingItWork.Rules.Searching;

namespace MakingItWork.Rules.Tests.Searching;

public class SearchTests
{
    [Theory]
    [InlineData("The nurse's list", "nurses list")]
    [InlineData("Version 7.2.1, not 7.2.", "version 7.2.1 7.2")]
    [InlineData("Café naïve ÅNGSTRÖM", "cafe naive angstrom")]
    [InlineData("[NHS number] and [name] were swapped", "swapped")]
    [InlineData("a I 5 to the of", "")]
    public void Words_OfAText_AreThoseThatTell(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', SearchWords.Of(text).Where(word => word.Tells).Select(word => word.Plain)));

    [Fact]
    public void Words_OfAnyText_StandWhereTheySay() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll<string?>(StandWhereTheySay));

    private static void StandWhereTheySay(string? text)
    {
        var end = 0;
        foreach (var word in SearchWords.Of(text))
        {
            Assert.True(word.Start >= end && word.Length > 0 && word.End <= text!.Length);
            end = word.End;
        }
    }

    [Theory]
    [InlineData("", "Type at least 2 letters")]
    [InlineData(" x ", "Type at least 2 letters")]
    [InlineData("\"", "Type at least 2 letters")]
    [InlineData("the of and", "These words stand in nearly every report. Add a word that tells more, such as a medicine or a screen")]
    [InlineData("one two three four five six seven eight nine ten eleven twelve thirteen", "Search for 12 words or fewer")]
    public void Question_ThatCannotBeAnswered_SaysWhy(string typed, string trouble) => Assert.Equal(trouble, SearchQuestion.Of(typed).Trouble);

    [Fact]
    public void Question_ThatIsTooLong_SaysWhy() =>
        Assert.Equal("Search for 200 letters or fewer", SearchQuestion.Of(new string('a', 201)).Trouble);

    [Theory]
    [InlineData("allergy", "The allergies were hidden", "allergies")]
    [InlineData("hidden allergies", "The allergies were hidden", "allergies|hidden")]
    [InlineData("aller", "The allergies were hidden", "allergies")]
    [InlineData("\"were hidden\"", "The allergies were hidden", "were hidden")]
    [InlineData("“WERE Hidden", "The allergies were hidden", "were hidden")]
    [InlineData("the allergy", "Allergy", "Allergy")]
    [InlineData("7.2.1", "In version 7.2.1 it is worse", "7.2.1")]
    [InlineData("\"7.2.1\"", "In version 7.2.1 it is worse", "7.2.1")]
    [InlineData("cafe", "The Café list", "Café")]
    public void Match_OfWordsThatAreThere_IsMarked(string typed, string text, string marked) =>
        Assert.Equal(marked, string.Join('|', SearchMatch.Places(SearchQuestion.Of(typed), [text]).Select(place => text.Substring(place.Start, place.Length))));

    [Theory]
    [InlineData("aller ", "The medicines were hidden")]
    [InlineData("aller list", "The allergies list")]
    [InlineData("\"hidden were\"", "The allergies were hidden")]
    [InlineData("\"allergy\"s", "The medicines")]
    [InlineData("number", "[NHS number] was wrong")]
    [InlineData("allergies medicines", "The allergies were hidden")]
    [InlineData("\"allergies hidden\"", "The allergies were hidden")]
    public void Match_OfWordsThatAreNotThere_IsNone(string typed, string text) => Assert.Empty(SearchMatch.Places(SearchQuestion.Of(typed), [text]));

    [Fact]
    public void Match_OfTermsInSeveralTexts_IsOne()
    {
        string?[] texts = ["The dose is wrong", null, "Ward 4", "Dose list"];
        var places = SearchMatch.Places(SearchQuestion.Of("ward dose"), texts);
        Assert.Equal([0, 2, 3], places.Select(place => place.Field));
        Assert.Equal("The dose is wrong", SearchMatch.Line(texts, places).Text);
    }

    [Fact]
    public void Line_InALongText_IsCutBetweenWordsAndMarksWhatWasFound()
    {
        var text = $"{string.Join(' ', Enumerable.Repeat("before", 50))} needle {string.Join(' ', Enumerable.Repeat("behind", 50))}";
        var line = SearchMatch.Line([text], SearchMatch.Places(SearchQuestion.Of("needle"), [text]));
        Assert.StartsWith("… before", line.Text, StringComparison.Ordinal);
        Assert.EndsWith("behind …", line.Text, StringComparison.Ordinal);
        Assert.InRange(line.Text.Length, 150, 220);
        Assert.Equal(["needle"], line.Marks.Select(mark => line.Text.Substring(mark.Start, mark.Length)));
    }

    [Fact]
    public void Line_OfAnyTextThatMatches_HoldsWhatWasFound() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll<string?>(HoldsWhatWasFound));

    private static void HoldsWhatWasFound(string? text)
    {
        text ??= "";
        if (SearchWords.Of(text).FirstOrDefault(word => word.Tells) is not { Plain: { } plain } || SearchQuestion.Of(plain) is not { Trouble: null } question)
        {
            return;
        }

        string?[] texts = [text];
        var places = SearchMatch.Places(question, texts);
        Assert.NotEmpty(places);
        var line = SearchMatch.Line(texts, places);
        Assert.NotEmpty(line.Marks);
        Assert.All(line.Marks, mark => Assert.True(mark.Start >= 0 && mark.Start + mark.Length <= line.Text.Length));
    }

    [Fact]
    public void Keys_OfOneWord_AreOneStretchInTheOrderOfReports()
    {
        var key = SearchKeys.Key(SearchWords.NumberOf("allergi"), "RGT");
        long[] entries = [.. new long[] { 0, 1, 77, uint.MaxValue }.Select(report => SearchKeys.Entry(key, report))];
        Assert.Equal(entries.Order(), entries);
        Assert.Equal([0, 1, 77, uint.MaxValue], entries.Select(SearchKeys.Report));
        Assert.Equal(uint.MaxValue, entries[^1] - entries[0]);
        Assert.NotEqual(key, SearchKeys.Key(SearchWords.NumberOf("allergi"), "RRK"));
        Assert.NotEqual(key, SearchKeys.Key(SearchWords.NumberOf("allergi"), null));
    }

    [Fact]
    public void Keys_AreAsTheyWere() // a storage format
    {
        var word = SearchWords.Of("Allergies")[0];
        Assert.Equal((3811335713u, 3895801034u, 3032855733u), (word.Number, SearchKeys.Key(word.Number, "RGT"), SearchKeys.Key(word.Number, null)));
    }

    [Theory]
    [InlineData("med", "medicine", true)]
    [InlineData("med", "mec", false)]
    [InlineData("med", "mee", false)]
    [InlineData("allergyalertlist", "allergyalert", true)]
    [InlineData("é", "ß", true)]
    public void Letters_OfABeginning_HoldTheWordsThatBeginSo(string beginning, string word, bool inside)
    {
        var ((from, to), at) = (SearchKeys.Letters(beginning), SearchKeys.Letters(word).From);
        Assert.Equal(inside, at >= from && at <= to);
        Assert.Equal(Math.Min(12, word.Length), SearchKeys.LengthOf(at));
    }
}
