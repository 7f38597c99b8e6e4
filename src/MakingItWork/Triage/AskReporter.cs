using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Redact;
using MakingItWork.Store;
using MakingItWork.Triage.Searching;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage;

/// <summary>A safety team writes to the person who reported, who reads it by the private link and stays unknown.</summary>
public sealed record AskReporter(Viewer Viewer, string Reference, string? Words) : IRequest<AskResult>;

/// <summary>Trouble is null when the message is stored; NotFound when there is no such report for this viewer.</summary>
public sealed record AskResult(bool NotFound, string? Trouble)
{
    /// <summary>The message that was stored, so that it can be taken back.</summary>
    public Guid? MessageId { get; init; }
}

internal sealed class AskReporterHandler(ReportsDb db, StaffText text, SearchIndex search, TimeProvider clock) : IRequestHandler<AskReporter, AskResult>
{
    public async Task<AskResult> Handle(AskReporter request, CancellationToken cancellationToken)
    {
        if (!request.Viewer.Triages)
        {
            return new AskResult(true, null);
        }
        var report = await db.Reports.AsNoTracking().VisibleTo(request.Viewer)
            .SingleOrDefaultAsync(r => r.Reference == request.Reference, cancellationToken);
        if (report is null)
        {
            return new AskResult(true, null);
        }
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.HoldAsync(report.Id, cancellationToken))
        {
            return new AskResult(false, "The person who reported has taken this report back. You can no longer write to them");
        }
        if (ReportMessage.Trouble(request.Words) is { } trouble)
        {
            return new AskResult(false, trouble);
        }
        if (await db.ReportMessages.CountAsync(m => m.ReportId == report.Id, cancellationToken) >= ReportMessage.Most)
        {
            return new AskResult(false, $"This report already has {ReportMessage.Most} messages. No more can be sent");
        }
        var message = ReportMessage.Of(report.Id, request.Viewer.PersonId, (await text.MaskAsync(report.Id, request.Words, ReportMessage.Length * 2, cancellationToken))!, clock.GetUtcNow());
        db.ReportMessages.Add(message);
        db.Record(clock, request.Viewer, "wrote to the reporter", report.Id);
        // it is no draft any more
        await db.DecisionDrafts.Where(d => d.ReportId == report.Id && d.PersonId == request.Viewer.PersonId)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.Message, (string?)null), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await search.HearAsync(report.Id, cancellationToken);
        return new AskResult(false, null) { MessageId = message.Id };
    }
}
