using MakingItWork.Directory;
using MakingItWork.Capture;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Triage.Keyboard;

/// <summary>Whoever wrote to the reporter takes the message back, soon after and as long as the reporter has not opened it.</summary>
public sealed record UndoMessage(Viewer Viewer, string Reference, Guid MessageId) : IRequest<UndoOutcome>;

internal sealed class UndoMessageHandler(ReportsDb db, IOptions<TriageOptions> options, TimeProvider clock) : IRequestHandler<UndoMessage, UndoOutcome>
{
    public async Task<UndoOutcome> Handle(UndoMessage request, CancellationToken cancellationToken)
    {
        var report = !request.Viewer.Triages ? null : await db.Reports.AsNoTracking().VisibleTo(request.Viewer)
            .SingleOrDefaultAsync(r => r.Reference == request.Reference, cancellationToken);
        if (report is null)
        {
            return UndoOutcome.NotFound;
        }
        if (await db.ReportMessages.AsNoTracking().SingleOrDefaultAsync(m => m.Id == request.MessageId && m.ReportId == report.Id, cancellationToken) is not { FromReporter: false } message)
        {
            return UndoOutcome.Nothing;
        }
        if (message.PersonId != request.Viewer.PersonId)
        {
            return UndoOutcome.NotTheirs;
        }
        if (message.At.AddSeconds(options.Value.UndoSeconds) < clock.GetUtcNow())
        {
            return UndoOutcome.TooLate;
        }
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // One statement decides between this and a reporter who opens the page: it marks the message before it shows it.
        if (await db.ReportMessages.Where(m => m.Id == message.Id && m.SeenAt == null).ExecuteDeleteAsync(cancellationToken) == 0)
        {
            return UndoOutcome.TooLate;
        }
        if (!await db.HoldAsync(report.Id, cancellationToken))
        {
            return UndoOutcome.Nothing;
        }
        await db.KeepDraftOfMessageAsync(report.Id, request.Viewer.PersonId, message.Words, clock.GetUtcNow(), cancellationToken);
        db.Record(clock, request.Viewer, "message taken back", report.Id, "The reporter had not opened it");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return UndoOutcome.Done;
    }
}
