using System.Collections.Frozen;

namespace MakingItWork.Rules.Identifiers;

/// <summary>Words that are not part of a person's name.</summary>
internal static class OrdinaryWords
{
    private static readonly FrozenSet<string> Words = WordList.Load("Identifiers.ordinary-words.txt");
    private static readonly FrozenSet<string> GivenNames = WordList.Load("Identifiers.given-names.txt");

    public static bool Contains(string word) => Words.Contains(word);

    /// <summary>A given name, also in the possessive.</summary>
    public static bool IsGivenName(string word) =>
        GivenNames.Contains(word) || (IsPossessive(word) && GivenNames.Contains(word[..^2]));

    public static bool IsPossessive(string word) => word.Length > 3 && word[^1] == 's' && word[^2] is '\'' or '’';
}
