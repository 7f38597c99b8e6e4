using MakingItWork.Capture;
using MakingItWork.Plumbing.Secrets;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Feedback;

/// <summary>What the holder of a private link may know of a report. The secret is the only key: nobody signs in.</summary>
public sealed record FollowReport(string LinkSecret) : IRequest<FollowedReport?>;

public sealed record FollowedReport(
    string Reference, ReportStage Stage, DateTimeOffset SubmittedAt, DateTimeOffset StageSince, bool Delayed,
    string? Description, string Product, string? HazardReference, int OthersWithTheProblem, string? RejectedBecause,
    IReadOnlyList<string> PicturesTakenOut, FollowedAnswer? Answer);

/// <summary>The supplier's latest word on the hazard.</summary>
public sealed record FollowedAnswer(SupplierAnswerKind Kind, string? FixVersion, string? Words, DateTimeOffset At);

internal sealed class FollowReportHandler(ReportsDb db) : IRequestHandler<FollowReport, FollowedReport?>
{
    public async Task<FollowedReport?> Handle(FollowReport request, CancellationToken cancellationToken)
    {
        var hash = ServerSecret.HashOf(request.LinkSecret);
        var report = await db.Reports.AsNoTracking().Include(r => r.Product).Include(r => r.Screenshots)
            .SingleOrDefaultAsync(r => r.FollowUpHash == hash, cancellationToken);
        if (report is null)
        {
            return null;
        }
        var released = report.Stage is ReportStage.Approved or ReportStage.Exported;
        var link = await db.HazardLinks.AsNoTracking().Include(l => l.Hazard).SingleOrDefaultAsync(l => l.ReportId == report.Id, cancellationToken);
        var others = link is null ? 0 : await db.HazardLinks
            .Where(l => l.HazardId == link.HazardId && l.ReportId != report.Id)
            .Join(db.Reports, l => l.ReportId, r => r.Id, (l, r) => r)
            .CountAsync(r => r.Stage == ReportStage.Approved || r.Stage == ReportStage.Exported, cancellationToken);
        var because = report.Stage == ReportStage.Rejected
            ? await db.Decisions.Where(d => d.ReportId == report.Id).Select(d => d.Reason).SingleOrDefaultAsync(cancellationToken)
            : null;
        var answer = link is null || !released ? null : await db.SupplierAnswers.AsNoTracking()
            .Where(a => a.HazardId == link.HazardId).OrderByDescending(a => a.At)
            .Select(a => new FollowedAnswer(a.Kind, a.FixVersion, a.Words, a.At)).FirstOrDefaultAsync(cancellationToken);
        return new FollowedReport(
            report.Reference, report.Stage, report.SubmittedAt, report.StageSince, report.Work.ParkedAt is not null,
            report.Description, report.Product?.Name ?? report.ProductText ?? "a system that is not listed",
            released ? link?.Hazard?.Reference : null, others, because,
            [.. report.Screenshots.Where(s => s.Verdict == PictureVerdict.Removed).OrderBy(s => s.Position).Select(s => $"Picture {s.Position}: {s.VerdictReason}")],
            answer);
    }
}
