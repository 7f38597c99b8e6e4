namespace MakingItWork.Rules.Identifiers;

/// <summary>What kind of identifier a piece of text is.</summary>
public enum IdentifierKind
{
    NhsNumber,
    DateOfBirth,
    PhoneNumber,
    EmailAddress,
    Postcode,
    PersonName,

    /// <summary>A local record number (MRN, case note number), or a National Insurance number.</summary>
    HospitalNumber,
    Address,
}
