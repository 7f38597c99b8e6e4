using System.Collections.Frozen;
using System.Reflection;

namespace MakingItWork.Rules;

/// <summary>Reads an embedded list of words: words separated by white space, lines that begin with # are notes.</summary>
internal static class WordList
{
    /// <exception cref="InvalidOperationException">No such list was built into the program.</exception>
    public static FrozenSet<string> Load(string resource)
    {
        var name = $"MakingItWork.Rules.{resource}";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The word list {name} was not built into the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Split('\n')
            .Where(line => !line.StartsWith('#'))
            .SelectMany(line => line.Split([' ', '\r'], StringSplitOptions.RemoveEmptyEntries))
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}
