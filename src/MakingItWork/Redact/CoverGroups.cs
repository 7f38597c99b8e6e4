using MakingItWork.Capture;

namespace MakingItWork.Redact;

/// <summary>Covers of neighbouring words put together: three words of one NHS number are one thing to count and to look at.</summary>
public static class CoverGroups
{
    /// <summary>More than a person can look at one by one, and fewer than a form may carry.</summary>
    public const int Most = 500;

    public static IReadOnlyList<Cover> Of(IReadOnlyList<Cover> covers)
    {
        var groups = Together(covers, (group, cover) => group.Kind == cover.Kind && group.From == cover.From && group.Reason == cover.Reason && IsNext(group.Area, cover.Area));
        if (groups.Count > Most)
        {
            groups = Together(groups, (group, cover) => IsSameLine(group.Area, cover.Area));
        }
        return groups.Count > Most ? Together(groups, (_, _) => true) : groups;
    }

    private static List<Cover> Together(IReadOnlyList<Cover> covers, Func<Cover, Cover, bool> belong)
    {
        var groups = new List<Cover>();
        foreach (var cover in covers.Distinct())
        {
            var at = groups.FindLastIndex(group => belong(group, cover));
            if (at < 0)
            {
                groups.Add(cover);
            }
            else
            {
                groups[at] = groups[at] with { Area = Both(groups[at].Area, cover.Area) };
            }
        }
        return groups;
    }

    private static bool IsSameLine(Area group, Area area) =>
        2 * (Math.Min(group.Y + group.Height, area.Y + area.Height) - Math.Max(group.Y, area.Y)) >= Math.Min(group.Height, area.Height);

    /// <summary>On the same line, and no farther off than a space or two.</summary>
    private static bool IsNext(Area group, Area area) =>
        IsSameLine(group, area) && Math.Max(area.X - (group.X + group.Width), group.X - (area.X + area.Width)) <= Math.Min(group.Height, area.Height);

    private static Area Both(Area one, Area other)
    {
        var (left, top) = (Math.Min(one.X, other.X), Math.Min(one.Y, other.Y));
        return new Area(left, top, Math.Max(one.X + one.Width, other.X + other.Width) - left, Math.Max(one.Y + one.Height, other.Y + other.Height) - top);
    }
}
