namespace MakingItWork.Rules.Identifiers;

/// <summary>Names told by their form or by the word before them, wherever in a line they stand: "09:20 SMITH, John (Mr) seen".</summary>
internal static class ScreenNameRuns
{
    private const string Formed = "Two words or more in the form of a name.";
    private const string LedIn = "Stands after a word that a person's name follows.";

    /// <summary>True of "Dear Quill", "Re: Quill": the first word is none of the name.</summary>
    public static bool LeadsIn(ScreenField field) => field.Pieces.Count > 0 && NameRun.IsLeadIn(field.Pieces[0].Text);

    public static void Cover(ScreenCover cover)
    {
        foreach (var field in cover.Fields)
        {
            Cover(cover, field, wrapped: false);
        }

        foreach (var cell in cover.Cells.Values)
        {
            Cover(cover, cell, wrapped: true);
        }
    }

    private static void Cover(ScreenCover cover, ScreenField field, bool wrapped)
    {
        var pieces = field.Pieces;
        for (var at = 0; at < pieces.Count;)
        {
            var end = NameRun.End(pieces, at, onScreen: true);
            if (end == at)
            {
                at++;
                continue;
            }

            var run = pieces.GetRange(at, end - at);
            var reason = NameRun.IsFormed(run) ? Formed : NameRun.IsLedIn(pieces, at, run) ? LedIn : null;
            if (reason is not null && !(wrapped && IsWholeOnOneLine(field, run)))
            {
                foreach (var piece in run)
                {
                    cover.Add(new(field.Words[piece.Word].Index, IdentifierKind.PersonName, reason));
                }
            }

            at = end;
        }
    }

    // a name that is whole on the first line of its cell does not go on in the next: "Dr Quill" over "Castle Surgery"
    private static bool IsWholeOnOneLine(ScreenField cell, List<NamePiece> run)
    {
        var line = cell.Words[run[0].Word].Word.Line;
        return NameRun.IsFormed(run.FindAll(piece => cell.Words[piece.Word].Word.Line == line));
    }
}
