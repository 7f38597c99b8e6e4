using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Store;
using MakingItWork.Triage.Post;
using MakingItWork.Triage.Queues;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Keyboard;

/// <summary>Whoever decided on a report takes it back, while nothing of it has left. What they had entered becomes their draft again.</summary>
public sealed record UndoDecision(Viewer Viewer, string Reference) : IRequest<UndoOutcome>;

public enum UndoOutcome
{
    Done,
    NotFound,
    /// <summary>Somebody else did it: only they may take it back.</summary>
    NotTheirs,
    /// <summary>It stands: it has left, or was read, or may have.</summary>
    TooLate,
    /// <summary>There is nothing to take back, perhaps because it was taken back already.</summary>
    Nothing,
}

internal sealed class UndoDecisionHandler(ReportsDb db, TimeProvider clock) : IRequestHandler<UndoDecision, UndoOutcome>
{
    public async Task<UndoOutcome> Handle(UndoDecision request, CancellationToken cancellationToken)
    {
        if (!request.Viewer.Triages)
        {
            return UndoOutcome.NotFound;
        }
        var report = await db.Reports.VisibleTo(request.Viewer).SingleOrDefaultAsync(r => r.Reference == request.Reference, cancellationToken);
        if (report is null)
        {
            return UndoOutcome.NotFound;
        }
        var decision = await db.Decisions.SingleOrDefaultAsync(d => d.ReportId == report.Id, cancellationToken);
        if (decision is null)
        {
            return UndoOutcome.Nothing;
        }
        if (decision.DecidedBy != request.Viewer.PersonId)
        {
            return UndoOutcome.NotTheirs;
        }
        if (report.Stage != ReportStage.Decided)
        {
            return UndoOutcome.TooLate;
        }
        report.Move(ReportStage.Decided, ReportStage.AwaitingTriage, clock.GetUtcNow());
        db.Decisions.Remove(decision);
        db.Escalations.RemoveRange(await Escalations.UnsaidAsync(db, report.Id, decision.DecidedAt, cancellationToken));
        db.Record(clock, request.Viewer, "decision taken back", report.Id, $"It was {(decision.Outcome == DecisionOutcome.Approved ? "approved" : "rejected")}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // It was settled, taken back or withdrawn in the same moment: the stage in the WHERE clause let one of two win.
            db.ChangeTracker.Clear();
            return await db.Decisions.AnyAsync(d => d.ReportId == report.Id, cancellationToken) ? UndoOutcome.TooLate : UndoOutcome.Nothing;
        }
        // Saved. If the process dies here, only the comfort of finding the form filled in is lost, and the queue shows it a minute later.
        await QueueRows.RefreshAsync(db, clock, report.Id, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.HoldAsync(report.Id, cancellationToken))
        {
            await db.KeepDraftAsync(report.Id, request.Viewer.PersonId, Typed.Of(decision), clock.GetUtcNow(), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        return UndoOutcome.Done;
    }
}
