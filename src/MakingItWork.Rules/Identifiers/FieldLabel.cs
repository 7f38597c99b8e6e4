using System.Text.RegularExpressions;

namespace MakingItWork.Rules.Identifiers;

/// <summary>A label after which a value of one kind stands, on a screen or in a sentence.</summary>
/// <param name="Kind">What the value is.</param>
/// <param name="Words">The label itself, at the start of a text; what follows it is checked by the caller.</param>
/// <param name="NeedsColon">The word is so common in sentences that only "label:" or "label =" counts.</param>
internal sealed record FieldLabel(IdentifierKind Kind, Regex Words, bool NeedsColon)
{
    private const string Relation = "mother|father|mum|dad|wife|husband|son|daughter|carer|partner|guardian|parent";
    private const string Staff = "gp|consultant|nurse|referrer|doctor|clinician|surgeon|anaesthetist|midwife|pharmacist|health visitor|social worker|key ?worker|co-?ordinator|author|prescriber|requester|operator|user|signed|handler|sender|recipient|owner|assignee|assessor|reviewer|requestor";

    // zero for o, one for l, m for rn, missing spaces: what text readers do to small print
    private static readonly (IdentifierKind Kind, bool NeedsColon, string Words)[] Patterns =
    [
        (IdentifierKind.NhsNumber, false, "(?:nh[s5]|chi\\b|h&c)(?:[ \\t]*(?:n[o0]|number|num|id|#))?"),
        (IdentifierKind.DateOfBirth, false, "d[ \\t]?\\.?[ \\t]?[o0][ \\t]?\\.?[ \\t]?b|date[ \\t]*of[ \\t]*birth|birth[ \\t]*date|b[o0](?:rn|m)(?:[ \\t]*on)?|birthday|birth"),
        (IdentifierKind.PhoneNumber, false,
            "(?:(?:home|work|daytime|evening|practice|surgery|emergency|next of kin|nok|preferred|main)[ \\t]*)?(?:tel|telephone|phone|mobile|mob|landline|contact|cell)(?:[ \\t]*(?:phone|telephone))?(?:[ \\t]*(?:n[o0]|number|num))?"),
        (IdentifierKind.EmailAddress, false, "e-?mail(?:[ \\t]*address)?"),
        (IdentifierKind.Postcode, false, "p[o0]st[ \\t]?c[o0]de"),
        (IdentifierKind.HospitalNumber, false,
            "mrn|(?:h[o0]spital|hosp|h[o0]sp\\.|patient|pt|client|unit|case[ \\t]?note|casenote|record|pas|local|district|chart|episode|spell|account|sx|participant|pupil|student|child|person|screening|gmc|nmc|emis|accession|specimen|lab)[ \\t]*(?:n[o0]|number|num|id|identifier|#)|mrn[ \\t]*(?:n[o0]|number)|gmc\\)?,?"),
        (IdentifierKind.Address, false, "(?:lives|living|resides|residing)[ \\t]at|(?:home|patient|postal|usual|current)[ \\t]*address"),
        (IdentifierKind.Address, true, "address(?:[ \\t]*line[ \\t]*[1-5lI])?|addr|house(?:[ \\t]*(?:and|&|/)[ \\t]*street|[ \\t]*name|[ \\t]*n[o0]|[ \\t]*number)|street|town(?:[ \\t]*(?:or|/)[ \\t]*city)?|city|county|village"),
        (IdentifierKind.PersonName, false,
            $"(?:(?:patient|pt|full|first|last|family|given|middle|preferred|maiden|{Relation}|participant|child|pupil|student|client|staff|gp|consultant)(?:'s|’s)?[ \\t]*names?|su(?:rn|m)ame|f[o0]renames?(?:\\(s\\))?|(?:also[ \\t])?known[ \\t]as|next[ \\t]of[ \\t]kin(?:[ \\t]*name)?|nok|emergency[ \\t]contact|(?:patient|pt|lady|gentleman|man|woman|child|baby|boy|girl)[ \\t](?:called|named)|name[ \\t]is)"),
        (IdentifierKind.PersonName, true,
            $"patient|pt|name|client|child|participant|pupil|student|contact|(?:usual|registered|named|responsible|referring|attending|own|lead)[ \\t](?:gp|doctor|consultant|nurse|clinician|practitioner)|registered[ \\t]with|(?:allocated|assigned|copied|copy)[ \\t]to|from|to|{Relation}|(?:logged|signed)[ \\t]in(?:[ \\t]as)?|{Staff}|(?:\\w{{2,}}ed|seen|taken|given|written|sent)[ \\t]by|pharmacist check"),
    ];

    private static readonly FieldLabel[] All = [.. Patterns.Select(p => new FieldLabel(p.Kind, Pattern.AnyCase($"^(?:{p.Words})"), p.NeedsColon))];

    private static readonly Regex Any = Pattern.AnyCase($"^(?:{string.Join('|', Patterns.Select(p => p.Words))})");

    // glued to the word before: "JohnBorn12-Mar-1950"
    private static readonly Regex Glued = Pattern.ExactCase("NHS(?:No|Number)?|Born|DOB");
    private static readonly FieldLabel GluedNhs = new(IdentifierKind.NhsNumber, Glued, false);
    private static readonly FieldLabel GluedBirth = new(IdentifierKind.DateOfBirth, Glued, false);

    /// <summary>The labels that begin at this place, each with the length of its words.</summary>
    public static IEnumerable<(FieldLabel Label, int Length)> At(string text, int at)
    {
        if (!Any.IsMatch(text.AsSpan(at)))
        {
            yield break;
        }

        foreach (var label in All)
        {
            if (LengthAt(label.Words, text.AsSpan(at)) is var length and > 0)
            {
                yield return (label, length);
            }
        }
    }

    /// <summary>Every label in a text. Labels begin words; one pattern for all of them rules out nearly every word.</summary>
    public static IEnumerable<(FieldLabel Label, int Start, int Length)> In(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsLetter(text[at]) && (at == 0 || !(char.IsLetterOrDigit(text[at - 1]) || text[at - 1] == '_')))
            {
                foreach (var (label, length) in At(text, at))
                {
                    yield return (label, at, length);
                }
            }
        }

        foreach (Match match in Glued.Matches(text))
        {
            yield return (match.ValueSpan[0] == 'N' ? GluedNhs : GluedBirth, match.Index, match.Length);
        }
    }

    private static int LengthAt(Regex words, ReadOnlySpan<char> text)
    {
        foreach (var match in words.EnumerateMatches(text))
        {
            return match.Length;
        }

        return 0;
    }
}
