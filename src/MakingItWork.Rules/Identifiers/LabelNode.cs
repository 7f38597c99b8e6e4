namespace MakingItWork.Rules.Identifiers;

/// <summary>
/// A tree of the letters of all labels. It reads a label in one walk along the text, with the digits that small print makes
/// of letters, and with spaces, stops and dashes between words or without.
/// </summary>
internal sealed class LabelNode
{
    private const char Break = ' ';
    private const int MostBetween = 3;

    private readonly Dictionary<char, LabelNode> next = [];
    private FieldLabel? label;
    private FieldLabel? colonLabel;

    public static LabelNode Load()
    {
        var root = new LabelNode();
        FieldLabel? current = null;
        foreach (var line in WordList.Lines("Identifiers.field-labels.txt"))
        {
            var parts = line.Split(':');
            if (Enum.TryParse<IdentifierKind>(parts[0], out var kind))
            {
                current = new(kind, parts.Length > 1);
                continue;
            }

            foreach (var phrase in line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).SelectMany(Expanded))
            {
                root.Add(phrase, current ?? throw new InvalidOperationException("The list of labels begins without a kind."));
            }
        }

        return root;
    }

    /// <summary>Adds the longest label of each sort that begins at the start and ends where a word does.</summary>
    public void Match(string text, int start, int at, ref List<(FieldLabel Label, int Length)>? found)
    {
        if (at == text.Length || !char.IsLetter(text[at]))
        {
            Keep(label, at - start, ref found);
            Keep(colonLabel, at - start, ref found);
        }

        if (at < text.Length && next.TryGetValue(Letter(text[at]), out var on))
        {
            on.Match(text, start, at + 1, ref found);
        }

        if (next.TryGetValue(Break, out var after))
        {
            var from = at;
            while (at < text.Length && at - from < MostBetween && text[at] is ' ' or '\t' or '.' or '-' or '/' or '\'' or '’' or '(' or '&')
            {
                at++;
            }

            if (at < text.Length && after.next.TryGetValue(Letter(text[at]), out on))
            {
                on.Match(text, start, at + 1, ref found);
            }
        }
    }

    private static void Keep(FieldLabel? ends, int length, ref List<(FieldLabel Label, int Length)>? found)
    {
        if (ends is null)
        {
            return;
        }

        found ??= [];
        var known = found.FindIndex(f => f.Label == ends);
        if (known < 0)
        {
            found.Add((ends, length));
        }
        else if (found[known].Length < length)
        {
            found[known] = (ends, length);
        }
    }

    private static char Letter(char c) => c switch
    {
        '0' => 'o',
        '5' => 's',
        '1' => 'l',
        _ => char.ToLowerInvariant(c),
    };

    /// <summary>All ways to read "{a|b} name{|s}"; braces may hold braces.</summary>
    private static IEnumerable<string> Expanded(string phrase)
    {
        var close = phrase.IndexOf('}', StringComparison.Ordinal);
        if (close < 0)
        {
            return [phrase];
        }

        var open = phrase.LastIndexOf('{', close);
        return phrase[(open + 1)..close].Split('|').SelectMany(choice => Expanded(phrase[..open] + choice + phrase[(close + 1)..]));
    }

    private void Add(string phrase, FieldLabel ends)
    {
        var node = this;
        foreach (var c in phrase.Trim().ToLowerInvariant())
        {
            var letter = char.IsLetter(c) ? c : c is >= '0' and <= '9' ? Letter(c) : Break;
            if (!node.next.TryGetValue(letter, out var on))
            {
                node.next[letter] = on = new LabelNode();
            }

            node = on;
        }

        if (ends.NeedsColon)
        {
            node.colonLabel = ends;
        }
        else
        {
            node.label = ends;
        }
    }
}
