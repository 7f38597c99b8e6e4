using System.Text.RegularExpressions;

namespace MakingItWork.Rules.Identifiers;

/// <summary>A label after which a value of one kind stands, on a screen or in a sentence.</summary>
/// <param name="Kind">What the value is.</param>
/// <param name="Words">The label itself; what follows it is checked by the caller.</param>
/// <param name="NeedsColon">The word is so common in sentences that only "label:" or "label =" counts.</param>
internal sealed record FieldLabel(IdentifierKind Kind, Regex Words, bool NeedsColon)
{
    // zero for o, one for l, m for rn, missing spaces: what text readers do to small print
    public static readonly IReadOnlyList<FieldLabel> All =
    [
        // glued to the word before: "JohnBorn12-Mar-1950"
        new(IdentifierKind.NhsNumber, Pattern.ExactCase("NHS(?:No|Number)?"), false),
        new(IdentifierKind.DateOfBirth, Pattern.ExactCase("Born|DOB"), false),
        Of(IdentifierKind.NhsNumber, "(?:nh[s5]|chi\\b|h&c)(?:[ \\t]*(?:n[o0]|number|num|id|#))?"),
        Of(IdentifierKind.DateOfBirth, "d[ \\t]?\\.?[ \\t]?[o0][ \\t]?\\.?[ \\t]?b|date[ \\t]*of[ \\t]*birth|birth[ \\t]*date|b[o0](?:rn|m)(?:[ \\t]*on)?|birthday|birth"),
        Of(IdentifierKind.PhoneNumber, "(?:tel|telephone|phone|mobile|mob|landline|contact)(?:[ \\t]*(?:n[o0]|number|num))?"),
        Of(IdentifierKind.EmailAddress, "e-?mail(?:[ \\t]*address)?"),
        Of(IdentifierKind.Postcode, "post[ \\t]?code"),
        Of(IdentifierKind.HospitalNumber,
            "mrn|(?:h[o0]spital|hosp|h[o0]sp\\.|patient|pt|client|unit|case[ \\t]?note|casenote|record|pas|local|district|chart|episode|spell|account|sx|participant|pupil|student|child|person|screening|gmc|nmc)[ \\t]*(?:n[o0]|number|num|id|#)|mrn[ \\t]*(?:n[o0]|number)|gmc\\)?,?"),
        Of(IdentifierKind.Address, "(?:lives|living|resides|residing)[ \\t]at|(?:home|patient|postal|usual|current)[ \\t]*address"),
        Of(IdentifierKind.Address, "address|addr", needsColon: true),
        Of(IdentifierKind.PersonName,
            "(?:patient|pt|full|first|last|family|given|middle|preferred|maiden|carer|gp|consultant|mother|father|child|participant|parent|guardian|pupil|student|client|staff)(?:'s|’s)?[ \\t]*names?|surname|forenames?|known[ \\t]as|next[ \\t]of[ \\t]kin|nok|(?:patient|pt|lady|gentleman|man|woman|child|baby|boy|girl)[ \\t](?:called|named)|name[ \\t]is"),
        Of(IdentifierKind.PersonName,
            "patient|pt|name|client|gp|consultant|mother|father|mum|dad|wife|husband|son|daughter|carer|partner|guardian|parent|keyworker|coordinator|nurse|referrer|doctor|clinician|user|signed|signed by|author|prescriber|reported by|entered by|seen by|contact|logged in(?: as)?|signed in(?: as)?|recorded by|requested by|child|participant|pupil|student", needsColon: true),
    ];

    private static FieldLabel Of(IdentifierKind kind, string words, bool needsColon = false) =>
        new(kind, Pattern.AnyCase($"\\b(?:{words})"), needsColon);
}
