using MakingItWork.Rules.ClinicalRisk;

namespace MakingItWork.Rules.Tests.ClinicalRisk;

public class RiskRatingTests
{
    [Theory]
    [InlineData(Likelihood.VeryHigh, "3 4 4 5 5")]
    [InlineData(Likelihood.High, "2 3 3 4 5")]
    [InlineData(Likelihood.Medium, "2 2 3 3 4")]
    [InlineData(Likelihood.Low, "1 2 2 3 4")]
    [InlineData(Likelihood.VeryLow, "1 1 2 2 3")]
    public void Of_EveryCell_IsThePublishedTable(Likelihood likelihood, string row) =>
        Assert.Equal(row, string.Join(' ', Enum.GetValues<Severity>().Select(severity => RiskRating.Of(severity, likelihood))));

    [Fact]
    public void Of_ValueOffTheScale_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RiskRating.Of((Severity)5, Likelihood.Low));
        Assert.Throws<ArgumentOutOfRangeException>(() => RiskRating.Of(Severity.Minor, (Likelihood)(-1)));
    }

    [Fact]
    public void Acceptability_EveryRating_HasItsOwnWords()
    {
        Assert.Equal(5, Enumerable.Range(1, 5).Select(RiskRating.Acceptability).Distinct().Count());
        Assert.StartsWith("Unacceptable", RiskRating.Acceptability(5), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => RiskRating.Acceptability(0));
    }

    [Fact]
    public void Definition_EveryLevel_HasItsOwnWords()
    {
        Assert.Equal(5, Enum.GetValues<Severity>().Select(s => s.Definition()).Distinct().Count());
        Assert.Equal(5, Enum.GetValues<Likelihood>().Select(l => l.Definition()).Distinct().Count());
        Assert.Contains("One patient: death", Severity.Major.Definition(), StringComparison.Ordinal);
        Assert.Equal("Very High", Likelihood.VeryHigh.Name());
    }
}
