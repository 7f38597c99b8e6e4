using MakingItWork.Rules.Identifiers;

namespace MakingItWork.Rules.Tests.Identifiers;

/// <summary>A screen drawn with letters: each word's place gives its box; two or more spaces part two line boxes.</summary>
internal static class DrawnScreen
{
    public static IReadOnlyList<ScreenWord> Words(params string[] rows)
    {
        List<ScreenWord> words = [];
        var line = 0;
        foreach (var (row, y) in rows.Select((r, i) => (r, i)))
        {
            for (var at = 0; at < row.Length;)
            {
                if (row[at] == ' ')
                {
                    line += at > 0 && row[at - 1] == ' ' ? 1 : 0;
                    at++;
                    continue;
                }

                var end = row.IndexOf(' ', at) is var space and >= 0 ? space : row.Length;
                words.Add(new(row[at..end], at * 8, y * 24, ((end - at) * 8) - 1, 14, 0.9, line));
                at = end;
            }

            line++;
        }

        return words;
    }

    public static string Cover(params string[] rows)
    {
        var words = Words(rows);
        return string.Join(' ', ScreenIdentifiers.Find(words).Select(c => words[c.Index].Text));
    }
}
