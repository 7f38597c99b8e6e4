using System.Collections.Frozen;

namespace MakingItWork.Rules.Identifiers;

/// <summary>Tells words of captions, medicine and plain English from words that may be a name.</summary>
internal static class ScreenVocabulary
{
    private const int ShortestStem = 4;

    private static readonly FrozenSet<string> Words =
        new[] { "ordinary-words", "screen-words", "plain-words", "clinical-words", "medicine-words" }.SelectMany(list => WordList.Load($"Identifiers.{list}.txt"))
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // endings of diseases, procedures and medicines that no name in use in the UK has
    private static readonly string[] Endings =
    [
        "aemia", "aemic", "algia", "ation", "ations", "itis", "ectomy", "ectomies", "ostomy", "otomy", "oscopy", "oscopies", "ography", "ogram", "ograms", "ology", "ological", "ologist", "opathy", "plasty",
        "osis", "otic", "uresis", "phagia", "phasia", "plegia", "pnoea", "rrhoea", "rrhage", "penia", "philia", "trophy", "lysis", "ically", "ability", "ibility", "ments", "tion", "tions", "ssion", "ssions", "nsion",
        "azole", "cillin", "mycin", "micin", "floxacin", "cycline", "sartan", "statin", "olol", "dipine", "prazole", "gliptin", "gliflozin", "glutide", "oxaban", "parin", "azepam", "azolam", "olone", "asone", "onide",
        "thiazide", "semide", "triptan", "setron", "lukast", "terol", "phylline", "mab", "tinib", "ciclib", "ciclovir", "navir", "buvir", "tegravir", "profen", "fenac", "coxib", "barbital", "dronate", "dronic", "tidine", "zosin",
        "glitazone", "tadine", "penem", "oxetine", "triptyline", "pramine", "peridone", "azine", "caine", "fibrate", "curium", "curonium", "platin", "rubicin", "taxel", "trexate", "ridone", "apine", "idone", "afil", "lactone", "opril",
    ];

    /// <summary>The endings by their last two letters, so that few are tried on a word.</summary>
    private static readonly FrozenDictionary<string, string[]> ByTail =
        Endings.GroupBy(e => e[^2..]).ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.OrdinalIgnoreCase);

    /// <summary>A word that stands on screens and is no person's name, also in the plural, joined with others, or new but formed like a disease or a medicine.</summary>
    public static bool Contains(string word) =>
        Words.Contains(word) || IsForm(word) || (word.AsSpan().IndexOfAny('-', '/') > 0 && word.Split('-', '/').All(part => part.Length <= 1 || Words.Contains(part) || IsForm(part)));

    private static bool IsForm(string word) =>
        (word.Length > ShortestStem && word[^1] is 's' or 'S' && Words.Contains(word[^2] is '\'' or '’' ? word[..^2] : word[..^1])) || IsPast(word) || HasEnding(word);

    // "Cancelled", "Rejected", "Revised"
    private static bool IsPast(string word) =>
        word.Length > 5 && word.EndsWith("ed", StringComparison.OrdinalIgnoreCase)
        && (Words.Contains(word[..^2]) || Words.Contains(word[..^1]) || (word[^3] == word[^4] && Words.Contains(word[..^3])));

    private static bool HasEnding(string word)
    {
        if (word.Length < 7 || !ByTail.TryGetValue(word[^2..], out var endings))
        {
            return false;
        }

        foreach (var ending in endings)
        {
            if (word.Length >= ending.Length + 3 && word.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
