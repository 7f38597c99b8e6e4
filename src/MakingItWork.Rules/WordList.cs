using System.Collections.Frozen;
using System.Reflection;

namespace MakingItWork.Rules;

/// <summary>Reads an embedded list of words: words separated by white space, lines that begin with # are notes.</summary>
internal static class WordList
{
    /// <exception cref="InvalidOperationException">No such list was built into the program.</exception>
    public static FrozenSet<string> Load(string resource) =>
        Lines(resource).SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The lines of a list without its notes.</summary>
    /// <exception cref="InvalidOperationException">No such list was built into the program.</exception>
    public static IReadOnlyList<string> Lines(string resource)
    {
        var name = $"MakingItWork.Rules.{resource}";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The word list {name} was not built into the program.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0 && line[0] != '#')];
    }
}
