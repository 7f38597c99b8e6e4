using System.Security.Claims;
using MakingItWork.Directory.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MakingItWork.Directory;

/// <summary>Puts what decides visibility into the sign-in cookie, so that no page has to look it up.</summary>
internal sealed class PersonClaims(
    UserManager<Person> people, RoleManager<IdentityRole<Guid>> roles, IOptions<IdentityOptions> options, IOptions<AccountsOptions> accounts)
    : UserClaimsPrincipalFactory<Person, IdentityRole<Guid>>(people, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Person user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(Viewer.NameClaim, user.DisplayName));
        if (user.KeysOff)
        {
            identity.AddClaim(new Claim(Viewer.KeysOffClaim, "yes"));
        }
        var held = identity.FindAll(ClaimTypes.Role).ToList();
        // without a password they come by single sign-on only, whose level of assurance is checked there
        if (!user.TwoFactorEnabled && user.PasswordHash is not null && accounts.Value.NeedsSecondFactor(held.Select(claim => claim.Value)))
        {
            held.ForEach(identity.RemoveClaim);
            identity.AddClaim(new Claim(Viewer.SecondFactorClaim, "yes"));
            return identity;
        }
        if (user.OrganisationCode is { } organisation)
        {
            identity.AddClaim(new Claim(Viewer.OrganisationClaim, organisation));
        }
        if (user.SupplierId is { } supplier)
        {
            identity.AddClaim(new Claim(Viewer.SupplierClaim, supplier.ToString()));
        }
        return identity;
    }
}
