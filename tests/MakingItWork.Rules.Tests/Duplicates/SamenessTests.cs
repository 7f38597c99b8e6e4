using FsCheck;
using FsCheck.Fluent;
using MakingItWork.Rules.Duplicates;

namespace MakingItWork.Rules.Tests.Duplicates;

public class SamenessTests
{
    private const string Truncated = "The drug name is truncated in the prescribing list so the strength cannot be read";

    private static readonly Arbitrary<ReportFeatures> Reports = (
        from words in Gen.Elements("alert", "missing", "truncated", "dose", "units", "the", "banner", "[name]", "slow").ListOf()
        from product in Gen.Elements<string?>("A", "B", null)
        from hashes in ArbMap.Default.GeneratorFor<ulong>().ListOf(2)
        from pictures in Gen.Choose(0, 2)
        select new ReportFeatures(string.Join(' ', words), product, [.. hashes.Take(pictures)])).ToArbitrary();

    [Fact]
    public void Score_AnyPair_IsSymmetric() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Reports, Reports, (a, b) => Sameness.Score(a, b) == Sameness.Score(b, a)));

    [Fact]
    public void Score_WithItself_IsOne() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Reports, a => Math.Abs(Sameness.Score(a, a).Total - 1) < 1e-9));

    [Fact]
    public void Score_AnyPair_StaysInRangeAndNeverLinksTwoProducts() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Reports, Reports, (a, b) =>
        {
            var score = Sameness.Score(a, b);
            return score.Total is >= 0 and <= 1 && (score.Decision != SamenessDecision.Link || (a.ProductKey is not null && a.ProductKey == b.ProductKey));
        }));

    [Fact]
    public void Score_SameProductAndWords_Links()
    {
        var score = Sameness.Score(new(Truncated, "A", [0]), new("In the prescribing list the drug name is truncated; strength cannot be read", "A", [7]));
        Assert.Equal(SamenessDecision.Link, score.Decision);
        Assert.Equal("Same product; 100% of the words agree; the pictures look alike (distance 3 of 64).", score.Why);
    }

    [Fact]
    public void Score_OtherProduct_IsSuggestedOnly()
    {
        var score = Sameness.Score(new(Truncated, "A", [0]), new(Truncated, "B", [0]));
        Assert.Equal((SamenessDecision.Suggest, false), (score.Decision, score.SameProduct));
    }

    [Fact]
    public void Score_SamePictureOtherProblem_IsNotLinked()
    {
        var score = Sameness.Score(new(Truncated, "A", [5]), new("Clicking save logs me out and everything typed is lost", "A", [5]));
        Assert.Equal(SamenessDecision.Suggest, score.Decision);
        Assert.Equal(1, score.Picture);
    }

    [Fact]
    public void Score_UnlikePicture_TakesNothingAway() =>
        Assert.Equal(
            Sameness.Score(new(Truncated, "A", []), new(Truncated + " again", "A", [])).Total,
            Sameness.Score(new(Truncated, "A", [0]), new(Truncated + " again", "A", [ulong.MaxValue])).Total);

    [Fact]
    public void Score_TwoEmptyTexts_AreLeftApart() =>
        Assert.Equal(SamenessDecision.None, Sameness.Score(new("", "A", []), new("", "A", [])).Decision);

    [Fact]
    public void Score_UnrelatedReports_AreLeftApart() =>
        Assert.Equal(SamenessDecision.None, Sameness.Score(new(Truncated, "A", []), new("The ward printer is broken again", "A", [])).Decision);
}
