using System.Globalization;
using System.Text;

namespace MakingItWork.Directory;

/// <summary>
/// Finds names by the beginnings of their words, in any order, as people type them: without apostrophes, accents or
/// capitals. Made once for a list and asked at every key press.
/// </summary>
public sealed class NameSearch<T>
{
    private readonly IReadOnlyList<(T Item, string Name, string[] Words)> entries;

    /// <param name="texts">The name of an item and, after it, any other text by which it is known, such as its code.</param>
    public NameSearch(IEnumerable<T> items, Func<T, string[]> texts) =>
        entries = [.. items.Select(item => (Item: item, Texts: texts(item))).Select(known => (known.Item, Plain(known.Texts[0]), Words(string.Join(' ', known.Texts))))];

    /// <returns>Best first: the name or code itself, names that begin with what was typed, then the others, shorter names first.</returns>
    public IReadOnlyList<T> Find(string? typed, int most)
    {
        var asked = Words(typed ?? "");
        if (asked.Length == 0)
        {
            return [.. entries.Take(most).Select(entry => entry.Item)];
        }
        var whole = string.Join(' ', asked);
        return [.. entries
            .Where(entry => Array.TrueForAll(asked, word => Array.Exists(entry.Words, own => own.StartsWith(word, StringComparison.Ordinal))))
            .OrderBy(entry => entry.Name == whole || Array.Exists(entry.Words, own => own == whole) ? 0 : entry.Name.StartsWith(whole, StringComparison.Ordinal) ? 1 : 2)
            .ThenBy(entry => entry.Name.Length)
            .ThenBy(entry => entry.Name, StringComparer.Ordinal)
            .Take(most)
            .Select(entry => entry.Item)];
    }

    private static string[] Words(string text) => Plain(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(letter))
            {
                plain.Append(char.ToLowerInvariant(letter));
            }
            else if (letter is not ('\'' or '’') && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(' ');
            }
        }
        return plain.ToString().Trim();
    }
}
