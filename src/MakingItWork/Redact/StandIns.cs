using MakingItWork.Plumbing.Ocr;
using MakingItWork.Rules.Identifiers;

namespace MakingItWork.Redact;

/// <summary>
/// Words in the place of those that were painted out and are known to nobody any more. The rules need something after a
/// label, or they take the next best words for its value. Nobody's name, number or address.
/// </summary>
internal static class StandIns
{
    public static IReadOnlyList<ReadWord> For(IReadOnlyList<Cover> covers) =>
    [
        .. CoverGroups.Of(covers).Select((cover, line) => (cover.Area, Text: TextOf(cover.Kind), Line: line)).Where(one => one.Text.Length > 0)
            .Select(one => new ReadWord(one.Text, one.Area.X, one.Area.Y, one.Area.Width, one.Area.Height, 1, one.Line)),
    ];

    private static string TextOf(IdentifierKind? kind) => kind switch
    {
        IdentifierKind.NhsNumber => "9990000018",
        IdentifierKind.DateOfBirth => "31-Dec-1899",
        IdentifierKind.PhoneNumber => "07700900000",
        IdentifierKind.EmailAddress => "nobody@example.invalid",
        IdentifierKind.Postcode => "ZZ999ZZ",
        IdentifierKind.PersonName => "Zarnabeeth",
        IdentifierKind.HospitalNumber => "K0000000",
        IdentifierKind.Address => "1",
        _ => "",
    };
}
