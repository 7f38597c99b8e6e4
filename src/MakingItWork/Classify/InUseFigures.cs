using MakingItWork.Rules.Taxonomies;

namespace MakingItWork.Classify;

/// <summary>How suggestions did against what safety teams decided. Codes and counts only.</summary>
/// <param name="Decisions">Reports that were decided.</param>
/// <param name="Sure">Of those, how many got a suggestion that was not "not sure".</param>
/// <param name="SureAndRight">Of the sure ones, how often the first suggestion was decided on.</param>
public sealed record InUseFigures(int Decisions, int Sure, int SureAndRight, IReadOnlyList<TypeInUse> Types, IReadOnlyList<BinInUse> Bins)
{
    public static InUseFigures Of(IReadOnlyCollection<Lesson> lessons, Taxonomy? taxonomy)
    {
        var judged = lessons.Select(l => (l.Decided, Suggested: l.Suggestions())).ToList();
        var codes = judged.SelectMany(j => j.Suggested.Select(s => s.Code).Append(j.Decided)).Distinct().Order(StringComparer.Ordinal);
        var said = judged.SelectMany(j => j.Suggested.Select(s => (s.Probability, Right: s.Code == j.Decided))).ToList();
        return new InUseFigures(
            judged.Count,
            lessons.Count(l => !l.NotSure && l.First is not null),
            lessons.Count(l => !l.NotSure && l.First == l.Decided),
            [.. codes.Select(code => new TypeInUse(
                code,
                taxonomy?.Codes.FirstOrDefault(c => c.Code == code)?.Name ?? code,
                judged.Count(j => j.Decided == code),
                judged.Count(j => j.Suggested.Any(s => s.Code == code)),
                judged.Count(j => j.Decided == code && j.Suggested.Any(s => s.Code == code))))],
            [.. Enumerable.Range(0, 10).Select(tenth => Bin(tenth, [.. said.Where(s => Math.Min(9, (int)(s.Probability * 10)) == tenth)]))]);
    }

    private static BinInUse Bin(int tenth, List<(double Probability, bool Right)> said) => new(
        tenth / 10.0,
        said.Count,
        said.Count == 0 ? 0 : said.Average(s => s.Probability),
        said.Count == 0 ? 0 : (double)said.Count(s => s.Right) / said.Count);
}

/// <param name="Support">Decided to be of the type.</param>
public sealed record TypeInUse(string Code, string Name, int Support, int Suggested, int Right)
{
    public double? Precision => Suggested == 0 ? null : (double)Right / Suggested;

    public double? Recall => Support == 0 ? null : (double)Right / Support;
}

/// <summary>Suggestions whose probability lay in one tenth of the scale: what was said, and how often it was right.</summary>
public sealed record BinInUse(double From, int Count, double Said, double Was);
