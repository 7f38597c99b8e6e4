using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Redact;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Classify;

/// <summary>A triager's word on an urgent report: it is being dealt with, or it is not urgent. The reason is kept.</summary>
public sealed record JudgeUrgency(Viewer Viewer, string Reference, UrgencyVerdict Verdict, string? Reason) : IRequest<JudgeUrgencyResult>;

/// <param name="Trouble">What is wrong with the reason; null when it was kept.</param>
public sealed record JudgeUrgencyResult(bool NotFound, string? Trouble = null);

internal sealed class JudgeUrgencyHandler(ReportsDb db, StaffText text, TimeProvider clock) : IRequestHandler<JudgeUrgency, JudgeUrgencyResult>
{
    public const int ShortestReason = 5;
    public const int ReasonLength = 500;
    /// <summary>How the audit trail names the two verdicts.</summary>
    public const string TookOn = "took on the urgent report";
    public const string SaidNot = "said it is not urgent";

    public async Task<JudgeUrgencyResult> Handle(JudgeUrgency request, CancellationToken cancellationToken)
    {
        if (!request.Viewer.Triages)
        {
            return new JudgeUrgencyResult(true);
        }
        var id = await db.Reports.VisibleTo(request.Viewer).Where(r => r.Reference == request.Reference).Select(r => (Guid?)r.Id).SingleOrDefaultAsync(cancellationToken);
        if (id is null || await db.UrgentReports.SingleOrDefaultAsync(u => u.ReportId == id, cancellationToken) is not { } urgent)
        {
            return new JudgeUrgencyResult(true);
        }
        var reason = request.Reason?.Trim() ?? "";
        if (reason.Length < ShortestReason)
        {
            return new JudgeUrgencyResult(false, request.Verdict == UrgencyVerdict.Seen ? "Enter what is being done about it" : "Enter why it is not urgent");
        }
        if (reason.Length > ReasonLength)
        {
            return new JudgeUrgencyResult(false, $"What you enter must be {ReasonLength} characters or fewer");
        }
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.HoldAsync(id.Value, cancellationToken))
        {
            return new JudgeUrgencyResult(false, "The person who reported has taken this report back. Nothing more is kept about it");
        }
        (urgent.Verdict, urgent.VerdictBy, urgent.VerdictWhy, urgent.VerdictAt) =
            (request.Verdict, request.Viewer.Name, await text.MaskAsync(id.Value, reason, 2 * ReasonLength, cancellationToken), clock.GetUtcNow());
        db.Record(clock, request.Viewer, request.Verdict == UrgencyVerdict.Seen ? TookOn : SaidNot, id, words: urgent.VerdictWhy);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new JudgeUrgencyResult(false);
    }
}
