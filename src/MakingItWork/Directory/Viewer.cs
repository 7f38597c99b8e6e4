using System.Security.Claims;

namespace MakingItWork.Directory;

/// <summary>The signed-in person as the rules of visibility see them.</summary>
public sealed record Viewer(Guid PersonId, string Name, string? OrganisationCode, Guid? SupplierId, IReadOnlySet<string> Roles)
{
    public const string OrganisationClaim = "miw:organisation";
    public const string SupplierClaim = "miw:supplier";
    public const string NameClaim = "miw:name";

    /// <summary>National staff see every organisation's reports, and those that name none.</summary>
    public bool IsNational => Roles.Contains(Directory.Roles.NationalTriager);

    public bool Is(string role) => Roles.Contains(role);

    public static Viewer Of(ClaimsPrincipal principal) => new(
        Guid.Parse(principal.FindFirstValue(ClaimTypes.NameIdentifier)
            ?? throw new InvalidOperationException("A viewer was asked for where nobody is signed in.")),
        principal.FindFirstValue(NameClaim) ?? "",
        principal.FindFirstValue(OrganisationClaim),
        principal.FindFirstValue(SupplierClaim) is { } supplier ? Guid.Parse(supplier) : null,
        principal.FindAll(ClaimTypes.Role).Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal));
}
