using System.Globalization;

namespace MakingItWork.Rules.Duplicates;

/// <summary>
/// Which of two versions of one product is the later. Suppliers count in many ways: 8.2.1, v2024.05, "Release 12b",
/// 3.0-beta2, "May 2024". Versions that are written in ways too different to compare are left alone.
/// </summary>
public static class VersionOrder
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Early = ["dev", "alpha", "beta", "preview", "rc"];
    private static readonly string[] Fillers = ["v", "ver", "version", "release", "rel", "build", "r", "sp", "update", "patch", "hotfix"];

    /// <returns>Below 0 when the first is earlier, 0 when they are the same, above 0 when it is later; nothing when nobody can say.</returns>
    public static int? Compare(string? a, string? b)
    {
        var (one, other) = (Parts(a), Parts(b));
        if (one is null || other is null)
        {
            return null;
        }

        for (var i = 0; i < Math.Max(one.Count, other.Count); i++)
        {
            // 8.2 and 8.2.0 are one version; 8.2 comes before 8.2b and after 8.2-rc1
            var difference = (i < one.Count ? one[i] : 0).CompareTo(i < other.Count ? other[i] : 0);
            if (difference != 0)
            {
                return difference;
            }
        }

        return 0;
    }

    /// <summary>Whether a report from one version speaks against a fix in another.</summary>
    public static bool IsAtLeast(string? version, string? fixedIn) => Compare(version, fixedIn) >= 0;

    private static List<long>? Parts(string? version)
    {
        List<long> parts = [];
        var (months, years) = (0, 0);
        foreach (var piece in Pieces(version ?? ""))
        {
            if (long.TryParse(piece, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                years += number is > 1990 and < 2100 ? 1 : 0;
                parts.Add(number);
            }
            else if (piece.Length >= 3 && Array.IndexOf(Months, piece[..3]) is >= 0 and var month && IsMonth(piece))
            {
                months++;
                parts.Add(month + 1);
            }
            else if (Array.IndexOf(Early, piece) is >= 0 and var early)
            {
                parts.Add(early - Early.Length);
            }
            else if (piece.Length == 1 && !Fillers.Contains(piece))
            {
                parts.Add(piece[0] - 'a' + 1);
            }
            else if (!Fillers.Contains(piece))
            {
                return null;
            }
        }

        if (months == 1 && years == 1 && parts.Count <= 3)
        {
            // "May 2024", "3 May 2024" and "2024 May": the year comes first
            parts = parts[^1] is > 1990 and < 2100 ? [.. Enumerable.Reverse(parts)] : parts;
        }

        return parts.Exists(part => part >= 0) ? parts : null;
    }

    private static bool IsMonth(string piece) =>
        piece.Length == 3 || piece is "sept" or "january" or "february" or "march" or "april" or "june" or "july" or "august" or "september" or "october" or "november" or "december";

    private static IEnumerable<string> Pieces(string version)
    {
        for (var at = 0; at < version.Length;)
        {
            var end = at;
            while (end < version.Length && char.IsAsciiLetterOrDigit(version[end]) && char.IsAsciiDigit(version[end]) == char.IsAsciiDigit(version[at]))
            {
                end++;
            }

            if (end > at)
            {
                yield return version[at..end].ToLowerInvariant();
            }

            at = Math.Max(end, at + 1);
        }
    }
}
