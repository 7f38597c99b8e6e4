using MakingItWork.Capture;
using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Redact;
using MakingItWork.Rules.Deadlines;
using MakingItWork.Store;
using MakingItWork.Triage.Post;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Triage.Actions;

/// <summary>Somebody of the team agrees to do something about a report or its hazard, by a day and hour.</summary>
public sealed record AddAction(Viewer Viewer, string Reference, ActionForm Form) : IRequest<AddedAction>;

/// <param name="Errors">By field; none when it is done.</param>
public sealed record AddedAction(Guid? Id, bool NotFound, IReadOnlyDictionary<string, string> Errors);

internal sealed class AddActionHandler(ReportsDb db, StaffText text, IOptions<TargetsOptions> targets, TimeProvider clock) : IRequestHandler<AddAction, AddedAction>
{
    public async Task<AddedAction> Handle(AddAction request, CancellationToken cancellationToken)
    {
        var report = request.Viewer.Triages
            ? await db.Reports.VisibleTo(request.Viewer).Where(r => r.Reference == request.Reference).Select(r => new { r.Id, r.OrganisationCode }).SingleOrDefaultAsync(cancellationToken)
            : null;
        if (report is null)
        {
            return new AddedAction(null, NotFound: true, new Dictionary<string, string>());
        }
        var now = clock.GetUtcNow();
        var scope = report.OrganisationCode ?? "";
        var errors = request.Form.Errors(now);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.HoldAsync(report.Id, cancellationToken))
        {
            errors[nameof(request.Form.What)] = "The person who reported has taken this report back. No more actions can be added to it";
        }
        var assignee = await AssigneeAsync(db, request.Viewer, scope, request.Form.AssigneeId, cancellationToken);
        if (assignee is null)
        {
            errors.TryAdd(nameof(request.Form.AssigneeId), "Select a colleague of this organisation");
        }
        if (errors.Count > 0)
        {
            return new AddedAction(null, NotFound: false, errors);
        }
        var due = request.Form.DueAt()!.Value;
        var action = new SafetyAction
        {
            ReportId = report.Id,
            HazardId = request.Form.OnHazard ? await db.HazardLinks.Where(l => l.ReportId == report.Id).Select(l => (Guid?)l.HazardId).SingleOrDefaultAsync(cancellationToken) : null,
            ForOrganisation = scope,
            What = (await text.MaskAsync(report.Id, request.Form.What, SafetyAction.WhatLength * 2, cancellationToken))!,
            AssigneeId = assignee!.Id,
            DueAt = due,
            CreatedAt = now,
            RemindAt = Reminders.Next(due, now, targets.Value.RemindDays, JobsSetup.London),
        };
        var agreed = $"For {assignee.Name}, by {due.DueInWords()}";
        action.Changes.Add(new SafetyActionChange { ActionId = action.Id, Version = 1, At = now, PersonId = request.Viewer.PersonId, Who = request.Viewer.Name, Words = $"Added. {agreed}: {action.What}" });
        db.SafetyActions.Add(action);
        if (action.HazardId is { } hazard)
        {
            await db.HandleAsync(hazard, now, cancellationToken);
        }
        db.Record(clock, request.Viewer, "action added", report.Id, agreed, action.What);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new AddedAction(action.Id, NotFound: false, errors);
    }

    /// <summary>A colleague of the report's organisation, or national staff themselves.</summary>
    internal static Task<Fellow?> AssigneeAsync(ReportsDb db, Viewer viewer, string organisation, Guid? id, CancellationToken cancel) =>
        Choices(db, viewer, organisation).Where(p => p.Id == id).Select(p => new Fellow(p.Id, p.DisplayName)).SingleOrDefaultAsync(cancel);

    internal static IQueryable<Person> Choices(ReportsDb db, Viewer viewer, string organisation) =>
        viewer.IsNational && organisation.Length > 0
            ? Colleagues.Of(db, organisation).Concat(Colleagues.Of(db, "").Where(p => p.Id == viewer.PersonId))
            : Colleagues.Of(db, organisation);
}
