using System.Text;

namespace MakingItWork.Training;

/// <summary>Turns a template into a text: (a|b) picks one, {name} a word of the list of that name.</summary>
internal sealed class Template(Random random)
{
    private const int Deepest = 4;

    private static readonly Dictionary<string, string[]> Lists = Resource.Lines("words")
        .Select(line => line.Split('=', 2))
        .ToDictionary(parts => parts[0].Trim(), parts => parts[1].TrimStart().Split('|'));

    public string Fill(string template, int depth = 0)
    {
        if (depth > Deepest)
        {
            throw new InvalidOperationException($"\"{template}\" goes in circles.");
        }

        var text = new StringBuilder();
        for (var at = 0; at < template.Length;)
        {
            var (open, close) = (template[at], template[at] == '(' ? ')' : '}');
            if (open is not ('(' or '{'))
            {
                text.Append(template[at++]);
                continue;
            }

            var end = template.IndexOf(close, at);
            // an ordinary bracket stays as it is
            var inside = end < 0 ? "" : template[(at + 1)..end];
            if (end < 0 || (open == '(' && !inside.Contains('|', StringComparison.Ordinal)))
            {
                text.Append(template[at++]);
                continue;
            }

            text.Append(Fill(Pick(open == '(' ? inside.Split('|') : Words(inside)), depth + 1));
            at = end + 1;
        }

        return text.ToString();
    }

    public string Pick(IReadOnlyList<string> choices) => choices[random.Next(choices.Count)];

    private static string[] Words(string name) =>
        Lists.TryGetValue(name, out var words) ? words : throw new InvalidOperationException($"There is no list of words named {name}.");
}
