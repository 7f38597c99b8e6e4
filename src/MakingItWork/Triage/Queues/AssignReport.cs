using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Queues;

/// <summary>Gives a report to somebody of the viewer's own team, or to nobody.</summary>
/// <param name="Was">Who it was assigned to when the viewer looked, as an id or empty; null when that does not matter.</param>
public sealed record AssignReport(Viewer Viewer, string Reference, Guid? To, string? Was = null) : IRequest<AssignResult>;

/// <param name="Before">Who it was assigned to until now.</param>
/// <param name="Trouble">Why it was not done; null when it is.</param>
public sealed record AssignResult(bool NotFound, string? Trouble = null, Guid? Before = null, string? Name = null);

/// <summary>Who a report is assigned to, and who it may be given to.</summary>
public sealed record ReadAssignment(Viewer Viewer, string Reference) : IRequest<AssignOffer?>;

public sealed record AssignOffer(Guid? PersonId, string? Name, IReadOnlyList<Colleague> Colleagues);

public sealed record Colleague(Guid Id, string Name);

internal static class Team
{
    /// <summary>Those who triage with this viewer, the viewer among them: of one organisation, or of the national team.</summary>
    public static IQueryable<Person> TeamOf(this ReportsDb db, Viewer viewer)
    {
        var people = db.Users.Where(p => p.DeactivatedAt == null);
        if (!viewer.Triages)
        {
            return people.Where(p => false);
        }
        string[] roles = viewer.IsNational ? [Roles.NationalTriager] : [Roles.Triager, Roles.ClinicalSafetyOfficer];
        var organisation = viewer.OrganisationCode;
        people = viewer.IsNational ? people : people.Where(p => p.OrganisationCode == organisation);
        return people.Where(p => db.UserRoles.Any(held => held.UserId == p.Id && db.Roles.Any(role => role.Id == held.RoleId && roles.Contains(role.Name!))));
    }
}

internal sealed class ReadAssignmentHandler(ReportsDb db) : IRequestHandler<ReadAssignment, AssignOffer?>
{
    public async Task<AssignOffer?> Handle(ReadAssignment request, CancellationToken cancellationToken)
    {
        if (!request.Viewer.Triages)
        {
            return null;
        }
        var found = await db.Reports.VisibleTo(request.Viewer).Where(r => r.Reference == request.Reference)
            .Select(r => new { Assignment = db.Assignments.FirstOrDefault(a => a.ReportId == r.Id) }).SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }
        var person = found.Assignment?.PersonId;
        return new AssignOffer(
            person,
            person is null ? null : await db.Users.Where(p => p.Id == person).Select(p => p.DisplayName).SingleOrDefaultAsync(cancellationToken),
            await db.TeamOf(request.Viewer).OrderBy(p => p.DisplayName).Select(p => new Colleague(p.Id, p.DisplayName)).ToListAsync(cancellationToken));
    }
}

internal sealed class AssignReportHandler(ReportsDb db, TimeProvider clock) : IRequestHandler<AssignReport, AssignResult>
{
    public async Task<AssignResult> Handle(AssignReport request, CancellationToken cancellationToken)
    {
        var report = request.Viewer.Triages
            ? await db.Reports.VisibleTo(request.Viewer).Where(r => r.Reference == request.Reference && r.Stage != ReportStage.Withdrawn)
                .Select(r => new { r.Id }).SingleOrDefaultAsync(cancellationToken)
            : null;
        if (report is null)
        {
            return new AssignResult(true);
        }
        var name = request.To is { } to ? await db.TeamOf(request.Viewer).Where(p => p.Id == to).Select(p => p.DisplayName).SingleOrDefaultAsync(cancellationToken) : "nobody";
        if (name is null)
        {
            return new AssignResult(false, "This person does not triage in your team");
        }
        var assignment = await db.Assignments.SingleOrDefaultAsync(a => a.ReportId == report.Id, cancellationToken);
        var before = assignment?.PersonId;
        if (before == request.To)
        {
            return new AssignResult(false, null, before, name);
        }
        if (request.Was is { } was && was != (before?.ToString() ?? ""))
        {
            var now = before is null ? "nobody" : await db.Users.Where(p => p.Id == before).Select(p => p.DisplayName).SingleOrDefaultAsync(cancellationToken);
            return new AssignResult(false, $"Somebody else changed this in the meantime: it is now assigned to {now}");
        }
        Put(request, report.Id, assignment);
        db.Record(clock, request.Viewer, "assigned", report.Id, $"To {name}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            return new AssignResult(false, "Somebody else changed this in the same moment. Look again");
        }
        await QueueRows.RefreshAsync(db, clock, report.Id, cancellationToken);
        return new AssignResult(false, null, before, name);
    }

    private void Put(AssignReport request, Guid reportId, Assignment? assignment)
    {
        if (request.To is not { } person)
        {
            db.Assignments.Remove(assignment!);
        }
        else if (assignment is null)
        {
            db.Assignments.Add(new Assignment { ReportId = reportId, PersonId = person, AssignedBy = request.Viewer.PersonId, At = clock.GetUtcNow() });
        }
        else
        {
            (assignment.PersonId, assignment.AssignedBy, assignment.At) = (person, request.Viewer.PersonId, clock.GetUtcNow());
        }
    }
}
