using System.Text.RegularExpressions;

namespace MakingItWork.Rules.Identifiers;

/// <summary>
/// Finds what may identify a person in free text: NHS numbers, dates of birth, contact details, names, record numbers, addresses.
/// It leans towards covering too much: a false find hides a word, a missed one shows a patient. It runs in time linear in the text.
/// </summary>
public static class IdentifierFinder
{
    // stands for text already covered; no rule accepts it as part of a value
    internal const char Covered = '\uFFFC';

    private static readonly Regex Tokens = Pattern.ExactCase($"\\[(?:{string.Join('|', MaskTokens.All.Select(t => t[1..^1]))})\\]");

    /// <summary>The identifiers in a text, in order, none overlapping another. Tokens of <see cref="TextMask"/> are not identifiers.</summary>
    public static IReadOnlyList<IdentifierFinding> Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Find(text, onScreen: false);
    }

    internal static IReadOnlyList<IdentifierFinding> Find(string text, bool onScreen)
    {
        var work = text.ToCharArray();
        foreach (var token in Tokens.EnumerateMatches(text))
        {
            work.AsSpan(token.Index, token.Length).Fill(Covered);
        }

        // again until nothing is left, so that masking a masked text changes nothing; a screen is masked once
        List<IdentifierFinding> findings = [];
        while (true)
        {
            var merged = Merge(Candidates(new string(work), onScreen));
            if (merged.Count == 0)
            {
                findings.AddRange(TextEchoes.Find(text, new string(work), findings));
                return [.. findings.OrderBy(f => f.Start)];
            }

            findings.AddRange(merged);
            if (onScreen)
            {
                return merged;
            }

            foreach (var finding in merged)
            {
                work.AsSpan(finding.Start, finding.Length).Fill(Covered);
            }
        }
    }

    // most sentences hold no digit, and nothing but names and what stands after a label can be in them
    private static IEnumerable<Candidate> Candidates(string text, bool onScreen)
    {
        var found = LabelledValues.Find(text, onScreen).Concat(NameShapes.Find(text, onScreen));
        if (text.Contains('@'))
        {
            found = found.Concat(ContactShapes.Mails(text));
        }

        return text.AsSpan().ContainsAnyInRange('0', '9')
            ? found.Concat(NumberShapes.Find(text)).Concat(DateShapes.Find(text)).Concat(ContactShapes.Phones(text)).Concat(Postcodes.Find(text)).Concat(AddressShapes.Find(text))
            : found;
    }

    private static List<IdentifierFinding> Merge(IEnumerable<Candidate> candidates)
    {
        List<IdentifierFinding> merged = [];
        var weight = 0;
        var heaviest = 0;
        foreach (var next in candidates.OrderBy(c => c.Start).ThenByDescending(c => c.Length))
        {
            if (merged.Count == 0 || next.Start >= merged[^1].End)
            {
                merged.Add(new(next.Start, next.Length, next.Kind, next.Reason));
                (weight, heaviest) = (next.Weight, next.Length);
                continue;
            }

            var last = merged[^1];
            var length = Math.Max(last.End, next.End) - last.Start;
            var wins = next.Weight > weight || (next.Weight == weight && next.Length > heaviest);
            merged[^1] = wins ? new(last.Start, length, next.Kind, next.Reason) : last with { Length = length };
            (weight, heaviest) = wins ? (next.Weight, next.Length) : (weight, heaviest);
        }

        return merged;
    }
}
