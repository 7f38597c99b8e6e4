namespace MakingItWork.Redact.Commands;

/// <summary>
/// What the results of each picture are called: as the picture without its ending, or, where two pictures of a folder
/// would then be one, with it. No two results ever share a name, not even where letter case does not count.
/// </summary>
internal static class OutputNames
{
    /// <param name="pictures">Paths relative to the folder that is read.</param>
    /// <returns>For each, in the same order, the path of its results without ending.</returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> pictures)
    {
        var stems = pictures.GroupBy(WithoutEnding, StringComparer.OrdinalIgnoreCase).ToDictionary(group => group.Key, group => group.Count(), StringComparer.OrdinalIgnoreCase);
        var taken = pictures.Select(WithoutEnding).Where(stem => stems[stem] == 1).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. pictures.Select(picture => stems[WithoutEnding(picture)] == 1 ? WithoutEnding(picture) : Free(picture, taken))];
    }

    private static string Free(string name, HashSet<string> taken)
    {
        var free = name;
        for (var number = 2; !taken.Add(free); number++)
        {
            free = $"{name}-{number}";
        }
        return free;
    }

    private static string WithoutEnding(string path) => path[..^Path.GetExtension(path).Length];
}
