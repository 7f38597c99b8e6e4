using System.Globalization;

namespace MakingItWork.Rules.Statistics;

/// <summary>
/// Hides counts of 1 to 4 where strangers read them: so few reports can point at one person. Zero stays, since it is about nobody.
/// The threshold of 5 is the one most NHS statistics use.
/// </summary>
public static class SmallNumbers
{
    /// <summary>Counts above zero and below this are hidden.</summary>
    public const int ShownFrom = 5;

    /// <summary>True when a count must not be shown.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count below zero.</exception>
    public static bool IsHidden(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return count is > 0 and < ShownFrom;
    }

    /// <summary>The count as shown to people: "0", "fewer than 5", "5", "1,234".</summary>
    public static string Show(int count) => IsHidden(count) ? $"fewer than {ShownFrom}" : count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The count for a file of open data: nothing where it is hidden.</summary>
    public static int? ForFile(int count) => IsHidden(count) ? null : count;

    /// <summary>
    /// Which cells to hide where the total of the cells is shown as well. One hidden cell could be worked out from the total,
    /// so the next smallest cell above zero is hidden with it. When there is none, the total equals the hidden cell and is hidden too.
    /// </summary>
    public static IReadOnlyList<bool> HiddenBesideTotal(IReadOnlyList<int> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var hidden = counts.Select(IsHidden).ToArray();
        if (hidden.Count(h => h) == 1)
        {
            var second = Enumerable.Range(0, counts.Count).Where(i => !hidden[i] && counts[i] > 0).OrderBy(i => counts[i]).Select(i => (int?)i).FirstOrDefault();
            if (second is { } index)
            {
                hidden[index] = true;
            }
        }

        return hidden;
    }
}
