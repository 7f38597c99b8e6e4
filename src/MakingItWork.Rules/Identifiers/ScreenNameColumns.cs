namespace MakingItWork.Rules.Identifiers;

/// <summary>Names told by the company they keep: in a list whose other lines begin with names at the same place.</summary>
internal static class ScreenNameColumns
{
    private const int LeastNames = 3;
    private const int FarthestRows = 4;
    private const string Reason = "Stands in line with other names.";

    public static void Cover(ScreenCover cover)
    {
        List<(int X, int Top, int Bottom)> anchors = [];
        List<(ScreenField Field, int From, int To)> loose = [];
        foreach (var field in cover.Fields)
        {
            for (var at = 0; at < field.Words.Count; at++)
            {
                var named = cover.KindOf(field.Words[at].Index) == IdentifierKind.PersonName;
                var begins = at == 0 || cover.KindOf(field.Words[at - 1].Index) != IdentifierKind.PersonName;
                if (named && begins)
                {
                    anchors.Add((field.Words[at].Word.X, field.Top, field.Bottom));
                }
            }

            loose.AddRange(Loose(cover, field));
        }

        foreach (var (field, from, to) in loose)
        {
            var x = field.Words[from].Word.X;
            var near = anchors.Where(a => Math.Abs(a.X - x) <= Math.Max(4, field.Height / 3)).ToList();
            if (near.Count >= LeastNames && near.Min(a => Math.Max(a.Top - field.Bottom, field.Top - a.Bottom)) <= FarthestRows * field.Height)
            {
                for (var at = from; at <= to; at++)
                {
                    cover.Add(new(field.Words[at].Index, IdentifierKind.PersonName, Reason));
                }
            }
        }
    }

    // stretches that could be a name if something else said so
    private static IEnumerable<(ScreenField Field, int From, int To)> Loose(ScreenCover cover, ScreenField field)
    {
        var pieces = field.Pieces;
        for (var at = 0; at < pieces.Count; at++)
        {
            if (!Could(pieces[at]) || (at > 0 && Could(pieces[at - 1])))
            {
                continue;
            }

            var end = at;
            while (end + 1 < pieces.Count && end - at < 4 && !pieces[end].Ends && (Could(pieces[end + 1]) || pieces[end + 1].Form is NameForm.Initial or NameForm.Title or NameForm.Particle))
            {
                end++;
            }

            // "Larkfield General Hospital", "Quarry Bank Surgery"
            if (end + 1 < pieces.Count && pieces[end + 1].Form == NameForm.Ordinary && !pieces[end].Ends)
            {
                continue;
            }

            if (pieces.GetRange(at, end - at + 1).Exists(p => p.IsName || p.Form == NameForm.Perhaps) && !cover.Has(field.Words[pieces[at].Word].Index))
            {
                yield return (field, pieces[at].Word, pieces[end].Word);
            }
        }
    }

    private static bool Could(NamePiece piece) => piece.IsName || piece.Form == NameForm.Perhaps || (piece.Form == NameForm.Ordinary && piece.IsUpper && piece.Comma);
}
