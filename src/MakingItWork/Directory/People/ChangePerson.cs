using MakingItWork.Plumbing.Mail;
using MakingItWork.Plumbing.Web.OpenId;
using MakingItWork.Store;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Directory.People;

public sealed record ReadPeople(Viewer Viewer, string? Search, Guid? Only = null) : IRequest<IReadOnlyList<PersonRow>>;

public sealed record PersonRow(
    Guid Id, string Name, string? Email, string? Organisation, string? Supplier, IReadOnlyList<string> Roles, bool SecondFactor, bool Invited, DateTimeOffset? DeactivatedAt);

public enum PersonChange
{
    Roles,
    Deactivate,
    Activate,
    InviteAgain,
    TakeOffSecondFactor,
    HandOver,
}

/// <summary>An administrator changes one account. Whatever it is, that person's sessions end.</summary>
public sealed record ChangePerson(Viewer Viewer, Guid Id, PersonChange Change, IReadOnlyList<string> Roles) : IRequest<PersonChanged>;

/// <param name="Found">False when there is no such account among those this administrator manages.</param>
public sealed record PersonChanged(bool Found, string? Error = null);

internal sealed class ChangePersonHandler(ReportsDb db, UserManager<Person> people, PasswordLinks links, IOptions<SingleSignOnOptions> singleSignOn, TimeProvider clock)
    : IRequestHandler<ReadPeople, IReadOnlyList<PersonRow>>, IRequestHandler<ChangePerson, PersonChanged>
{
    private const int Most = 200;

    public async Task<IReadOnlyList<PersonRow>> Handle(ReadPeople request, CancellationToken cancellationToken)
    {
        var found = db.Users.AsNoTracking().ManagedBy(request.Viewer);
        if (request.Only is { } only)
        {
            found = found.Where(p => p.Id == only);
        }
        if (request.Search?.Trim() is { Length: > 0 } search)
        {
            var email = search.ToUpperInvariant();
            found = found.Where(p => p.NormalizedEmail!.Contains(email) || p.DisplayName.Contains(search));
        }
        var rows = await found.OrderBy(p => p.DisplayName).ThenBy(p => p.Id).Take(Most)
            .Select(p => new
            {
                p.Id, p.DisplayName, p.Email, p.OrganisationCode, p.TwoFactorEnabled, p.DeactivatedAt, HasPassword = p.PasswordHash != null,
                Supplier = db.Suppliers.Where(s => s.Id == p.SupplierId).Select(s => s.Name).FirstOrDefault(),
                Roles = db.UserRoles.Where(r => r.UserId == p.Id).Join(db.Roles, r => r.RoleId, role => role.Id, (r, role) => role.Name!).ToList(),
            })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(p => new PersonRow(p.Id, p.DisplayName, p.Email, p.OrganisationCode, p.Supplier, [.. p.Roles.Order(StringComparer.Ordinal)], p.TwoFactorEnabled, !p.HasPassword, p.DeactivatedAt))];
    }

    public async Task<PersonChanged> Handle(ChangePerson request, CancellationToken cancellationToken)
    {
        var person = await db.Users.ManagedBy(request.Viewer).SingleOrDefaultAsync(p => p.Id == request.Id, cancellationToken);
        if (person is null)
        {
            return new PersonChanged(false);
        }
        if (person.Id == request.Viewer.PersonId && request.Change is (PersonChange.Roles or PersonChange.Deactivate or PersonChange.TakeOffSecondFactor))
        {
            return new PersonChanged(true, "You cannot do this to your own account: ask another administrator");
        }
        if (request.Change is PersonChange.Roles or PersonChange.InviteAgain or PersonChange.HandOver && await links.SignsOnElsewhereAsync(person))
        {
            return new PersonChanged(true, "This person comes by single sign-on: organisation and roles are those selected there, and there is no password");
        }
        if (request.Change == PersonChange.HandOver && !singleSignOn.Value.On)
        {
            return new PersonChanged(true, "Single sign-on is not set up here: without a password this person could not come in");
        }
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (act, detail, error) = await ApplyAsync(request, person);
        if (error is not null)
        {
            return new PersonChanged(true, error);
        }
        await people.UpdateSecurityStampAsync(person);
        db.Record(clock, request.Viewer, act, null, $"{person.Email}{detail}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (request.Change == PersonChange.InviteAgain)
        {
            try
            {
                await links.SendInvitationAsync(person, request.Viewer.Name, cancellationToken);
            }
            catch (MailFailedException)
            {
                return new PersonChanged(true, "The mail could not be sent. Try again later");
            }
        }
        return new PersonChanged(true);
    }

    private async Task<(string Act, string? Detail, string? Error)> ApplyAsync(ChangePerson request, Person person)
    {
        switch (request.Change)
        {
            case PersonChange.Roles:
                return await SetRolesAsync(request, person);
            case PersonChange.Deactivate:
                person.DeactivatedAt ??= clock.GetUtcNow();
                return ("person deactivated", null, null);
            case PersonChange.Activate:
                person.DeactivatedAt = null;
                return ("person activated", null, null);
            case PersonChange.TakeOffSecondFactor:
                await people.SetTwoFactorEnabledAsync(person, false);
                await people.ResetAuthenticatorKeyAsync(person);
                return ("second factor taken off", null, null);
            case PersonChange.HandOver:
                await people.RemovePasswordAsync(person);
                await people.SetTwoFactorEnabledAsync(person, false);
                await people.ResetAuthenticatorKeyAsync(person);
                return ("account handed over to single sign-on", null, null);
            default:
                return person.DeactivatedAt is null ? ("person invited again", null, null) : ("", null, "Open the account again first");
        }
    }

    private async Task<(string Act, string? Detail, string? Error)> SetRolesAsync(ChangePerson request, Person person)
    {
        var had = await people.GetRolesAsync(person);
        var may = PeopleSight.RolesToGive(request.Viewer);
        // a role that this administrator cannot give is not theirs to take either
        var wanted = request.Roles.Intersect(may).Concat(had.Except(may)).Distinct().ToList();
        if (InvitePersonHandler.Conflicts(wanted, person.OrganisationCode, person.SupplierId is not null).FirstOrDefault() is { } error)
        {
            return ("", null, error);
        }
        await people.RemoveFromRolesAsync(person, had.Except(wanted));
        await people.AddToRolesAsync(person, wanted.Except(had));
        return ("roles changed", $": {string.Join(", ", had.Order(StringComparer.Ordinal))} became {string.Join(", ", wanted.Order(StringComparer.Ordinal))}", null);
    }
}
