namespace MakingItWork.Rules.Identifiers;

/// <summary>Stretches of words that could be one name, and whether they are.</summary>
internal static class NameRun
{
    // after these a single capitalised word is a name
    private static readonly HashSet<string> LeadIns = new(StringComparer.OrdinalIgnoreCase)
    {
        "dear", "hello", "hi", "re", "attn", "fao", "cc", "regarding", "nok", "pp",
        "daughter", "son", "wife", "husband", "mother", "father", "mum", "dad", "sister", "brother", "partner", "carer", "friend", "neighbour", "aunt", "uncle",
        "niece", "nephew", "grandmother", "grandfather", "grandson", "granddaughter", "stepson", "stepdaughter", "cousin", "parent", "guardian", "called", "named", "hcp", "patient", "pt",
    };

    // so do these, in small letters
    private static readonly HashSet<string> Verbs = new(StringComparer.Ordinal)
    {
        "review", "reviewed", "reviewing", "ring", "rang", "ringing", "visit", "visited", "visiting", "phoned", "telephoned", "saw", "met", "asked", "assessed", "examined", "informed",
    };

    // and before these stands one
    private static readonly HashSet<string> Doings = new(StringComparer.Ordinal)
    {
        "attended", "attends", "presented", "denies", "denied", "complains", "complained", "tolerated", "lives", "mobilised", "mobilises", "consented", "declined", "asked", "said", "says", "tells", "told", "went", "rang", "phoned", "telephoned",
    };

    /// <summary>True of "Dear", "daughter".</summary>
    public static bool IsLeadIn(string word) => LeadIns.Contains(word);

    /// <summary>Where the longest stretch ends that could be one name.</summary>
    public static int End(List<NamePiece> pieces, int at, bool onScreen)
    {
        var commas = 0;
        var end = at;
        while (end < pieces.Count && end - at < 6 && CanStand(pieces, at, end))
        {
            var piece = pieces[end++];
            commas += piece.Comma ? 1 : 0;
            if ((piece.Ends && !(onScreen && piece is { Stop: true, IsName: true } && end < pieces.Count && pieces[end].IsName)) || commas > 1)
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

    /// <summary>True when the form alone says that it is a name: two capitalised words that no vocabulary holds, a title and a word, "PAGE, Xanthe".</summary>
    public static bool IsFormed(List<NamePiece> run)
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

        // one word in which capitals follow small letters: two names without the space, or "McAfee", "HbA1c", "OpenEMR"
        if (run.Count > 1 && run[0].Word == run[^1].Word && !comma && titles == 0 && run.Exists(p => p.Text.Length < 3 || p.IsUpper))
        {
            return false;
        }

        return titles > 0 ? names + perhaps > 0
            : names >= 2 ? firm > 0 || comma
            : names == 1 && (perhaps > 0 ? firm > 0 || comma : ordinary > 0 ? comma : initials > 0 && (given > 0 || (firm > 0 && (comma || run[0].Form == NameForm.Initial))));
    }

    // two or three capitals are an abbreviation as often as a name: "BP", "ENT", "MRSA"
    private static bool IsFirm(NamePiece piece) => !piece.IsUpper || piece.Text.Length >= 5;

    /// <summary>True when the word before says that a name follows.</summary>
    public static bool IsLedIn(List<NamePiece> pieces, int at, List<NamePiece> run)
    {
        if (!run.Exists(p => p.IsName && p.Text.Length > 1))
        {
            return false;
        }

        var next = at + run.Count;
        if (next < pieces.Count && !run[^1].Ends && Doings.Contains(pieces[next].Text))
        {
            return true;
        }

        if (at == 0)
        {
            return false;
        }

        var before = pieces[at - 1].Text;
        return IsLeadIn(before) || Verbs.Contains(before)
            || (before.Equals("by", StringComparison.OrdinalIgnoreCase) && at > 1 && IsDone(pieces[at - 2].Text));
    }

    // "ordered by", "seen by", "taken by"
    private static bool IsDone(string verb) =>
        verb.EndsWith("ed", StringComparison.OrdinalIgnoreCase) || verb.ToUpperInvariant() is "SEEN" or "TAKEN" or "GIVEN" or "WRITTEN" or "SENT" or "MADE" or "DONE";
}
