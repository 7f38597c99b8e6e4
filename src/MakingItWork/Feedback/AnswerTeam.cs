using MakingItWork.Capture;
using MakingItWork.Plumbing.Secrets;
using MakingItWork.Redact;
using MakingItWork.Store;
using MakingItWork.Triage;
using MakingItWork.Triage.Searching;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Feedback;

/// <summary>The person who reported writes to the safety team through the private link, unknown as before.</summary>
public sealed record AnswerTeam(string LinkSecret, string? Words) : IRequest<AnswerTeamResult>;

/// <param name="Trouble">Null when the message is stored.</param>
public sealed record AnswerTeamResult(bool Found, string? Trouble);

internal sealed class AnswerTeamHandler(ReportsDb db, StaffText text, SearchIndex search, TimeProvider clock) : IRequestHandler<AnswerTeam, AnswerTeamResult>
{
    public async Task<AnswerTeamResult> Handle(AnswerTeam request, CancellationToken cancellationToken)
    {
        var hash = ServerSecret.HashOf(request.LinkSecret);
        var report = await db.Reports.AsNoTracking().SingleOrDefaultAsync(r => r.FollowUpHash == hash, cancellationToken);
        if (report is null)
        {
            return new AnswerTeamResult(false, null);
        }
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.HoldAsync(report.Id, cancellationToken))
        {
            return new AnswerTeamResult(true, "You took this report back, so nobody would read the message");
        }
        if (ReportMessage.Trouble(request.Words) is { } trouble)
        {
            return new AnswerTeamResult(true, trouble);
        }
        if (await db.ReportMessages.CountAsync(m => m.ReportId == report.Id, cancellationToken) >= ReportMessage.Most)
        {
            return new AnswerTeamResult(true, $"This report already has {ReportMessage.Most} messages. Send a new report to say more");
        }
        db.ReportMessages.Add(ReportMessage.Of(report.Id, personId: null, (await text.MaskAsync(report.Id, request.Words, ReportMessage.Length * 2, cancellationToken))!, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await search.HearAsync(report.Id, cancellationToken);
        return new AnswerTeamResult(true, null);
    }
}
