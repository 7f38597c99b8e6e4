namespace MakingItWork.Rules.Identifiers;

/// <summary>The words that stand in a masked text where an identifier stood.</summary>
public static class MaskTokens
{
    /// <summary>Every token, for readers that must tell them from text.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<IdentifierKind>().Select(Of)];

    /// <summary>The token of a kind, such as "[NHS number]".</summary>
    public static string Of(IdentifierKind kind) => kind switch
    {
        IdentifierKind.NhsNumber => "[NHS number]",
        IdentifierKind.DateOfBirth => "[date of birth]",
        IdentifierKind.PhoneNumber => "[phone number]",
        IdentifierKind.EmailAddress => "[email address]",
        IdentifierKind.Postcode => "[postcode]",
        IdentifierKind.PersonName => "[name]",
        IdentifierKind.HospitalNumber => "[hospital number]",
        IdentifierKind.Address => "[address]",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no token for this kind of identifier."),
    };
}
