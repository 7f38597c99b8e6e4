namespace MakingItWork.Triage;

/// <summary>A text cut into runs, so that a page can mark some of them and say what each speaks for.</summary>
public static class MarkedText
{
    /// <param name="Start">In UTF-16 units. A mark may overlap others or reach beyond the end.</param>
    /// <param name="Key">What it speaks for, such as the number of a suggestion.</param>
    public sealed record Mark(int Start, int Length, string Key)
    {
        public int End => Start + Length;
    }

    /// <param name="Keys">What the run speaks for, in the order of first mention; none when it is not marked.</param>
    public sealed record Run(string Text, IReadOnlyList<string> Keys)
    {
        public bool Marked => Keys.Count > 0;

        /// <summary>Of these, what the next run no longer speaks for: said once, where the marked words end.</summary>
        public IReadOnlyList<string> Ends { get; init; } = [];
    }

    public static IReadOnlyList<Run> Of(string text, IEnumerable<Mark> marks)
    {
        var inside = marks
            .Select(mark => mark with { Start = Math.Clamp(mark.Start, 0, text.Length), Length = Math.Clamp(mark.End, 0, text.Length) - Math.Clamp(mark.Start, 0, text.Length) })
            .Where(mark => mark.Length > 0).ToList();
        int[] cuts = [.. inside.SelectMany(mark => (int[])[mark.Start, mark.End]).Append(0).Append(text.Length).Distinct().Order()];
        var runs = new List<Run>();
        for (var i = 0; i + 1 < cuts.Length; i++)
        {
            List<string> keys = [.. inside.Where(mark => mark.Start <= cuts[i] && cuts[i + 1] <= mark.End).Select(mark => mark.Key).Distinct()];
            var piece = text[cuts[i]..cuts[i + 1]];
            if (runs.Count > 0 && runs[^1].Keys.SequenceEqual(keys))
            {
                runs[^1] = new Run(runs[^1].Text + piece, keys);
            }
            else
            {
                runs.Add(new Run(piece, keys));
            }
        }
        return [.. runs.Select((run, i) => run with { Ends = i + 1 < runs.Count ? [.. run.Keys.Except(runs[i + 1].Keys)] : run.Keys })];
    }

    /// <summary>For example "1", "1 and 3", "1, 2 and urgent".</summary>
    public static string InWords(IReadOnlyList<string> keys) =>
        keys.Count < 2 ? string.Concat(keys) : $"{string.Join(", ", keys.SkipLast(1))} and {keys[^1]}";
}
