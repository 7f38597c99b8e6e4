namespace MakingItWork.Rules.Identifiers;

/// <summary>What begins at the end of a line of prose and goes on in the next: "ring 07700" over "900123".</summary>
internal static class ScreenWraps
{
    private const int LeastWords = 4;
    private const int Window = 4;

    public static void Cover(ScreenCover cover)
    {
        foreach (var line in cover.Fields.Where(f => f.Words.Count >= LeastWords))
        {
            if (cover.Fields.FirstOrDefault(f => f != line && Math.Abs(f.Left - line.Left) <= line.Height && f.Top > line.Top + (line.Height / 2) && f.Top - line.Bottom <= line.Height) is { } next)
            {
                Cover(cover, line, next);
            }
        }
    }

    private static void Cover(ScreenCover cover, ScreenField line, ScreenField next)
    {
        var words = line.Words.TakeLast(Window).Concat(next.Words.Take(Window)).ToList();
        var join = Math.Min(Window, line.Words.Count);
        var starts = new int[words.Count];
        for (var at = 1; at < words.Count; at++)
        {
            starts[at] = starts[at - 1] + words[at - 1].Word.Text.Length + 1;
        }

        foreach (var finding in IdentifierFinder.Find(string.Join(' ', words.Select(w => w.Word.Text)), onScreen: true))
        {
            for (var at = 0; at < words.Count && finding.Start < starts[join] && finding.End > starts[join]; at++)
            {
                if (starts[at] < finding.End && finding.Start < starts[at] + words[at].Word.Text.Length)
                {
                    cover.Add(new(words[at].Index, finding.Kind, finding.Reason));
                }
            }
        }

        // a name broken between two lines
        var (last, first) = (line.Pieces[^1], next.Pieces.Count > 0 ? next.Pieces[0] : default);
        if (last is { IsName: true, Ends: false } && first.IsName && last.Word == line.Words.Count - 1 && first.Word == 0)
        {
            cover.Add(new(line.Words[last.Word].Index, IdentifierKind.PersonName, "Two words in the form of a name, on two lines."));
            cover.Add(new(next.Words[0].Index, IdentifierKind.PersonName, "Two words in the form of a name, on two lines."));
        }
    }
}
