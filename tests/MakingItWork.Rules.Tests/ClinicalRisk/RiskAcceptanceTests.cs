using MakingItWork.Rules.ClinicalRisk;

namespace MakingItWork.Rules.Tests.ClinicalRisk;

public class RiskAcceptanceTests
{
    [Theory]
    [InlineData(5, true, true, "unacceptable level of risk")]
    [InlineData(4, false, true, "mandatory to eliminate the hazard or add a control measure")]
    [InlineData(4, true, false, "why a residual risk rating of 4 is accepted")]
    [InlineData(4, true, true, null)]
    [InlineData(3, true, false, "further risk reduction is impractical")]
    [InlineData(3, false, true, null)]
    [InlineData(2, false, false, null)]
    [InlineData(1, false, false, null)]
    public void Against_ARating_DemandsWhatTheStandardSays(int rating, bool control, bool reason, string? says)
    {
        var against = RiskAcceptance.Against(rating, control, reason);
        Assert.Equal(says is null, against is null);
        Assert.Contains(says ?? "", against ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void Against_ANumberThatIsNoRating_IsRefused(int rating) => Assert.Throws<ArgumentOutOfRangeException>(() => RiskAcceptance.Against(rating, true, true));

    // tables 7 to 10 of the guidance, written out by hand
    [Fact]
    public void Words_OfScalesAndRatings_AreThePublishedOnes()
    {
        Assert.Equal(["Minor", "Significant", "Considerable", "Major", "Catastrophic"], Enum.GetValues<Severity>().Select(s => s.Name()));
        Assert.Equal(["Very Low", "Low", "Medium", "High", "Very High"], Enum.GetValues<Likelihood>().Select(l => l.Name()));
        Assert.Equal(
            [
                "Acceptable, no further action required",
                "Acceptable where cost of further reduction outweighs benefits gained or where further risk reduction is impractical",
                "Undesirable level of risk. Attempts should be made to eliminate the hazard or implement control measures to reduce risk to an acceptable level. Shall only be acceptable when further risk reduction is impractical",
                "Mandatory elimination of hazard or addition of control measure to reduce risk to an acceptable level",
                "Unacceptable level of risk",
            ],
            Enumerable.Range(1, 5).Select(RiskRating.Acceptability));
        Assert.Equal("Could occur but in the great majority of occasions will not.", Likelihood.Low.Definition());
    }
}
