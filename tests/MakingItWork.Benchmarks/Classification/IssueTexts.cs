using System.Text;
using MakingItWork.Rules.Classification;

namespace MakingItWork.Benchmarks.Classification;

/// <summary>Reports about real products from a table with the columns repo, title, text and helper_hazard.</summary>
internal static class IssueTexts
{
    public static IReadOnlyList<LabelledText> Of(string file)
    {
        var rows = Rows(File.ReadAllText(file)).ToList();
        var (repo, title, text, label) = (rows[0].IndexOf("repo"), rows[0].IndexOf("title"), rows[0].IndexOf("text"), rows[0].IndexOf("helper_hazard"));
        return [.. rows.Skip(1).Select(row => new LabelledText(row[0], $"{row[title]}\n{row[text]}", new HashSet<string> { row[label] }, DateTimeOffset.UnixEpoch, row[repo]))];
    }

    // quotes may hold commas, ends of lines and doubled quotes
    private static IEnumerable<List<string>> Rows(string csv)
    {
        List<string> row = [];
        var field = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < csv.Length; at++)
        {
            switch (csv[at])
            {
                case '"' when quoted && at + 1 < csv.Length && csv[at + 1] == '"':
                    field.Append(csv[++at]);
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case ',' when !quoted:
                    row.Add(field.ToString());
                    field.Clear();
                    break;
                case '\n' when !quoted:
                    row.Add(field.ToString().TrimEnd('\r'));
                    field.Clear();
                    yield return row;
                    row = [];
                    break;
                default:
                    field.Append(csv[at]);
                    break;
            }
        }

        if (row.Count > 0)
        {
            yield return [.. row, field.ToString()];
        }
    }
}
