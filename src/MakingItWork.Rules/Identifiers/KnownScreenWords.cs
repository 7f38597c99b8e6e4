using System.Collections.Frozen;

namespace MakingItWork.Rules.Identifiers;

/// <summary>
/// Picks from the words of a screen those of a fixed list: captions, messages, medicine and plain English. A word that is
/// also a given name is not in it, nor is any number, so what is picked can identify nobody.
/// </summary>
public static class KnownScreenWords
{
    private const int Shortest = 2;

    private static readonly FrozenSet<string> Words = new[] { "ordinary-words", "screen-words", "plain-words", "clinical-words", "medicine-words" }
        .SelectMany(list => WordList.Load($"Identifiers.{list}.txt"))
        .Select(word => word.ToLowerInvariant())
        .Where(word => word.Length >= Shortest && word.All(char.IsAsciiLetter) && !OrdinaryWords.IsGivenName(word))
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The known words among those given, each once, in small letters and in the order of the alphabet: not the order in which they stood.</summary>
    public static string Of(IEnumerable<string> words, int longest)
    {
        ArgumentNullException.ThrowIfNull(words);
        var known = words.Select(word => word.Trim('.', ',', ':', ';', '!', '?', '(', ')', '*', '"', '\'').ToLowerInvariant())
            .Where(Words.Contains).Distinct().Order(StringComparer.Ordinal);
        var all = "";
        foreach (var word in known)
        {
            if (all.Length + word.Length + 1 > longest)
            {
                break;
            }

            all += all.Length == 0 ? word : $" {word}";
        }

        return all;
    }
}
