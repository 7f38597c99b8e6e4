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

/// <summary>Another text, person or due date of an open action.</summary>
/// <param name="Seen">The version that the form was made from.</param>
public sealed record ChangeAction(Viewer Viewer, Guid Id, int Seen, ActionForm Form) : IRequest<ChangedAction>;

/// <summary>An action is done, cancelled, or open again; each with its reason.</summary>
public sealed record CloseAction(Viewer Viewer, Guid Id, int Seen, ActionState State, string? Reason) : IRequest<ChangedAction>;

/// <summary>Takes back one's own newest change soon after it was made.</summary>
public sealed record UndoAction(Viewer Viewer, Guid Id, int Version) : IRequest<ChangedAction>;

public enum ActionOutcome
{
    Done,
    Invalid,
    NotFound,
    /// <summary>Somebody changed it since; nothing was changed.</summary>
    Stale,
}

/// <param name="Version">The version that was made.</param>
public sealed record ChangedAction(ActionOutcome Outcome, int Version, IReadOnlyDictionary<string, string> Errors)
{
    public static ChangedAction Of(ActionOutcome outcome) => new(outcome, 0, new Dictionary<string, string>());
}

internal sealed class ChangeActionHandler(ReportsDb db, StaffText text, IOptions<TargetsOptions> targets, TimeProvider clock)
    : IRequestHandler<ChangeAction, ChangedAction>, IRequestHandler<CloseAction, ChangedAction>, IRequestHandler<UndoAction, ChangedAction>
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(10);

    public async Task<ChangedAction> Handle(ChangeAction request, CancellationToken cancellationToken)
    {
        if (await FindAsync(request.Viewer, request.Id, cancellationToken) is not { } action)
        {
            return ChangedAction.Of(ActionOutcome.NotFound);
        }
        if (action.Version != request.Seen || action.State != ActionState.Open)
        {
            return ChangedAction.Of(ActionOutcome.Stale);
        }
        var errors = request.Form.Errors(clock.GetUtcNow(), action.DueAt);
        var assignee = request.Form.AssigneeId == action.AssigneeId
            ? new Fellow(action.AssigneeId, action.Assignee!.DisplayName)
            : await AddActionHandler.AssigneeAsync(db, request.Viewer, action.ForOrganisation, request.Form.AssigneeId, cancellationToken);
        if (assignee is null)
        {
            errors.TryAdd(nameof(request.Form.AssigneeId), "Select a colleague of this organisation");
        }
        if (errors.Count > 0)
        {
            return new ChangedAction(ActionOutcome.Invalid, 0, errors);
        }
        var what = (await text.MaskAsync(action.ReportId, request.Form.What, SafetyAction.WhatLength * 2, cancellationToken))!;
        var due = request.Form.DueAt()!.Value;
        string?[] words =
        [
            what == action.What ? null : $"What is to be done: {what}",
            assignee!.Id == action.AssigneeId ? null : $"For {assignee.Name}, before for {action.Assignee!.DisplayName}",
            due == action.DueAt ? null : $"By {due.DueInWords()}, before by {action.DueAt.DueInWords()}",
        ];
        if (words.All(word => word is null))
        {
            return new ChangedAction(ActionOutcome.Done, 0, errors);
        }
        Note(action, request.Viewer, $"Changed. {string.Join(". ", words.OfType<string>())}");
        (action.What, action.AssigneeId, action.DueAt) = (what, assignee.Id, due);
        return await SaveAsync(action, request.Viewer, "action changed", cancellationToken);
    }

    public async Task<ChangedAction> Handle(CloseAction request, CancellationToken cancellationToken)
    {
        if (await FindAsync(request.Viewer, request.Id, cancellationToken) is not { } action)
        {
            return ChangedAction.Of(ActionOutcome.NotFound);
        }
        if (action.Version != request.Seen || action.State == request.State)
        {
            return ChangedAction.Of(ActionOutcome.Stale);
        }
        var trouble = request.Reason?.Trim() switch
        {
            null or "" when request.State == ActionState.Done => "Enter what was done",
            null or "" when request.State == ActionState.Cancelled => "Enter why it is cancelled",
            null or "" => "Enter why it is open again",
            { Length: > SafetyAction.ReasonLength } => $"The reason must be {SafetyAction.ReasonLength} characters or fewer",
            _ => null,
        };
        if (trouble is not null)
        {
            return new ChangedAction(ActionOutcome.Invalid, 0, new Dictionary<string, string> { [nameof(request.Reason)] = trouble });
        }
        var reason = (await text.MaskAsync(action.ReportId, request.Reason, SafetyAction.ReasonLength * 2, cancellationToken))!;
        var said = request.State switch { ActionState.Done => "Done", ActionState.Cancelled => "Cancelled", _ => "Open again" };
        Note(action, request.Viewer, $"{said}. {reason}");
        (action.State, action.StateReason) = (request.State, reason);
        return await SaveAsync(action, request.Viewer, request.State switch { ActionState.Done => "action done", ActionState.Cancelled => "action cancelled", _ => "action open again" }, cancellationToken);
    }

    public async Task<ChangedAction> Handle(UndoAction request, CancellationToken cancellationToken)
    {
        if (await FindAsync(request.Viewer, request.Id, cancellationToken) is not { } action)
        {
            return ChangedAction.Of(ActionOutcome.NotFound);
        }
        var last = await db.SafetyActionChanges.AsNoTracking().SingleOrDefaultAsync(c => c.ActionId == action.Id && c.Version == action.Version, cancellationToken);
        if (last is null || action.Version != request.Version || last.PersonId != request.Viewer.PersonId || last.At < clock.GetUtcNow() - Soon)
        {
            return ChangedAction.Of(ActionOutcome.Stale);
        }
        Note(action, request.Viewer, "Taken back: the change before this one");
        (action.What, action.AssigneeId, action.DueAt) = (last.WhatBefore ?? action.What, last.AssigneeBefore ?? action.AssigneeId, last.DueBefore ?? action.DueAt);
        // what was only added is not deleted: it stays as cancelled
        (action.State, action.StateReason) = last.StateBefore is { } state ? (state, last.ReasonBefore) : (ActionState.Cancelled, "Taken back as soon as it was added");
        return await SaveAsync(action, request.Viewer, "action change taken back", cancellationToken);
    }

    private Task<SafetyAction?> FindAsync(Viewer viewer, Guid id, CancellationToken cancel) =>
        db.SafetyActions.VisibleTo(viewer).Include(a => a.Assignee).SingleOrDefaultAsync(a => a.Id == id, cancel);

    /// <summary>Writes down how it stands, before it is changed.</summary>
    private void Note(SafetyAction action, Viewer viewer, string words)
    {
        action.Version++;
        db.SafetyActionChanges.Add(new SafetyActionChange
        {
            ActionId = action.Id,
            Version = action.Version,
            At = clock.GetUtcNow(),
            PersonId = viewer.PersonId,
            Who = viewer.Name,
            Words = words,
            WhatBefore = action.What,
            AssigneeBefore = action.AssigneeId,
            DueBefore = action.DueAt,
            StateBefore = action.State,
            ReasonBefore = action.StateReason,
        });
    }

    private async Task<ChangedAction> SaveAsync(SafetyAction action, Viewer viewer, string act, CancellationToken cancel)
    {
        action.RemindAt = action.State == ActionState.Open ? Reminders.Next(action.DueAt, clock.GetUtcNow(), targets.Value.RemindDays, JobsSetup.London) : null;
        db.Record(clock, viewer, act, action.ReportId, $"By {action.DueAt.DueInWords()}", $"{action.What}{(action.StateReason is null ? null : $". {action.StateReason}")}");
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            return ChangedAction.Of(ActionOutcome.Stale);
        }
        return new ChangedAction(ActionOutcome.Done, action.Version, new Dictionary<string, string>());
    }
}
