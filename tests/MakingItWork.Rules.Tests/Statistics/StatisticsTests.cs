using FsCheck;
using FsCheck.Fluent;
using MakingItWork.Rules.Statistics;

namespace MakingItWork.Rules.Tests.Statistics;

public class StatisticsTests
{
    private static readonly double[] Golden = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1];

    [Theory]
    [InlineData(0, "0", 0)]
    [InlineData(1, "fewer than 5", null)]
    [InlineData(4, "fewer than 5", null)]
    [InlineData(5, "5", 5)]
    [InlineData(1234, "1,234", 1234)]
    public void Show_Count_HidesOneToFour(int count, string shown, int? forFile)
    {
        Assert.Equal(shown, SmallNumbers.Show(count));
        Assert.Equal(forFile, SmallNumbers.ForFile(count));
    }

    [Fact]
    public void Show_NegativeCount_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => SmallNumbers.Show(-1));

    [Theory]
    [InlineData("3 10 7 0", "x-x-")]
    [InlineData("3 10 2 0", "x-x-")]
    [InlineData("9 10 0", "---")]
    [InlineData("3 0 0", "x--")]
    public void HiddenBesideTotal_OneSmallCell_HidesASecond(string counts, string expected) =>
        Assert.Equal(expected, string.Concat(SmallNumbers.HiddenBesideTotal([.. counts.Split(' ').Select(int.Parse)]).Select(h => h ? 'x' : '-')));

    [Fact]
    public void From_GoldenUnscreened_HasThePublishedLimits()
    {
        var chart = XmrChart.From(Golden, new(Screened: false, FloorAtZero: false));
        Assert.Equal((1.944, 1.882, 6.95, -3.06), (Math.Round(chart.Mean, 3), Math.Round(chart.AverageMovingRange, 3), Math.Round(chart.Upper, 2), Math.Round(chart.Lower, 2)));
    }

    [Fact]
    public void From_GoldenScreened_HasThePublishedLimits()
    {
        var chart = XmrChart.From(Golden, new(FloorAtZero: false));
        Assert.Equal((1.0, 4.60, -0.72), (chart.AverageMovingRange, Math.Round(chart.Upper, 2), Math.Round(chart.Lower, 2)));
        Assert.Equal(1.944 + 1.773, chart.NearUpper, 0.001);
        Assert.Equal(0, XmrChart.From(Golden).Lower);
    }

    [Fact]
    public void From_Golden_SignalsOnlyTheOutlier()
    {
        var signals = XmrChart.From(Golden).Points.Select((p, i) => (p, i)).Where(x => x.p.Signal != XmrSignal.None);
        var (point, index) = Assert.Single(signals);
        Assert.Equal((4, XmrSignal.OutsideLimits, true), (index, point.Signal, point.Upwards));
    }

    // o outside, t trend, 2 two of three, s shift; capitals point up
    [Theory]
    [InlineData("9 11 9 11 9 11 9 11 9 11 9 11", "............")]
    [InlineData("10 12 8 7 8 9 10 11 12 13 9 11 8", "...TTTTTTT...")]
    [InlineData("10 12 8 13 12 11 10 9 8 7 11 9 12", "...ttttttt...")]
    [InlineData("10 12 8 8 9 10 11 12 13 9 11 8 10", ".............")]
    [InlineData("5 6 5 6 5 6 5 15 16 15 16 15 16 15", "o2o2o2o")]
    public void From_Pattern_IsSignalled(string values, string expected)
    {
        var points = XmrChart.From([.. values.Split(' ').Select(double.Parse)], new(Screened: false)).Points;
        Assert.Equal(expected, string.Concat(points.Take(expected.Length).Select(Letter)));
    }

    [Fact]
    public void From_SevenOnOneSide_IsAShiftAndSixAreNot()
    {
        double[] seven = [8, 12, 8, 11, 12, 11, 12, 11, 12, 11, 8, 11, 8, 7, 8, 12, 7, 12, 7];
        Assert.Equal("...SSSSSSS.........", string.Concat(XmrChart.From(seven).Points.Select(Letter)));
        double[] six = [8, 12, 8, 11, 12, 11, 12, 11, 12, 8, 8, 11, 8, 7, 8, 12, 7, 12, 7];
        Assert.DoesNotContain(XmrChart.From(six).Points, p => p.Signal == XmrSignal.Shift);
    }

    [Fact]
    public void From_TwoOfThreeNearALimit_ColoursOnlyThose()
    {
        // mean 10.5, average moving range 1.87: near from 13.8, limit 15.5
        double[] x = [10, 11, 10, 9, 10, 11, 10, 14.5, 11, 14.5, 10, 9, 10, 11, 10, 9];
        Assert.Equal(".......2.2......", string.Concat(XmrChart.From(x, new(Screened: false)).Points.Select(p => p.Signal == XmrSignal.TwoOfThree ? '2' : '.')));
    }

    [Fact]
    public void From_FewPoints_IsTrialAndOneIsRefused()
    {
        Assert.True(XmrChart.From(Golden[..11]).IsTrial);
        Assert.False(XmrChart.From(Golden[..12]).IsTrial);
        Assert.Throws<ArgumentException>(() => XmrChart.From([1]));
    }

    [Fact]
    public void From_AnyCounts_KeepsTheMeanBetweenTheLimitsAndMirrorsUpsideDown() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Gen.Choose(0, 50).ListOf(20).ToArbitrary(), counts =>
        {
            var options = new XmrOptions(FloorAtZero: false);
            var chart = XmrChart.From([.. counts.Select(c => (double)c)], options);
            var mirrored = XmrChart.From([.. counts.Select(c => -(double)c)], options);
            return chart.Lower <= chart.NearLower && chart.NearLower <= chart.Mean && chart.Mean <= chart.NearUpper && chart.NearUpper <= chart.Upper
                && chart.Points.Zip(mirrored.Points).All(p => p.First.Signal == p.Second.Signal && p.First.Upwards == !p.Second.Upwards);
        }));

    private static char Letter(XmrPoint point)
    {
        var letter = point.Signal switch { XmrSignal.OutsideLimits => 'o', XmrSignal.Trend => 't', XmrSignal.TwoOfThree => '2', XmrSignal.Shift => 's', _ => '.' };
        return point.Upwards == true ? char.ToUpperInvariant(letter) : letter;
    }
}
