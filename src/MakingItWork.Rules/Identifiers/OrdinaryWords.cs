using System.Collections.Frozen;

namespace MakingItWork.Rules.Identifiers;

/// <summary>Words that are not part of a person's name.</summary>
internal static class OrdinaryWords
{
    private static readonly FrozenSet<string> Words = WordList.Load("Identifiers.ordinary-words.txt");
    private static readonly FrozenSet<string> GivenNames = WordList.Load("Identifiers.given-names.txt");

    public static bool Contains(string word) => Words.Contains(word);

    public static bool IsGivenName(string word) => GivenNames.Contains(word);
}
