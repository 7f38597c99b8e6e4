namespace MakingItWork.Triage;

/// <summary>A text cut into runs, so that a page can mark some of them.</summary>
public static class MarkedText
{
    public sealed record Run(string Text, bool Marked);

    /// <param name="spans">Where to mark, in UTF-16 units. They may overlap or reach beyond the end.</param>
    public static IReadOnlyList<Run> Of(string text, IEnumerable<(int Start, int Length)> spans)
    {
        var runs = new List<Run>();
        var at = 0;
        foreach (var (start, length) in spans.OrderBy(span => span.Start))
        {
            var from = Math.Clamp(start, at, text.Length);
            var to = Math.Clamp(start + length, from, text.Length);
            if (to == from)
            {
                continue;
            }
            Add(text[at..from], marked: false);
            Add(text[from..to], marked: true);
            at = to;
        }
        Add(text[at..], marked: false);
        return runs;

        void Add(string run, bool marked)
        {
            if (run.Length > 0)
            {
                runs.Add(new Run(run, marked));
            }
        }
    }
}
