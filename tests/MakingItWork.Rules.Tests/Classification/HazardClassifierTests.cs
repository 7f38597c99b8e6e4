using FsCheck;
using FsCheck.Fluent;
using MakingItWork.Rules.Classification;
using MakingItWork.Rules.Taxonomies;

namespace MakingItWork.Rules.Tests.Classification;

public class HazardClassifierTests
{
    private static Rules.Classification.Classification Classify(string text) => HazardClassifier.Classify(new(text), ClassifierModel.Current);

    [Theory]
    [InlineData("I opened the chart and the wrong patient was shown in the banner", "3.4.1")]
    [InlineData("After switching patients the screen still had the other patient's results", "3.4.1")]
    [InlineData("The units are missing beside the dose", "3.3")]
    [InlineData("The drug name was truncated so I could not see the strength", "3.3")]
    [InlineData("Grey text on a white background, contrast is low and hard to read", "3.3")]
    [InlineData("The dose defaults to 500 mg when I choose the drug", "1.2.1")]
    [InlineData("In the dropdown the two insulins are next to each other", "1.2.1")]
    [InlineData("The note was copied from a previous admission", "1.2.1")]
    [InlineData("There was no alert for the penicillin allergy", "3.4.4")]
    [InlineData("The interaction warning didn't fire", "3.4.4")]
    [InlineData("There are too many alerts and we click through them", "5.2")]
    [InlineData("Results were filed to the wrong folder by the interface", "2.2")]
    [InlineData("The interface dropped the message from the laboratory", "2.2")]
    [InlineData("The printer is down on the ward", "3.1")]
    [InlineData("The system is very slow and froze twice", "4.1")]
    [InlineData("I cannot log in with my smartcard", "4.3")]
    [InlineData("My notes were lost after saving", "4.5")]
    [InlineData("The allergies were hidden and did not show on the summary", "3.2")]
    [InlineData("The network connection dropped during the round", "2.1")]
    [InlineData("The barcode scanner stopped working", "1.1")]
    [InlineData("My colleague had left herself logged in", "5.3.1")]
    public void Classify_Description_PutsTheTypeFirst(string text, string code)
    {
        var result = Classify(text);
        Assert.False(result.NotSure);
        Assert.Equal(code, result.Types[0].Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Please look at this screen.")]
    [InlineData("The name is no longer truncated")]
    [InlineData("The list was not slow today")]
    public void Classify_NothingOrNegated_IsNotSure(string text) => Assert.True(Classify(text).NotSure);

    [Theory]
    [InlineData("The allergies are missing in the banner", "allergy_display")]
    [InlineData("The allergies are no longer missing in the banner", null)]
    [InlineData("My note was lost", "data_loss")]
    [InlineData("No data was lost", null)]
    [InlineData("The system is slow", "slow_or_down")]
    [InlineData("The system is not slow", null)]
    [InlineData("The wrong patient was shown", "wrong_patient")]
    [InlineData("It was never the wrong patient", null)]
    [InlineData("The medication does not appear in the list", "medication_display")]
    [InlineData("There was no warning about the interaction", "alert_missing")]
    public void Classify_Negation_TurnsTheMeaning(string text, string? code)
    {
        var types = HazardClassifier.Types(new(text), ClassifierModel.Shipped.Single(model => model.Codes.Name == "screen-problem"));
        Assert.Equal(code, types.NotSure ? null : types.Suggested[0].Code);
    }

    [Fact]
    public void Classify_SeveralProblems_GivesSeveralTypes()
    {
        var codes = Classify("The printer is down. My notes were lost.").Types.Select(t => t.Code).ToList();
        Assert.Contains("3.1", codes);
        Assert.Contains("4.5", codes);
    }

    [Fact]
    public void Classify_Evidence_PointsAtTheWords()
    {
        const string text = "Today the name was truncated.";
        Assert.Contains(Classify(text).Types[0].Evidence, evidence => text.Substring(evidence.Start, evidence.Length) == "truncated");
    }

    [Fact]
    public void Classify_Result_NamesTaxonomyAndVersion()
    {
        var result = Classify("slow");
        Assert.Equal("magrabi-2010", result.Taxonomy);
        Assert.Equal($"v1+{ClassifierModel.Current.Name}.{ClassifierModel.Current.Version}", result.Version);
    }

    [Fact]
    public void Classify_AnyText_GivesKnownCodesAndProbabilitysInRange() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll<string?>(ArbMap.Default.ArbFor<string?>(), text =>
            Classify((text ?? "") + " slow wrong patient").Types.All(t => t.Probability is >= 0 and <= 1 && Taxonomy.Magrabi.Get(t.Code).Name == t.Name)));

    [Theory]
    [InlineData("saving", "saved")]
    [InlineData("duplicates", "duplicated")]
    [InlineData("dropped", "drop")]
    [InlineData("missing", "missed")]
    [InlineData("allergies", "allergy")]
    [InlineData("Didn't", "didnt")]
    public void Stem_FormsOfAWord_Meet(string one, string other) => Assert.Equal(Words.Stem(one), Words.Stem(other));
}
