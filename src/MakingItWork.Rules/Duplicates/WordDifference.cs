namespace MakingItWork.Rules.Duplicates;

/// <summary>A stretch of a text.</summary>
/// <param name="Text">As it was written, with its spaces.</param>
/// <param name="Only">Stands in this text and not in the other.</param>
public sealed record WordRun(string Text, bool Only);

/// <summary>
/// What two texts say alike and what only one of them says, word by word: the longest row of words that both have in the same
/// order is what they share. Capitals and marks around a word make no difference.
/// </summary>
public sealed record WordDifference(IReadOnlyList<WordRun> Mine, IReadOnlyList<WordRun> Theirs)
{
    // two texts of so many words are compared in 16 MB; what comes after is not looked at, and counts as different
    private const int MostWords = 2000;

    /// <summary>Compares two texts. The runs of each, put together, are that text.</summary>
    public static WordDifference Between(string mine, string theirs)
    {
        ArgumentNullException.ThrowIfNull(mine);
        ArgumentNullException.ThrowIfNull(theirs);
        var (a, b) = (Words(mine), Words(theirs));
        var (inA, inB) = (new bool[a.Count], new bool[b.Count]);
        Share(a, b, inA, inB);
        return new(Runs(a, inA), Runs(b, inB));
    }

    private static void Share(List<Word> a, List<Word> b, bool[] inA, bool[] inB)
    {
        var (n, m) = (Math.Min(a.Count, MostWords), Math.Min(b.Count, MostWords));
        var longest = new ushort[n + 1, m + 1];
        for (var i = n - 1; i >= 0; i--)
        {
            for (var j = m - 1; j >= 0; j--)
            {
                longest[i, j] = a[i].Key == b[j].Key ? (ushort)(longest[i + 1, j + 1] + 1) : Math.Max(longest[i + 1, j], longest[i, j + 1]);
            }
        }

        for (int i = 0, j = 0; i < n && j < m;)
        {
            if (a[i].Key == b[j].Key)
            {
                (inA[i], inB[j]) = (true, true);
                (i, j) = (i + 1, j + 1);
            }
            else if (longest[i + 1, j] >= longest[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }
    }

    private static List<WordRun> Runs(List<Word> words, bool[] shared)
    {
        List<WordRun> runs = [];
        for (var i = 0; i < words.Count; i++)
        {
            if (runs.Count > 0 && runs[^1].Only == !shared[i])
            {
                runs[^1] = runs[^1] with { Text = runs[^1].Text + words[i].Text };
            }
            else
            {
                runs.Add(new WordRun(words[i].Text, !shared[i]));
            }
        }

        return runs;
    }

    private sealed record Word(string Text, string Key);

    /// <summary>Each word with the space that follows it; space before the first word belongs to it.</summary>
    private static List<Word> Words(string text)
    {
        List<Word> words = [];
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            while (end < text.Length && !char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            while (end < text.Length && char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            words.Add(new(text[at..end], Key(text[at..end])));
            at = end;
        }

        return words;
    }

    private static string Key(string word)
    {
        var bare = string.Concat(word.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        // of marks alone, the marks
        return bare.Length > 0 ? bare : word.Trim();
    }
}
