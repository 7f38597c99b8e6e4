namespace MakingItWork.Rules.Identifiers;

/// <summary>Names in sentences told by their form, or by the word before them: "filed under Xanthe Quill", "his daughter Xanthe".</summary>
internal static class TextNameRuns
{
    // after these words the capitals named a place, a firm or a product
    private static readonly HashSet<string> Bodies = new(StringComparer.OrdinalIgnoreCase)
    {
        "hospital", "hospitals", "trust", "ward", "unit", "clinic", "surgery", "practice", "centre", "center", "university", "college", "school", "academy", "infirmary", "hospice", "house", "lodge", "court",
        "street", "road", "lane", "avenue", "close", "ltd", "limited", "plc", "inc", "llp", "group", "software", "system", "systems", "healthcare", "health", "foundation", "council", "service", "services", "partners",
        "pharmacy", "medical", "clinical", "general", "community", "district", "royal", "nhs", "icb", "screening", "record", "records", "viewer", "portal", "app", "web", "connect", "chart", "view", "team", "teams",
        "syndrome", "disease", "score", "scale", "test", "criteria", "sign", "method", "classification", "index", "syringe", "tube", "catheter", "mattress", "frame",
    };

    public static IEnumerable<Candidate> Find(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            foreach (var candidate in InLine(text, start, end))
            {
                yield return candidate;
            }

            start = end + 1;
        }
    }

    private static IEnumerable<Candidate> InLine(string text, int start, int end)
    {
        var (words, starts) = Words(text, start, end);
        if (words.Count == 0)
        {
            yield break;
        }

        var pieces = NamePiece.Of(words);
        for (var at = 0; at < pieces.Count;)
        {
            var next = NameRun.End(pieces, at, onScreen: false);
            if (next == at)
            {
                at++;
                continue;
            }

            var run = pieces.GetRange(at, next - at);
            var led = NameRun.IsLedIn(pieces, at, run);
            if ((led || (NameRun.IsFormed(run) && !(next < pieces.Count && Bodies.Contains(pieces[next].Text)))) && !run.Exists(p => IsInnerCapital(words[p.Word])))
            {
                var (first, last) = (run[0], run[^1]);
                var from = starts[first.Word] + first.At;
                yield return new(from, starts[last.Word] + last.At + last.Text.Length - from, IdentifierKind.PersonName,
                    led ? "Stands after a word that a person's name follows." : "Two words or more in the form of a name.", Candidate.Shape);
            }

            at = next;
        }
    }

    // words between white space and what is covered already
    private static (List<string> Words, List<int> Starts) Words(string text, int start, int end)
    {
        List<string> words = [];
        List<int> starts = [];
        for (var at = start; at < end;)
        {
            var from = at;
            while (at < end && !char.IsWhiteSpace(text[at]) && text[at] != IdentifierFinder.Covered)
            {
                at++;
            }

            if (at > from)
            {
                words.Add(text[from..at]);
                starts.Add(from);
            }
            else
            {
                // a gap of several spaces, or something covered, ends a name as a word in small letters does
                if (text[at] == IdentifierFinder.Covered || (at + 1 < end && char.IsWhiteSpace(text[at + 1])))
                {
                    words.Add("0");
                    starts.Add(at);
                }

                at++;
            }
        }

        return (words, starts);
    }

    // "SystmOne", "eRecord": products, not people
    private static bool IsInnerCapital(string word)
    {
        for (var at = 1; at < word.Length; at++)
        {
            if (char.IsUpper(word[at]) && char.IsLower(word[at - 1]) && !(at == 2 && word.StartsWith("Mc", StringComparison.Ordinal)) && !(at == 3 && word.StartsWith("Mac", StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }
}
