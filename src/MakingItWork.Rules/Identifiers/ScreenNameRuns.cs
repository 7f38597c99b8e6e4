namespace MakingItWork.Rules.Identifiers;

/// <summary>Names told by their form or by the word before them, wherever in a line they stand: "09:20 SMITH, John (Mr) seen".</summary>
internal static class ScreenNameRuns
{
    private const string Formed = "Two words or more in the form of a name.";
    private const string LedIn = "Stands after a word that a person's name follows.";

    // after these a single capitalised word is a name
    private static readonly HashSet<string> LeadIns = new(StringComparer.OrdinalIgnoreCase)
    {
        "dear", "hello", "hi", "re", "attn", "fao", "cc", "regarding", "nok", "pp",
        "daughter", "son", "wife", "husband", "mother", "father", "mum", "dad", "sister", "brother", "partner", "carer", "friend", "neighbour", "aunt", "uncle",
        "niece", "nephew", "grandmother", "grandfather", "grandson", "granddaughter", "stepson", "stepdaughter", "cousin", "parent", "guardian", "called", "named", "hcp",
    };

    /// <summary>True of "Dear Quill", "Re: Quill": the first word is none of the name.</summary>
    public static bool LeadsIn(ScreenField field) => field.Pieces.Count > 0 && LeadIns.Contains(field.Pieces[0].Text);

    public static void Cover(ScreenCover cover)
    {
        foreach (var field in cover.Fields)
        {
            var pieces = field.Pieces;
            for (var at = 0; at < pieces.Count;)
            {
                var end = RunEnd(pieces, at);
                if (end == at)
                {
                    at++;
                    continue;
                }

                var run = pieces.GetRange(at, end - at);
                var reason = IsFormed(run) ? Formed : IsLedIn(pieces, at, run) ? LedIn : null;
                if (reason is not null)
                {
                    foreach (var piece in run)
                    {
                        cover.Add(new(field.Words[piece.Word].Index, IdentifierKind.PersonName, reason));
                    }
                }

                at = end;
            }
        }
    }

    /// <summary>Where the longest stretch ends that could be one name.</summary>
    private static int RunEnd(List<NamePiece> pieces, int at)
    {
        var commas = 0;
        var end = at;
        while (end < pieces.Count && end - at < 6 && CanStand(pieces, at, end))
        {
            var piece = pieces[end++];
            commas += piece.Comma ? 1 : 0;
            if (piece.Ends || commas > 1)
            {
                break;
            }
        }

        // a particle or a title begins the next name, it ends none
        while (end > at && pieces[end - 1].Form == NameForm.Particle)
        {
            end--;
        }

        return end;
    }

    private static bool CanStand(List<NamePiece> pieces, int start, int at) => pieces[at].Form switch
    {
        NameForm.Other => false,
        // "PAGE, Xanthe" and "QUILL, Grace": capitals and a comma say that an ordinary word is a name here
        NameForm.Ordinary => (pieces[at].IsUpper && pieces[at].Comma && at + 1 < pieces.Count && pieces[at + 1].IsName && !pieces[at + 1].IsUpper)
            || (at > start && pieces[at - 1] is { IsUpper: true, Comma: true, IsName: true } && !pieces[at].IsUpper),
        NameForm.Particle => at > start || (at + 1 < pieces.Count && pieces[at + 1].IsName),
        _ => true,
    };

    private static bool IsFormed(List<NamePiece> run)
    {
        int names = 0, firm = 0, given = 0, initials = 0, titles = 0, perhaps = 0, ordinary = 0;
        var comma = false;
        foreach (var piece in run)
        {
            names += piece.IsName ? 1 : 0;
            firm += piece.IsName && IsFirm(piece) ? 1 : 0;
            given += piece.Form == NameForm.Given ? 1 : 0;
            initials += piece.Form == NameForm.Initial ? 1 : 0;
            titles += piece.Form == NameForm.Title ? 1 : 0;
            perhaps += piece.Form == NameForm.Perhaps ? 1 : 0;
            ordinary += piece.Form == NameForm.Ordinary ? 1 : 0;
            comma |= piece.Comma && piece.Form is NameForm.Name or NameForm.Given or NameForm.Perhaps or NameForm.Ordinary && piece != run[^1];
        }

        return titles > 0 ? names + perhaps > 0
            : names >= 2 ? firm > 0 || comma
            : names == 1 && (perhaps > 0 ? firm > 0 || comma : ordinary > 0 ? comma : initials > 0 && (given > 0 || (firm > 0 && (comma || run[0].Form == NameForm.Initial))));
    }

    // two or three capitals are an abbreviation as often as a name: "BP", "ENT", "MRSA"
    private static bool IsFirm(NamePiece piece) => !piece.IsUpper || piece.Text.Length >= 5;

    private static bool IsLedIn(List<NamePiece> pieces, int at, List<NamePiece> run)
    {
        if (at == 0 || !run.Exists(p => p.IsName && p.Text.Length > 1))
        {
            return false;
        }

        var before = pieces[at - 1].Text;
        return LeadIns.Contains(before)
            || (before.Equals("by", StringComparison.OrdinalIgnoreCase) && at > 1 && IsDone(pieces[at - 2].Text));
    }

    // "ordered by", "seen by", "taken by"
    private static bool IsDone(string verb) =>
        verb.EndsWith("ed", StringComparison.OrdinalIgnoreCase) || verb.ToUpperInvariant() is "SEEN" or "TAKEN" or "GIVEN" or "WRITTEN" or "SENT" or "MADE" or "DONE";
}
