using System.ComponentModel.DataAnnotations;
using MakingItWork.Directory.People;
using MakingItWork.Plumbing.Web.OpenId;
using MakingItWork.Store;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Directory.SingleSignOn;

/// <summary>
/// Somebody for whom the issuer vouched comes in. Their organisation and roles are those of the role they selected there,
/// at each sign-in anew. The account is found by issuer and subject; by email address only the first time, when an
/// administrator invited that address, nobody has used the invitation, and the issuer has checked the address.
/// </summary>
/// <param name="SessionThere">The session at the issuer, when it names one.</param>
/// <param name="IssuedAt">When the issuer vouched for them.</param>
public sealed record ArriveBySingleSignOn(
    string Issuer, string Subject, string? Name, string? Email, bool EmailVerified, string? Organisation, IReadOnlyList<string> Codes,
    Guid? SessionThere, DateTimeOffset IssuedAt) : IRequest<Arrival>;

public enum ArrivalTrouble
{
    NoRoleSelected,
    UnknownOrganisation,
    RoleNotMapped,
    RolesClash,
    NoAddress,
    AddressTaken,
    OtherOrganisation,
    Shut,
    SignedOutThere,
}

/// <param name="Person">Null when they may not come in.</param>
/// <param name="Missing">The code that nobody here knows, for whoever can put it right.</param>
public sealed record Arrival(Person? Person, IReadOnlySet<string> Roles, ArrivalTrouble? Trouble = null, string? Missing = null);

internal sealed class ArriveBySingleSignOnHandler(
    ReportsDb db, UserManager<Person> people, DirectoryLists directory, IOptions<SingleSignOnOptions> options, TimeProvider clock)
    : IRequestHandler<ArriveBySingleSignOn, Arrival>
{
    public async Task<Arrival> Handle(ArriveBySingleSignOn request, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var arrival = await ArriveAsync(request, cancellationToken);
        if (arrival.Trouble is { } trouble)
        {
            await transaction.RollbackAsync(cancellationToken);
            db.ChangeTracker.Clear();
            db.Record(clock, null, "single sign-on refused", null, $"{options.Value.Name}, {request.Email ?? "no address"}: {trouble}{(arrival.Missing is null ? "" : $" ({arrival.Missing})")}");
            await db.SaveChangesAsync(cancellationToken);
            return arrival;
        }
        var person = arrival.Person!;
        db.Record(
            clock, new Viewer(person.Id, person.DisplayName, person.OrganisationCode, null, arrival.Roles), "signed in", null,
            $"By {options.Value.Name}: {string.Join(", ", arrival.Roles.Order(StringComparer.Ordinal))} at {request.Organisation}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return arrival;
    }

    private static Arrival Refused(ArrivalTrouble trouble, string? missing = null) => new(null, new HashSet<string>(), trouble, missing);

    private async Task<Arrival> ArriveAsync(ArriveBySingleSignOn request, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(request.Organisation) || request.Codes.Count == 0)
        {
            return Refused(ArrivalTrouble.NoRoleSelected);
        }
        var (organisation, roles) = new RoleMapping(options.Value.Roles).For(request.Organisation, request.Codes);
        // a long code from outside is shown and recorded in part only
        string Short(string code) => code.Length > 60 ? code[..60] : code;
        if (organisation is not null && await directory.ListedAsync(organisation, cancel) is null)
        {
            return Refused(ArrivalTrouble.UnknownOrganisation, Short(organisation));
        }
        if (roles.Count == 0)
        {
            return Refused(ArrivalTrouble.RoleNotMapped, $"{Short(request.Codes[0])} at {Short(request.Organisation)}");
        }
        if (RoleRules.Errors([.. roles], organisation, supplier: false).Any())
        {
            return Refused(ArrivalTrouble.RolesClash, string.Join(", ", roles));
        }
        var person = await people.FindByLoginAsync(request.Issuer, request.Subject);
        if (person is null)
        {
            (person, var trouble) = await FirstTimeAsync(request, organisation);
            if (trouble is { } why)
            {
                return Refused(why);
            }
        }
        if (person!.DeactivatedAt is not null)
        {
            return Refused(ArrivalTrouble.Shut);
        }
        await FollowAsync(person, request, organisation, roles);
        if (await EndedThereAsync(request, cancel))
        {
            return Refused(ArrivalTrouble.SignedOutThere);
        }
        return new Arrival(person, roles.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>The word that they signed out there can be faster than their browser.</summary>
    private async Task<bool> EndedThereAsync(ArriveBySingleSignOn request, CancellationToken cancel)
    {
        var subject = SignOnIds.Subject(request.Issuer, request.Subject);
        return await db.EndedSessions.AnyAsync(ended => ended.Id == request.SessionThere, cancel)
            || await db.UsedLogoutTokens.AnyAsync(token => token.Subject == subject && token.IssuedAt >= request.IssuedAt, cancel);
    }

    private async Task<(Person? Person, ArrivalTrouble? Trouble)> FirstTimeAsync(ArriveBySingleSignOn request, string? organisation)
    {
        if (request.Email is not { Length: <= 254 } email || !new EmailAddressAttribute().IsValid(email))
        {
            return (null, ArrivalTrouble.NoAddress);
        }
        var person = await people.FindByEmailAsync(email);
        if (person is not null)
        {
            // an account that has been used stays with whoever used it: an address alone proves nothing
            if (!request.EmailVerified || person.PasswordHash is not null || person.SupplierId is not null || (await people.GetLoginsAsync(person)).Count > 0)
            {
                return (null, ArrivalTrouble.AddressTaken);
            }
            if (person.OrganisationCode != organisation)
            {
                return (null, ArrivalTrouble.OtherOrganisation);
            }
        }
        else
        {
            person = new Person
            {
                Id = Guid.CreateVersion7(), UserName = email, Email = email, EmailConfirmed = request.EmailVerified, DisplayName = NameOf(request), OrganisationCode = organisation, LockoutEnabled = true,
            };
            Check(await people.CreateAsync(person));
        }
        if (person.DeactivatedAt is not null)
        {
            return (person, null);
        }
        Check(await people.AddLoginAsync(person, new UserLoginInfo(request.Issuer, request.Subject, options.Value.Name)));
        // links to choose a password end with it
        await people.UpdateSecurityStampAsync(person);
        db.Record(clock, null, "single sign-on connected", null, $"{person.Email} to {options.Value.Name}");
        return (person, null);
    }

    /// <summary>Organisation, roles and name become those of the role that was selected; sessions with other rights end.</summary>
    private async Task FollowAsync(Person person, ArriveBySingleSignOn request, string? organisation, IReadOnlyList<string> roles)
    {
        var had = await people.GetRolesAsync(person);
        var before = InWords(person.OrganisationCode, had);
        var after = InWords(organisation, roles);
        person.DisplayName = NameOf(request);
        person.OrganisationCode = organisation;
        Check(await people.UpdateAsync(person));
        if (before == after)
        {
            return;
        }
        Check(await people.RemoveFromRolesAsync(person, had.Except(roles)));
        Check(await people.AddToRolesAsync(person, roles.Except(had)));
        await people.UpdateSecurityStampAsync(person);
        db.Record(clock, null, "roles changed", null, $"{person.Email}, by the role selected at {options.Value.Name}: {before} became {after}");
    }

    private static string InWords(string? organisation, IEnumerable<string> roles) =>
        $"{string.Join(", ", roles.Order(StringComparer.Ordinal).DefaultIfEmpty("no role"))} at {organisation ?? "no organisation"}";

    private static string NameOf(ArriveBySingleSignOn request) =>
        (request.Name is { Length: > 0 } name ? name : request.Email ?? "Somebody") is var said && said.Length > 200 ? said[..200] : said;

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"The account was not saved: {string.Join(", ", result.Errors.Select(error => error.Code))}.");
        }
    }
}
