using System.Globalization;
using MakingItWork.Rules.Identifiers;
using MakingItWork.Rules.Taxonomies;

namespace MakingItWork.Rules.NationalFormats;

/// <summary>
/// One event in the shape of the NRLS, which closed on 30 June 2024: a file for local archives, not for sending. Only fields whose
/// meaning a public source gives are used; the file format itself was never published.
/// </summary>
/// <param name="Cells">Column and value in the order of <see cref="Columns"/>; an empty value where nothing is known.</param>
public sealed record NrlsRow(IReadOnlyList<KeyValuePair<string, string>> Cells)
{
    private const string England = "1";
    private const string LocalRiskManagementSystem = "3";

    /// <summary>The columns in order. RP01 was given out by the NRLS and stays empty.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["RP01", "TRUSTINCIDENTID", "RP07", "IN01", "IN03_TEXT", "IN04", "IN05_LVL1", "IN05_TEXT", "IN07", "PD09", "DE03", "RM04"];

    /// <summary>Makes the row. Description and unit are masked once more.</summary>
    /// <exception cref="TaxonomyException">The hazard type is not a Magrabi code.</exception>
    public static NrlsRow From(NationalEvent source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var type = Taxonomy.Magrabi.Get(source.MagrabiCode);
        string[] values =
        [
            "",
            source.LocalReference,
            source.OrganisationCode ?? "",
            DateOf(source),
            TextMask.Mask(source.Unit ?? "").Text,
            England,
            Crosswalk.Current.Get(source.MagrabiCode).In05,
            type.Name,
            TextMask.Mask(source.Description).Text + source.SameEventInWords,
            HarmCodes.NrlsPd09(source.Harm),
            source.ProductWithVersion,
            LocalRiskManagementSystem,
        ];
        return new([.. Columns.Zip(values, KeyValuePair.Create)]);
    }

    // the day as 2026-03-12, the month as 2026-03: no day is made up
    internal static string DateOf(NationalEvent source) => (source.OccurredOn, source.Precision) switch
    {
        ({ } day, DatePrecision.Day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ({ } day, DatePrecision.Month) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        _ => "",
    };
}
