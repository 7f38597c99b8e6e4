using System.ComponentModel.DataAnnotations;
using MakingItWork.Plumbing.Mail;
using MakingItWork.Store;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Directory.People;

/// <summary>Which people an administrator sees and changes: written here once.</summary>
public static class PeopleSight
{
    public static IQueryable<Person> ManagedBy(this IQueryable<Person> people, Viewer viewer)
    {
        if (viewer.AdministersAll)
        {
            return people;
        }
        return viewer.Is(Roles.Administrator) && viewer.OrganisationCode is { } own
            ? people.Where(p => p.OrganisationCode == own)
            : people.Where(p => false);
    }

    /// <summary>The roles that this administrator may give.</summary>
    public static IReadOnlyList<string> RolesToGive(Viewer viewer) => viewer.AdministersAll ? Roles.All : RoleRules.OfOrganisations;
}

/// <summary>Asks somebody in by mail.</summary>
public sealed record InvitePerson(Viewer Viewer, string? Email, string? Name, string? Organisation, string? Supplier, IReadOnlyList<string> Roles)
    : IRequest<IReadOnlyList<KeyValuePair<string, string>>>;

internal sealed class InvitePersonHandler(ReportsDb db, UserManager<Person> people, PasswordLinks links, DirectoryLists directory, TimeProvider clock)
    : IRequestHandler<InvitePerson, IReadOnlyList<KeyValuePair<string, string>>>
{
    /// <returns>What is wrong, by field; empty when the invitation is on its way.</returns>
    public async Task<IReadOnlyList<KeyValuePair<string, string>>> Handle(InvitePerson request, CancellationToken cancellationToken)
    {
        var errors = new List<KeyValuePair<string, string>>();
        void Wrong(string field, string message) => errors.Add(new(field, message));
        var all = request.Viewer.AdministersAll;
        var email = request.Email?.Trim();
        var organisation = all ? await directory.OrganisationAsync(request.Organisation, cancellationToken) : request.Viewer.OrganisationCode;
        var supplierName = all && !string.IsNullOrWhiteSpace(request.Supplier) ? request.Supplier.Trim() : null;
        var supplier = supplierName is null ? null : await db.Suppliers.Where(s => s.Name == supplierName).Select(s => (Guid?)s.Id).SingleOrDefaultAsync(cancellationToken);
        var roles = request.Roles.Intersect(PeopleSight.RolesToGive(request.Viewer)).ToList();
        if (!request.Viewer.Is(Roles.Administrator))
        {
            return [new("", "Only administrators invite people")];
        }
        if (email is not { Length: <= 254 } || !new EmailAddressAttribute().IsValid(email))
        {
            Wrong(nameof(request.Email), "Enter an email address");
        }
        else if (await people.FindByEmailAsync(email) is not null)
        {
            Wrong(nameof(request.Email), "There is an account with this email address already");
        }
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 200)
        {
            Wrong(nameof(request.Name), "Enter the name, in 200 characters or fewer");
        }
        if (all && !string.IsNullOrWhiteSpace(request.Organisation) && organisation is null)
        {
            Wrong(nameof(request.Organisation), "Choose a listed organisation, or leave it empty");
        }
        if (supplierName is not null && supplier is null)
        {
            Wrong(nameof(request.Supplier), "Enter the name of a listed supplier, or leave it empty");
        }
        foreach (var message in Conflicts(roles, organisation, supplier is not null))
        {
            Wrong(nameof(request.Roles), message);
        }
        if (errors.Count > 0)
        {
            return errors;
        }
        var person = new Person { Id = Guid.CreateVersion7(), UserName = email, Email = email, DisplayName = request.Name!.Trim(), OrganisationCode = organisation, SupplierId = supplier, LockoutEnabled = true };
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var made = await people.CreateAsync(person);
        made = made.Succeeded ? await people.AddToRolesAsync(person, roles) : made;
        if (!made.Succeeded)
        {
            return [new(nameof(request.Email), made.Errors.First().Description)];
        }
        db.Record(clock, request.Viewer, "person invited", null, $"{email} as {string.Join(", ", roles)}");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        try
        {
            await links.SendInvitationAsync(person, request.Viewer.Name, cancellationToken);
        }
        catch (MailFailedException)
        {
            return [new("", "The account is made, but the invitation could not be sent. Open the account and send it again")];
        }
        return [];
    }

    /// <summary>The rules of the command line, in the words of a form.</summary>
    internal static IEnumerable<string> Conflicts(IReadOnlyCollection<string> roles, string? organisation, bool supplier) =>
        roles.Count == 0
            ? ["Choose at least one role"]
            : RoleRules.Errors(roles, organisation, supplier).Select(error => error
                .Replace("--organisation", "organisation", StringComparison.Ordinal).Replace("--supplier", "supplier", StringComparison.Ordinal).TrimEnd('.'));
}
