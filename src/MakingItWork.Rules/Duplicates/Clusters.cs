namespace MakingItWork.Rules.Duplicates;

/// <summary>
/// Puts reports that are all alike into groups. A group holds only reports of which every two are alike enough (complete link):
/// A like B and B like C does not bring A and C together. The order in which the reports are given changes nothing.
/// </summary>
public static class Clusters
{
    /// <param name="items">The reports, each with a mark of its content that does not depend on when it came.</param>
    /// <param name="likeness">How alike two are; symmetric. Below <paramref name="from"/> they never come together by themselves.</param>
    /// <param name="joined">Pairs that people have put together: they stay together whatever their likeness.</param>
    /// <param name="parted">Pairs that people have parted: no path joins them again.</param>
    /// <param name="hold">How alike every two of a group must be, when that is less than what brings the first two together; else <paramref name="from"/>.</param>
    /// <returns>For each report, in the order given, the number of its group.</returns>
    public static IReadOnlyList<int> Of(
        IReadOnlyList<string> items, Func<int, int, double> likeness, double from, IReadOnlyList<(int A, int B)> joined, IReadOnlyList<(int A, int B)> parted, double? hold = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(likeness);
        ArgumentNullException.ThrowIfNull(joined);
        ArgumentNullException.ThrowIfNull(parted);
        var apart = parted.SelectMany(pair => new[] { (pair.A, pair.B), (pair.B, pair.A) }).ToHashSet();
        var together = joined.SelectMany(pair => new[] { (pair.A, pair.B), (pair.B, pair.A) }).ToHashSet();
        var group = Enumerable.Range(0, items.Count).ToArray();
        var members = group.Select(i => new List<int> { i }).ToArray();
        foreach (var (a, b) in joined.OrderBy(pair => Marks(items, pair)))
        {
            // what people say comes first, and of two that contradict each other the parting wins: it can be seen and undone
            Merge(group, members, a, b, (_, _) => true, apart);
        }

        // what is already together does not have to be alike; who comes to it must be alike to all of it
        var pairs = (from a in Enumerable.Range(0, items.Count) from b in Enumerable.Range(a + 1, items.Count - a - 1) select (A: a, B: b, Likeness: likeness(a, b)))
            .Where(pair => pair.Likeness >= from)
            .OrderByDescending(pair => pair.Likeness).ThenBy(pair => Marks(items, (pair.A, pair.B)));
        foreach (var (a, b, _) in pairs)
        {
            Merge(group, members, a, b, (x, y) => together.Contains((x, y)) || likeness(x, y) >= (hold ?? from), apart);
        }

        return group;
    }

    private static (string, string) Marks(IReadOnlyList<string> items, (int A, int B) pair) =>
        string.CompareOrdinal(items[pair.A], items[pair.B]) <= 0 ? (items[pair.A], items[pair.B]) : (items[pair.B], items[pair.A]);

    private static void Merge(int[] group, List<int>[] members, int a, int b, Func<int, int, bool> fits, HashSet<(int A, int B)> apart)
    {
        var (one, other) = (members[group[a]], members[group[b]]);
        if (group[a] == group[b] || one.Exists(x => other.Exists(y => apart.Contains((x, y)) || !fits(x, y))))
        {
            return;
        }

        var (kept, gone) = (Math.Min(group[a], group[b]), Math.Max(group[a], group[b]));
        members[kept].AddRange(members[gone]);
        foreach (var member in members[gone])
        {
            group[member] = kept;
        }
    }
}
