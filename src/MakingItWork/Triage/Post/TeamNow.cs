using MakingItWork.Classify;
using MakingItWork.Directory;
using MakingItWork.Rules.Deadlines;
using MakingItWork.Store;
using MakingItWork.Triage.Actions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Triage.Post;

/// <param name="InPlaceOf">For whom it is covered; null when the mail goes to the person it is for.</param>
public sealed record Recipient(string Email, string? InPlaceOf);

/// <summary>Finds who is to be mailed now: people themselves, or their cover while they are away.</summary>
public sealed class FindTeam(ReportsDb db, IOptions<ClassifyOptions> classify, TimeProvider clock)
{
    /// <summary>Organisations that may have somebody to mail; the empty code for national staff.</summary>
    public Task<List<string>> StaffedAsync(CancellationToken cancel) =>
        db.Users.Where(p => p.DeactivatedAt == null).Select(p => p.OrganisationCode ?? "").Union(db.OnCallAddresses.Select(a => a.OrganisationCode)).ToListAsync(cancel);

    /// <param name="organisation">ODS code; empty for reports that name no organisation.</param>
    public async Task<TeamNow> OfAsync(string organisation, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var people = await Colleagues.Of(db, organisation).AsNoTracking().ToListAsync(cancel);
        if (organisation.Length > 0)
        {
            // national staff may take on an action about an organisation's report
            people.AddRange(await Colleagues.Of(db, "").AsNoTracking().ToListAsync(cancel));
        }
        var ids = people.Select(p => p.Id).ToList();
        var roles = await db.UserRoles.Where(held => ids.Contains(held.UserId))
            .Join(db.Roles, held => held.RoleId, role => role.Id, (held, role) => new { held.UserId, role.Name }).ToListAsync(cancel);
        var away = await db.Absences.AsNoTracking().Where(a => a.EndedAt == null && a.From <= now && a.Until > now && ids.Contains(a.PersonId))
            .OrderBy(a => a.SetAt).ToListAsync(cancel);
        var own = await db.OnCallAddresses.Where(a => a.OrganisationCode == organisation).Select(a => a.Email).SingleOrDefaultAsync(cancel);
        var onCall = own ?? (classify.Value.OnCallAddress.Length > 0 ? classify.Value.OnCallAddress : null);
        return new TeamNow(organisation, people, [.. roles.Select(held => (held.UserId, held.Name!))], away.GroupBy(a => a.PersonId).ToDictionary(of => of.Key, of => of.Last().CoverId), onCall);
    }
}

/// <summary>One organisation's team at one moment.</summary>
public sealed class TeamNow(
    string organisation, IReadOnlyList<Person> people, IReadOnlyCollection<(Guid Person, string Role)> roles, IReadOnlyDictionary<Guid, Guid> coverOfAway, string? onCall)
{
    private readonly Dictionary<Guid, Person> known = people.DistinctBy(p => p.Id).ToDictionary(p => p.Id);

    /// <summary>The person, or the first in the line of covers who is there; where the line ends with nobody, the safety officers.</summary>
    public IReadOnlyList<Recipient> For(Guid person, string? name) => CoverFor(person) is { } id
        ? [To(id, person, name)]
        : [.. Officers().Select(recipient => recipient with { InPlaceOf = name })];

    /// <summary>Null when nobody in the line of covers is there.</summary>
    public Guid? CoverFor(Guid person) => Cover.For(person, id => known.TryGetValue(id, out _)
        ? new Colleague(Here: true, coverOfAway.ContainsKey(id), coverOfAway.TryGetValue(id, out var cover) ? cover : null)
        : null);

    public IReadOnlyList<Recipient> Triagers() => Members(organisation.Length == 0 ? Roles.NationalTriager : Roles.Triager) is { Count: > 0 } triagers ? triagers : Officers();

    /// <summary>The clinical safety officers and the on-call address; without either, all who triage.</summary>
    public IReadOnlyList<Recipient> Officers()
    {
        List<Recipient> found = [.. Members(Roles.ClinicalSafetyOfficer)];
        if (onCall is not null && found.TrueForAll(recipient => recipient.Email != onCall))
        {
            found.Add(new Recipient(onCall, null));
        }
        return found.Count > 0 ? found : Members(organisation.Length == 0 ? Roles.NationalTriager : Roles.Triager);
    }

    /// <summary>Of this organisation: each themselves or their cover, and nobody twice.</summary>
    private List<Recipient> Members(string role)
    {
        var code = organisation.Length == 0 ? null : organisation;
        return [.. known.Values.Where(p => p.OrganisationCode == code && roles.Contains((p.Id, role)))
            .OrderBy(p => p.Id)
            .Select(p => CoverFor(p.Id) is { } id ? To(id, p.Id, p.DisplayName) : null).OfType<Recipient>()
            .OrderBy(recipient => recipient.InPlaceOf is null ? 0 : 1)
            .DistinctBy(recipient => recipient.Email)];
    }

    private Recipient To(Guid id, Guid person, string? name) => new(known[id].Email!, id == person ? null : name);
}
