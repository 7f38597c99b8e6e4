using MakingItWork.Capture;
using MakingItWork.Classify;
using MakingItWork.Directory;
using MakingItWork.Store;
using MakingItWork.Triage.Queues;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Triage.Keyboard;

/// <summary>Whoever judged how urgent a report is takes it back, soon after: what was said before stands again, or the mark alone.</summary>
public sealed record UndoUrgency(Viewer Viewer, string Reference) : IRequest<UndoOutcome>;

internal sealed class UndoUrgencyHandler(ReportsDb db, IOptions<TriageOptions> options, TimeProvider clock) : IRequestHandler<UndoUrgency, UndoOutcome>
{
    public const string TakenBack = "urgency taken back";

    public async Task<UndoOutcome> Handle(UndoUrgency request, CancellationToken cancellationToken)
    {
        var report = !request.Viewer.Triages ? null : await db.Reports.AsNoTracking().VisibleTo(request.Viewer)
            .SingleOrDefaultAsync(r => r.Reference == request.Reference, cancellationToken);
        if (report is null)
        {
            return UndoOutcome.NotFound;
        }
        var urgent = await db.UrgentReports.AsNoTracking().SingleOrDefaultAsync(u => u.ReportId == report.Id, cancellationToken);
        var said = await SaidAsync(report.Id, cancellationToken);
        if (urgent?.Verdict is null || !said.TryPop(out var last))
        {
            return UndoOutcome.Nothing;
        }
        if (last.PersonId != request.Viewer.PersonId)
        {
            return UndoOutcome.NotTheirs;
        }
        if (urgent.VerdictAt?.AddSeconds(options.Value.UndoSeconds) < clock.GetUtcNow())
        {
            return UndoOutcome.TooLate;
        }
        var before = said.TryPop(out var entry) ? entry : null;
        UrgencyVerdict? verdict = before is null ? null : Verdict(before.Act);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // one statement decides between two who press at once
        var changed = await db.UrgentReports.Where(u => u.ReportId == report.Id && u.Verdict == urgent.Verdict && u.VerdictAt == urgent.VerdictAt)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.Verdict, verdict).SetProperty(u => u.VerdictAt, before == null ? (DateTimeOffset?)null : before.At)
                .SetProperty(u => u.VerdictBy, before == null ? null : before.Who).SetProperty(u => u.VerdictWhy, before == null ? null : before.Words ?? before.Detail), cancellationToken);
        if (changed == 0)
        {
            return UndoOutcome.Nothing;
        }
        if (verdict is null)
        {
            // nobody looks after it any more: a mail that was held back for that goes out after all
            await db.UrgentReports.Where(u => u.ReportId == report.Id && u.Alert == AlertState.NotNeeded)
                .ExecuteUpdateAsync(set => set.SetProperty(u => u.Alert, AlertState.Waiting).SetProperty(u => u.NotBefore, (DateTimeOffset?)null), cancellationToken);
        }
        db.Record(clock, request.Viewer, TakenBack, report.Id);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await QueueRows.RefreshAsync(db, clock, report.Id, cancellationToken);
        return UndoOutcome.Done;
    }

    /// <summary>What was said of the urgency and stands, the last on top.</summary>
    private async Task<Stack<AuditEntry>> SaidAsync(Guid reportId, CancellationToken cancel)
    {
        var acts = await db.AuditEntries.AsNoTracking()
            .Where(e => e.ReportId == reportId && (e.Act == JudgeUrgencyHandler.TookOn || e.Act == JudgeUrgencyHandler.SaidNot || e.Act == TakenBack))
            .OrderBy(e => e.At).ThenBy(e => e.Sequence).ToListAsync(cancel);
        var said = new Stack<AuditEntry>();
        foreach (var act in acts)
        {
            if (act.Act == TakenBack)
            {
                said.TryPop(out _);
            }
            else
            {
                said.Push(act);
            }
        }
        return said;
    }

    private static UrgencyVerdict Verdict(string act) => act == JudgeUrgencyHandler.TookOn ? UrgencyVerdict.Seen : UrgencyVerdict.NotUrgent;
}
