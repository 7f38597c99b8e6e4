using System.Text.RegularExpressions;
using MakingItWork.Rules.ClinicalRisk;

namespace MakingItWork.Rules.NationalFormats;

/// <summary>How much of a date is known.</summary>
public enum DatePrecision
{
    Unknown,
    Month,
    Day,
}

/// <summary>What a national format is made from. It has no place for a picture: neither national format may carry one.</summary>
/// <param name="LocalReference">The report's reference in this program.</param>
/// <param name="OrganisationCode">ODS code of the organisation, three to eight capitals and digits; nothing when not known.</param>
/// <param name="OccurredOn">The day, or any day of the month, by <paramref name="Precision"/>; nothing when not known.</param>
/// <param name="Precision">How much of <paramref name="OccurredOn"/> counts.</param>
/// <param name="Description">The masked description. It is masked once more on the way out.</param>
/// <param name="Harm">What happened to a patient.</param>
/// <param name="MagrabiCode">The type of hazard that a person confirmed.</param>
/// <param name="Product">The product.</param>
/// <param name="ProductVersion">Its version, when known.</param>
/// <param name="Unit">The ward or department, when known.</param>
/// <param name="ReporterRole">A code of the LFPSE list "staff-type", when known.</param>
/// <param name="Screen">The masked name of the screen or part of the product, when known.</param>
public sealed record NationalEvent(
    string LocalReference,
    string? OrganisationCode,
    DateOnly? OccurredOn,
    DatePrecision Precision,
    string Description,
    DegreeOfHarm Harm,
    string MagrabiCode,
    string Product,
    string? ProductVersion,
    string? Unit,
    string? ReporterRole,
    string? Screen = null)
{
    // letters and digits that a reference is made of: no vowel, so nobody's name
    private static readonly Regex SameEventSentence = new(
        @" \(Reports? (?:R-[2-9B-DF-HJKMNP-RTV-XZ]{4}-[2-9B-DF-HJKMNP-RTV-XZ]{4}(?:, | and )?)+ tells? of the same event\.\)\z", RegexOptions.NonBacktracking);

    /// <summary>References of other reports of this organisation that tell of the very same event and are exported as well, in order.</summary>
    public IReadOnlyList<string> SameEventAs { get; init; } = [];

    /// <summary>Neither format has a field for them: said in words after the description; nothing when there are none.</summary>
    internal string SameEventInWords => SameEventAs switch
    {
        [] => "",
        [var one] => $" (Report {one} tells of the same event.)",
        _ => $" (Reports {string.Join(", ", SameEventAs.SkipLast(1))} and {SameEventAs[^1]} tell of the same event.)",
    };

    /// <summary>A text that leaves without the words of <see cref="SameEventInWords"/>, whose references can look like names and numbers of people.</summary>
    internal static string WithoutSameEvent(string text) => SameEventSentence.Replace(text, "");

    internal string ProductWithVersion => ProductVersion is null ? Product : $"{Product} {ProductVersion}";
}
