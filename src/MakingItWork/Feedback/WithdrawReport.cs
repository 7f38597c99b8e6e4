using MakingItWork.Capture;
using MakingItWork.Classify;
using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Directory.Trail;
using MakingItWork.Plumbing.Files;
using MakingItWork.Plumbing.Secrets;
using MakingItWork.Redact;
using MakingItWork.Store;
using MakingItWork.Triage;
using MakingItWork.Triage.Queues;
using MakingItWork.Triage.Searching;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Feedback;

/// <summary>
/// The person who reported takes the report back: words, pictures, messages and the name are deleted, and it counts
/// nowhere any more. Its reference and dates stay, so that nobody can make a report vanish without trace.
/// </summary>
public sealed record WithdrawReport(string LinkSecret) : IRequest<WithdrawResult>;

public enum WithdrawResult
{
    Done,
    NotFound,
    /// <summary>Somebody worked on it in the same moment.</summary>
    TryAgain,
}

internal sealed class WithdrawReportHandler(ReportsDb db, ReporterNames names, IFileStore files, TimeProvider clock) : IRequestHandler<WithdrawReport, WithdrawResult>
{
    public async Task<WithdrawResult> Handle(WithdrawReport request, CancellationToken cancellationToken)
    {
        var hash = ServerSecret.HashOf(request.LinkSecret);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var report = await db.Reports.Include(r => r.Screenshots).SingleOrDefaultAsync(r => r.FollowUpHash == hash, cancellationToken);
        if (report is null)
        {
            return WithdrawResult.NotFound;
        }
        if (report.Stage == ReportStage.Withdrawn)
        {
            return WithdrawResult.Done;
        }
        var handedOver = report.Stage == ReportStage.Exported;
        var gone = report.Withdraw(clock.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // a job or a person moved it at this moment; nothing is changed, and the next try sees the new stage
            db.ChangeTracker.Clear();
            return WithdrawResult.TryAgain;
        }
        await db.ForgetOriginalAsync(report.Id, cancellationToken);
        await db.ForgetReadingsAsync(report.Id, cancellationToken);
        await db.ForgetStaffWordsAsync(report, clock.GetUtcNow(), cancellationToken);
        await ForgetHazardWordsAsync(report.Id, cancellationToken);
        await db.ForgetSuggestionsAsync(report.Id, cancellationToken);
        await db.ForgetMatchesAsync(report.Id, cancellationToken);
        // a job may be making its print at this moment: it is looked at once more
        db.MarkChanged(report.Id, clock.GetUtcNow());
        await db.ForgetSearchAsync(report.Id, cancellationToken);
        await names.ForgetAsync(report.Id, cancellationToken);
        await QueueRows.RefreshAsync(db, clock, report.Id, cancellationToken);
        db.Record(clock, null, TrailWords.TakenBack, report.Id, handedOver
            ? "By the reporter, after it was handed over: the national copy has to be withdrawn by hand."
            : "By the reporter, through the private link.");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        // No row names the files any more. If the process dies here, the daily discard deletes them.
        gone.ToList().ForEach(files.Delete);
        return WithdrawResult.Done;
    }

    /// <summary>Why people linked it; and what anybody wrote about a hazard in which no other report stands, its supplier too.</summary>
    private async Task ForgetHazardWordsAsync(Guid reportId, CancellationToken cancel)
    {
        var alone = await db.LeftAloneAsync(reportId, db.Reports.Where(r => r.Stage != ReportStage.Withdrawn), cancel);
        await db.ForgetWhyLinkedAsync(reportId, alone, clock.GetUtcNow(), cancel);
        var gone = TakenBack.Words(clock.GetUtcNow());
        await db.SupplierAnswers.Where(a => alone.Contains(a.HazardId) && a.Words != null).ExecuteUpdateAsync(set => set.SetProperty(a => a.Words, gone), cancel);
    }
}
