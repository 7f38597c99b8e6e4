using MakingItWork.Directory;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Rules.Deadlines;
using MakingItWork.Store;
using MakingItWork.Triage.Post;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Actions;

/// <summary>An absence as typed: the first and the last day away, and who covers.</summary>
public sealed record AwayForm
{
    public string? FromDay { get; init; }
    public string? FromMonth { get; init; }
    public string? FromYear { get; init; }
    public string? UntilDay { get; init; }
    public string? UntilMonth { get; init; }
    public string? UntilYear { get; init; }
    public Guid? CoverId { get; init; }

    public DateOnly? First => LocalDeadline.ReadDay(FromDay, FromMonth, FromYear);

    public DateOnly? Last => LocalDeadline.ReadDay(UntilDay, UntilMonth, UntilYear);
}

/// <summary>When somebody is away: the viewer, or a colleague who cannot say it themselves.</summary>
/// <param name="PersonId">Null for the viewer.</param>
public sealed record ReadAway(Viewer Viewer, Guid? PersonId) : IRequest<AwayShown?>;

/// <param name="Absence">The present or next one.</param>
/// <param name="Covers">Who can be named.</param>
/// <param name="Others">For whom else the viewer may set it.</param>
/// <param name="Gets">Whether this person gets mails that somebody would have to cover.</param>
public sealed record AwayShown(Guid PersonId, string Name, bool Own, Absence? Absence, string? Cover, bool CoverIsHere, IReadOnlyList<Fellow> Covers, IReadOnlyList<Fellow> Others, bool Gets);

/// <summary>Sets somebody away and names a cover; it replaces what was set before.</summary>
public sealed record SetAway(Viewer Viewer, Guid? PersonId, AwayForm Form) : IRequest<AwaySet>;

/// <summary>Ends an absence: they are back, or it was set by mistake.</summary>
public sealed record EndAway(Viewer Viewer, Guid AbsenceId) : IRequest<bool>;

/// <param name="Errors">By field; none when it is done.</param>
public sealed record AwaySet(Guid? AbsenceId, bool NotFound, IReadOnlyDictionary<string, string> Errors);

internal sealed class AwayHandler(ReportsDb db, FindTeam team, TimeProvider clock)
    : IRequestHandler<ReadAway, AwayShown?>, IRequestHandler<SetAway, AwaySet>, IRequestHandler<EndAway, bool>
{
    public async Task<AwayShown?> Handle(ReadAway request, CancellationToken cancellationToken)
    {
        var viewer = request.Viewer;
        if (await SubjectAsync(viewer, request.PersonId ?? viewer.PersonId, cancellationToken) is not { } person)
        {
            return null;
        }
        var now = clock.GetUtcNow();
        var scope = person.OrganisationCode ?? "";
        var gets = await Colleagues.Of(db, scope).AnyAsync(p => p.Id == person.Id, cancellationToken);
        var absence = await db.Absences.AsNoTracking().Where(a => a.PersonId == person.Id && a.EndedAt == null && a.Until > now).OrderBy(a => a.From).FirstOrDefaultAsync(cancellationToken);
        var others = viewer.AdministersAll ? [] : await Fellows(Colleagues.Of(db, viewer.OrganisationCode ?? "").Where(p => p.Id != viewer.PersonId), cancellationToken);
        return new AwayShown(
            person.Id, person.DisplayName, person.Id == viewer.PersonId, absence,
            absence is null ? null : await db.Users.Where(p => p.Id == absence.CoverId).Select(p => p.DisplayName).SingleAsync(cancellationToken),
            absence is null || (await team.OfAsync(scope, cancellationToken)).CoverFor(absence.CoverId) is not null,
            gets ? await Fellows(Colleagues.Of(db, scope).Where(p => p.Id != person.Id), cancellationToken) : [],
            viewer.Triages || viewer.Is(Roles.Administrator) ? others : [],
            gets);
    }

    public async Task<AwaySet> Handle(SetAway request, CancellationToken cancellationToken)
    {
        var none = new Dictionary<string, string>(StringComparer.Ordinal);
        if (await SubjectAsync(request.Viewer, request.PersonId ?? request.Viewer.PersonId, cancellationToken) is not { } person
            || !await Colleagues.Of(db, person.OrganisationCode ?? "").AnyAsync(p => p.Id == person.Id, cancellationToken))
        {
            return new AwaySet(null, NotFound: true, none);
        }
        var cover = await Colleagues.Of(db, person.OrganisationCode ?? "").Where(p => p.Id == request.Form.CoverId && p.Id != person.Id)
            .Select(p => new Fellow(p.Id, p.DisplayName)).SingleOrDefaultAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var errors = Errors(request.Form, now.DayIn(), cover);
        if (errors.Count > 0)
        {
            return new AwaySet(null, NotFound: false, errors);
        }
        foreach (var before in await db.Absences.Where(a => a.PersonId == person.Id && a.EndedAt == null && a.Until > now).ToListAsync(cancellationToken))
        {
            before.EndedAt = now;
        }
        var (first, last) = (request.Form.First!.Value, request.Form.Last!.Value);
        var absence = new Absence
        {
            PersonId = person.Id,
            From = LocalDeadline.StartOf(first, JobsSetup.London),
            Until = LocalDeadline.StartOf(last.AddDays(1), JobsSetup.London),
            CoverId = cover!.Id,
            SetBy = request.Viewer.Name,
            SetById = request.Viewer.PersonId,
            SetAt = now,
        };
        db.Absences.Add(absence);
        db.Record(clock, request.Viewer, "absence set", null, $"{person.DisplayName}, {Plumbing.Web.LondonTime.InWords(first)} to {Plumbing.Web.LondonTime.InWords(last)}, covered by {cover.Name}");
        await db.SaveChangesAsync(cancellationToken);
        return new AwaySet(absence.Id, NotFound: false, none);
    }

    public async Task<bool> Handle(EndAway request, CancellationToken cancellationToken)
    {
        var absence = await db.Absences.SingleOrDefaultAsync(a => a.Id == request.AbsenceId && a.EndedAt == null, cancellationToken);
        if (absence is null || await SubjectAsync(request.Viewer, absence.PersonId, cancellationToken) is not { } person)
        {
            return false;
        }
        absence.EndedAt = clock.GetUtcNow();
        db.Record(clock, request.Viewer, "absence ended", null, person.DisplayName);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    /// <summary>The viewer; or somebody of the same organisation, for those who triage there or administer it.</summary>
    private Task<Person?> SubjectAsync(Viewer viewer, Guid id, CancellationToken cancel)
    {
        var people = db.Users.AsNoTracking().Where(p => p.Id == id && p.DeactivatedAt == null);
        if (id != viewer.PersonId && !viewer.AdministersAll)
        {
            var own = viewer.OrganisationCode;
            people = own is not null && (viewer.Triages || viewer.Is(Roles.Administrator)) ? people.Where(p => p.OrganisationCode == own)
                : viewer.IsNational ? Colleagues.Of(db, "").Where(p => p.Id == id)
                : people.Where(p => false);
        }
        return people.SingleOrDefaultAsync(cancel);
    }

    private static Dictionary<string, string> Errors(AwayForm form, DateOnly today, Fellow? cover)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        if (form.First is null)
        {
            errors[nameof(form.FromDay)] = "Enter the first day away, like 21 12 2026";
        }
        if (form.Last is not { } last)
        {
            errors[nameof(form.UntilDay)] = "Enter the last day away, like 2 1 2027";
        }
        else if (last < form.First)
        {
            errors[nameof(form.UntilDay)] = "The last day away must be the first or a later one";
        }
        else if (last < today)
        {
            errors[nameof(form.UntilDay)] = "The last day away must be today or later";
        }
        else if (last > today.AddYears(1))
        {
            errors[nameof(form.UntilDay)] = "The last day away must be within a year";
        }
        if (cover is null)
        {
            errors[nameof(form.CoverId)] = "Select a colleague who covers";
        }
        return errors;
    }

    private static Task<List<Fellow>> Fellows(IQueryable<Person> people, CancellationToken cancel) =>
        people.OrderBy(p => p.DisplayName).Select(p => new Fellow(p.Id, p.DisplayName)).ToListAsync(cancel);
}
