using System.Security.Claims;

namespace MakingItWork.Directory;

/// <summary>The signed-in person as the rules of visibility see them.</summary>
public sealed record Viewer(Guid PersonId, string Name, string? OrganisationCode, Guid? SupplierId, IReadOnlySet<string> Roles)
{
    public const string OrganisationClaim = "miw:organisation";
    public const string SupplierClaim = "miw:supplier";
    /// <summary>Says that a second factor must be set up first; until then there are no roles.</summary>
    public const string SecondFactorClaim = "miw:second-factor-missing";
    public const string NameClaim = "miw:name";
    /// <summary>Says that this person has turned single-key shortcuts off.</summary>
    public const string KeysOffClaim = "miw:keys-off";

    /// <summary>National staff see every organisation's reports, and those that name none.</summary>
    public bool IsNational => Roles.Contains(Directory.Roles.NationalTriager);

    /// <summary>An administrator who belongs to no organisation runs the whole installation; any other, the people of one.</summary>
    public bool AdministersAll => Is(Directory.Roles.Administrator) && OrganisationCode is null && SupplierId is null;

    /// <summary>Decides on reports of an organisation or of all.</summary>
    public bool Triages => IsNational || Is(Directory.Roles.Triager) || Is(Directory.Roles.ClinicalSafetyOfficer);

    public bool Is(string role) => Roles.Contains(role);

    public static Viewer Of(ClaimsPrincipal principal) => new(
        Guid.Parse(principal.FindFirstValue(ClaimTypes.NameIdentifier)
            ?? throw new InvalidOperationException("A viewer was asked for where nobody is signed in.")),
        principal.FindFirstValue(NameClaim) ?? "",
        principal.FindFirstValue(OrganisationClaim),
        principal.FindFirstValue(SupplierClaim) is { } supplier ? Guid.Parse(supplier) : null,
        principal.FindAll(ClaimTypes.Role).Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal));
}
