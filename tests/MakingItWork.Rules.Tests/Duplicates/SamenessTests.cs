using FsCheck;
using FsCheck.Fluent;
using MakingItWork.Rules.Duplicates;

namespace MakingItWork.Rules.Tests.Duplicates;

public class SamenessTests
{
    private const string Truncated = "The drug name is truncated in the prescribing list so the strength cannot be read";
    private const string LogsOut = "Clicking save logs me out and everything typed is lost";

    private static readonly PicturePrint Worklist = Screens.Print(1);
    private static readonly PicturePrint Letter = Screens.Print(2);
    private static readonly PicturePrint List = Screens.Print(3);

    private static readonly Arbitrary<ReportPrint> Reports = (
        from words in Gen.Elements("alert", "missing", "truncated", "dose", "units", "the", "banner", "[name]", "slow", "prescribe", "perscribe").ListOf()
        from product in Gen.Elements<string?>("A", "B", null)
        from version in Gen.Elements<string?>("1", "2", null)
        from screen in Gen.Elements<string?>("Worklist", "Letters to send", null)
        from type in Gen.Elements<string?>("T1", "T2", null)
        from pictures in Gen.Elements(Worklist, Letter, List).ListOf()
        select ReportPrint.Of(string.Join(' ', words), [.. pictures.Take(2)], product, version, screen, type)).ToArbitrary();

    private static readonly WordWeights Weights = WordWeights.From(
        new[] { ("warn", 900L), ("dos", 400), ("slow", 3), ("banner", 55) }.ToDictionary(w => TextPrint.Number(w.Item1), w => w.Item2), 1000);

    [Fact]
    public void Score_AnyPair_IsSymmetric() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Reports, Reports, (a, b) =>
            Sameness.Score(a, b) == Sameness.Score(b, a) && Sameness.Score(a, b, Weights) == Sameness.Score(b, a, Weights)));

    [Fact]
    public void Score_WithItself_IsOneAndNoneIsBetter() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Reports, Reports, (a, b) =>
            Math.Abs(Sameness.Score(a, a, Weights).Total - 1) < 1e-9 && Sameness.Score(a, b, Weights).Total <= Sameness.Score(a, a, Weights).Total + 1e-9));

    [Fact]
    public void Score_AnyPair_StaysInRangeAndNeverLinksTwoProducts() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Reports, Reports, (a, b) =>
        {
            var score = Sameness.Score(a, b);
            return score.Total is >= 0 and <= 1 && (score.Decision != SamenessDecision.Link || a.Product == 0 || b.Product == 0 || a.Product == b.Product);
        }));

    [Fact]
    public void Pack_AnyReport_ComesBackTheSame() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Reports, a =>
        {
            var back = ReportPrint.Unpack(a.Pack())!;
            return back.Pack().SequenceEqual(a.Pack()) && Math.Abs(Sameness.Score(a, back).Total - 1) < 1e-9;
        }));

    [Fact]
    public void Score_SameProductAndWords_Links()
    {
        var score = Score(Of(Truncated, Worklist), Of("In the prescribing list the drug name is truncated; strength cannot be read", Worklist));
        Assert.Equal(SamenessDecision.Link, score.Decision);
        Assert.StartsWith("Same product; ", score.Why, StringComparison.Ordinal);
        Assert.EndsWith("the pictures show the same screen (100% of their marks meet).", score.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The medicine name is cut in the prescribing list so its strength cannot be read")]
    [InlineData("The drug name is trucnated in the perscribing list so the strenght cannot be read")]
    [InlineData("For [name], [NHS number], the drug name is truncated in the prescribing list so the strength cannot be read")]
    public void Score_OtherWordsSlipsOrMasks_StillLinks(string other) =>
        Assert.Equal(SamenessDecision.Link, Score(Of(Truncated), Of(other)).Decision);

    [Fact]
    public void Score_OtherProduct_IsSuggestedOnly()
    {
        var score = Sameness.Score(ReportPrint.Of(Truncated, [Worklist], "A"), ReportPrint.Of(Truncated, [Worklist], "B"));
        Assert.Equal((SamenessDecision.Suggest, false), (score.Decision, score.SameProduct));
    }

    [Fact]
    public void Score_SamePictureOtherProblem_IsNotLinked()
    {
        var score = Score(Of(Truncated, Worklist), Of(LogsOut, Worklist));
        Assert.Equal((SamenessDecision.Suggest, 1.0), (score.Decision, score.Picture));
    }

    [Fact]
    public void Score_SamePictureWithoutWords_IsLinked()
    {
        Assert.Equal(SamenessDecision.Link, Sameness.Score(ReportPrint.Of(null, [Worklist]), ReportPrint.Of(null, [Worklist])).Decision);
        Assert.Equal(SamenessDecision.None, Sameness.Score(ReportPrint.Of(null, [Worklist]), ReportPrint.Of(null, [Letter])).Decision);
    }

    [Fact]
    public void Score_UnlikePicture_TakesNothingAway() =>
        Assert.Equal(Score(Of(Truncated), Of(Truncated + " again")).Total, Score(Of(Truncated, Worklist), Of(Truncated + " again", Letter)).Total);

    [Fact]
    public void Score_TwoEmptyReports_AreLeftApart() => Assert.Equal(SamenessDecision.None, Score(Of(""), Of("")).Decision);

    [Fact]
    public void Score_UnrelatedReports_AreLeftApart() =>
        Assert.Equal(SamenessDecision.None, Score(Of(Truncated, Worklist), Of("The ward printer is broken again", Letter)).Decision);

    [Fact]
    public void Score_SharedRareWord_CountsMoreThanSharedCommonWord() =>
        Assert.True(
            Sameness.Score(Of("dose slow alert warning colour"), Of("slow printer today wall kettle"), Weights).Total
            > Sameness.Score(Of("dose slow alert warning colour"), Of("dose printer today wall kettle"), Weights).Total);

    [Fact]
    public void SameEvent_NeedsOneOrganisationNearInTimeAndTheSamePicture()
    {
        var score = Score(Of(Truncated, Worklist), Of(Truncated, Worklist));
        Assert.True(Sameness.IsSameEvent(score, true, TimeSpan.FromHours(3)));
        Assert.False(Sameness.IsSameEvent(score, false, TimeSpan.FromHours(3)));
        Assert.False(Sameness.IsSameEvent(score, true, TimeSpan.FromDays(9)));
        Assert.False(Sameness.IsSameEvent(Score(Of(Truncated, Worklist), Of(Truncated, Letter)), true, TimeSpan.FromHours(3)));
    }

    private static ReportPrint Of(string text, params PicturePrint[] pictures) => ReportPrint.Of(text, pictures, "A");

    private static SamenessScore Score(ReportPrint a, ReportPrint b) => Sameness.Score(a, b);
}
