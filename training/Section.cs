namespace MakingItWork.Training;

/// <summary>Templates that are all of the same types.</summary>
/// <param name="Screen">Codes of "screen-problem"; null when the texts are not to be learnt from for it.</param>
/// <param name="Magrabi">Codes of "magrabi-2010"; null likewise.</param>
/// <param name="Modules">Where such things happen.</param>
/// <param name="Pictures">What such a picture may say.</param>
/// <param name="Lines">The templates.</param>
internal sealed record Section(IReadOnlySet<string>? Screen, IReadOnlySet<string>? Magrabi, string[] Modules, string[] Pictures, IReadOnlyList<string> Lines)
{
    public static IReadOnlyList<Section> All { get; } = [.. Resource.Names("texts/0").SelectMany(Read), .. Singles(), new(Empty, Empty, [], [], Resource.Lines("texts/none"))];

    private static HashSet<string> Empty => [];

    public IReadOnlySet<string>? CodesOf(string taxonomy) => taxonomy == "screen-problem" ? Screen : Magrabi;

    private static IEnumerable<Section> Read(string resource)
    {
        List<string> lines = [];
        string? head = null;
        foreach (var line in Resource.Lines(resource).Append("= end"))
        {
            if (!line.StartsWith("= ", StringComparison.Ordinal))
            {
                lines.Add(line);
                continue;
            }

            if (head is not null)
            {
                var parts = head[2..].Split('|', StringSplitOptions.TrimEntries);
                yield return new(Codes(parts[0]), Codes(parts[1]), List(parts, 2), List(parts, 3), lines);
            }

            (head, lines) = (line, []);
        }
    }

    private static IEnumerable<Section> Singles() => Resource.Lines("texts/singles")
        .Select(line => line.Split('|', 3, StringSplitOptions.TrimEntries))
        .GroupBy(parts => (parts[0], parts[1]))
        .Select(group => new Section(Codes(group.Key.Item1), Codes(group.Key.Item2), [], [], [.. group.Select(parts => parts[2])]));

    internal static HashSet<string>? Codes(string part) => part == "-" ? null : part.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet();

    private static string[] List(string[] parts, int at) => parts.Length > at ? parts[at].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];
}
