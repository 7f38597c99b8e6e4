using FsCheck;
using FsCheck.Fluent;
using MakingItWork.Rules.Duplicates;

namespace MakingItWork.Rules.Tests.Duplicates;

public class ClustersTests
{
    private const double From = 0.6;

    // points on a line: the nearer, the more alike; a report far away is unrelated
    private static readonly Arbitrary<int[]> Lines = Gen.Choose(0, 40).ListOf().Select(list => list.Distinct().Take(12).ToArray()).ToArbitrary();

    [Fact]
    public void Groups_Chain_DoNotJoinItsEnds()
    {
        var groups = Of([0, 3, 6], [], []);
        Assert.NotEqual(groups[0], groups[2]);
        Assert.Equal(2, groups.Distinct().Count());
    }

    [Fact]
    public void Groups_AnyReports_HoldOnlyPairsThatAreAlike() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Lines, line =>
    {
        var groups = Of(line, [], []);
        return Pairs(line).All(p => groups[p.A] != groups[p.B] || Likeness(line[p.A], line[p.B]) >= From);
    }));

    [Fact]
    public void Groups_OtherOrder_AreTheSame() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Lines, ArbMap.Default.ArbFor<int>(), (line, seed) =>
    {
        var shuffled = line.ToArray();
        new Random(seed).Shuffle(shuffled);
        return Sets(line, Of(line, [], [])).SetEquals(Sets(shuffled, Of(shuffled, [], [])));
    }));

    [Fact]
    public void Groups_UnrelatedReportAdded_AreAsBefore() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Lines, line =>
        Sets(line, Of(line, [], [])).IsSubsetOf(Sets([.. line, 1000], Of([.. line, 1000], [], [])))));

    [Fact]
    public void Groups_PartedPair_StaysApartOnEveryPath() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Lines, line =>
        Pairs(line).All(parted => Of(line, [], [parted]) is var groups && groups[parted.A] != groups[parted.B])));

    [Fact]
    public void Groups_MergedThenUnlinked_StaySplitWhenRunAgain()
    {
        Assert.Equal(Of([0, 30], [(0, 1)], [])[0], Of([0, 30], [(0, 1)], [])[1]);
        var after = Of([0, 30, 1], [(0, 1)], [(0, 1)]);
        Assert.NotEqual(after[0], after[1]);
        Assert.Equal(after[0], after[2]);
    }

    [Fact]
    public void Groups_JoinedByAPerson_KeepWhatIsNotAlikeTogether()
    {
        var groups = Of([0, 30, 1], [(0, 1)], []);
        Assert.Equal(groups[0], groups[1]);
        Assert.NotEqual(groups[0], groups[2]);
    }

    [Fact]
    public void Groups_HeldTogetherByLess_TakeInWhatIsNearEnoughInAnyOrder() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Lines, ArbMap.Default.ArbFor<int>(), (line, seed) =>
    {
        const double hold = 0.4;
        var shuffled = line.ToArray();
        new Random(seed).Shuffle(shuffled);
        var groups = Of(line, [], [], hold);
        return Sets(line, groups).SetEquals(Sets(shuffled, Of(shuffled, [], [], hold)))
            && Pairs(line).All(p => groups[p.A] != groups[p.B] || Likeness(line[p.A], line[p.B]) >= hold);
    }));

    [Fact]
    public void Groups_HeldTogetherByLess_AreWiderAndStillNoChain()
    {
        Assert.Single(Of([0, 3, 6], [], [], 0.4).Distinct());
        Assert.Equal(2, Of([0, 3, 6, 9], [], [], 0.4).Distinct().Count());
    }

    private static IReadOnlyList<int> Of(int[] line, (int A, int B)[] joined, (int A, int B)[] parted, double? hold = null) =>
        Clusters.Of([.. line.Select(at => $"{at:0000}")], (a, b) => Likeness(line[a], line[b]), From, joined, parted, hold);

    private static double Likeness(int a, int b) => Math.Max(0, 1 - (Math.Abs(a - b) / 10.0));

    private static IEnumerable<(int A, int B)> Pairs(int[] line) => from a in Enumerable.Range(0, line.Length) from b in Enumerable.Range(a + 1, line.Length - a - 1) select (a, b);

    private static HashSet<string> Sets(int[] line, IReadOnlyList<int> groups) =>
        [.. line.Zip(groups).GroupBy(x => x.Second).Select(g => string.Join(' ', g.Select(x => x.First).Order()))];
}
