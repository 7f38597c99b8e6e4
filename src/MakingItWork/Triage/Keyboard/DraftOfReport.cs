using MakingItWork.Directory;
using MakingItWork.Capture;
using MakingItWork.Redact;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Keyboard;

/// <summary>Keeps what this person has entered for a report so far. False when there is no such report for them.</summary>
public sealed record KeepDraft(Viewer Viewer, string Reference, Typed Typed) : IRequest<bool>;

/// <summary>What this person, and no other, had entered for a report; null when there is nothing.</summary>
public sealed record ReadDraft(Viewer Viewer, Guid ReportId) : IRequest<DecisionDraft?>;

/// <summary>Throws away what this person had entered.</summary>
public sealed record DropDraft(Viewer Viewer, string Reference) : IRequest<bool>;

internal sealed class DraftHandler(ReportsDb db, StaffText text, TimeProvider clock) : IRequestHandler<KeepDraft, bool>, IRequestHandler<ReadDraft, DecisionDraft?>, IRequestHandler<DropDraft, bool>
{
    public async Task<bool> Handle(KeepDraft request, CancellationToken cancellationToken)
    {
        if (await FindAsync(request.Viewer, request.Reference, cancellationToken) is not { } report)
        {
            return false;
        }
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var stands = await db.HoldAsync(report.Id, cancellationToken);
        // A page sends this also as it is left: after its decision, nothing but an unsent message may come back.
        var typed = report.Stage switch
        {
            _ when !stands => Typed.Nothing,
            ReportStage.Decided or ReportStage.Approved or ReportStage.Rejected or ReportStage.Exported => Typed.Nothing with { Message = request.Typed.Message },
            _ => request.Typed,
        };
        var known = typed.HasWords ? await text.KnownAsync([report.Id], cancellationToken) : new KnownIdentifiers();
        await db.KeepDraftAsync(report.Id, request.Viewer.PersonId, typed.Fit(known), clock.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    public Task<DecisionDraft?> Handle(ReadDraft request, CancellationToken cancellationToken) =>
        db.DecisionDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.ReportId == request.ReportId && d.PersonId == request.Viewer.PersonId, cancellationToken);

    public async Task<bool> Handle(DropDraft request, CancellationToken cancellationToken)
    {
        if (await FindAsync(request.Viewer, request.Reference, cancellationToken) is not { } report)
        {
            return false;
        }
        await db.ForgetDraftAsync(report.Id, request.Viewer.PersonId, cancellationToken);
        return true;
    }

    private async Task<Report?> FindAsync(Viewer viewer, string reference, CancellationToken cancel) => viewer.Triages
        ? await db.Reports.AsNoTracking().VisibleTo(viewer).SingleOrDefaultAsync(r => r.Reference == reference, cancel)
        : null;
}
