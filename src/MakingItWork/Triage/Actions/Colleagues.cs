using MakingItWork.Directory;
using MakingItWork.Store;

namespace MakingItWork.Triage.Actions;

/// <summary>Somebody who can be given an action, or named as cover.</summary>
public sealed record Fellow(Guid Id, string Name);

public static class Colleagues
{
    private static readonly string[] OfOrganisation = [Roles.Triager, Roles.ClinicalSafetyOfficer];
    private static readonly string[] National = [Roles.NationalTriager];

    /// <summary>People with an account who triage for an organisation; for the empty code, national staff.</summary>
    public static IQueryable<Person> Of(ReportsDb db, string organisation)
    {
        var code = organisation.Length == 0 ? null : organisation;
        var roles = code is null ? National : OfOrganisation;
        return db.Users.Where(p => p.DeactivatedAt == null && p.OrganisationCode == code
            && db.UserRoles.Any(held => held.UserId == p.Id && db.Roles.Any(role => role.Id == held.RoleId && roles.Contains(role.Name))));
    }
}
