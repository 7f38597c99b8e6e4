using MakingItWork.Capture;
using MakingItWork.Plumbing.Secrets;
using MakingItWork.Store;
using MakingItWork.Triage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Feedback;

/// <summary>What the holder of a private link may know of a report. The secret is the only key: nobody signs in.</summary>
/// <param name="Opened">True when the page is opened, so that the safety team learns that its messages were read.</param>
public sealed record FollowReport(string LinkSecret, bool Opened = false) : IRequest<FollowedReport?>;

public sealed record FollowedReport(
    string Reference, ReportStage Stage, DateTimeOffset SubmittedAt, DateTimeOffset StageSince, bool Delayed,
    string? Description, string Product, string? HazardReference, int OthersWithTheProblem, string? RejectedBecause,
    IReadOnlyList<string> PicturesTakenOut, FollowedAnswer? Answer)
{
    /// <summary>The screen or part of the system, masked.</summary>
    public string? Screen { get; init; }
    public DateTimeOffset? CoveredAt { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public DateTimeOffset? PassedOnAt { get; init; }
    public IReadOnlyList<FollowedMessage> Messages { get; init; } = [];
    /// <summary>The reporter gave a name, and it is still kept.</summary>
    public bool NameIsKept { get; init; }
    /// <summary>When a guardian looked at the name.</summary>
    public IReadOnlyList<DateTimeOffset> NameSeenAt { get; init; } = [];
}

/// <summary>One message, masked; from the reporter or from the safety team, whose members are not named.</summary>
public sealed record FollowedMessage(bool FromReporter, DateTimeOffset At, string Words, bool Seen);

/// <summary>The supplier's latest word on the hazard.</summary>
public sealed record FollowedAnswer(SupplierAnswerKind Kind, string? FixVersion, string? Words, DateTimeOffset At);

internal sealed class FollowReportHandler(ReportsDb db, ReporterNames names, TimeProvider clock) : IRequestHandler<FollowReport, FollowedReport?>
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
        // a decision that may still be taken back is no news yet
        var open = report.Stage == ReportStage.Decided;
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
        // marked before it is shown: what is not marked may still be taken back, so this page must not have shown it
        if (request.Opened && await db.ReportMessages.AnyAsync(m => m.ReportId == report.Id && m.PersonId != null && m.SeenAt == null, cancellationToken))
        {
            await db.SeenAsync(report.Id, byReporter: true, clock.GetUtcNow(), cancellationToken);
        }
        var messages = await db.ReportMessages.AsNoTracking().Where(m => m.ReportId == report.Id && (!request.Opened || m.PersonId == null || m.SeenAt != null)).OrderBy(m => m.At)
            .Select(m => new FollowedMessage(m.PersonId == null, m.At, m.Words, m.SeenAt != null)).ToListAsync(cancellationToken);
        return new FollowedReport(
            report.Reference, open ? ReportStage.AwaitingTriage : report.Stage, report.SubmittedAt, open ? report.CoveredAt ?? report.SubmittedAt : report.StageSince, report.Work.ParkedAt is not null,
            report.Description, report.Product?.Name ?? report.ProductText ?? "a system that is not listed",
            released ? link?.Hazard?.Reference : null, others, because,
            [.. report.Screenshots.Where(s => s.Verdict == PictureVerdict.Removed).OrderBy(s => s.Position).Select(s => $"Picture {s.Position}: {s.VerdictReason}")],
            answer)
        {
            Screen = report.Screen,
            CoveredAt = report.CoveredAt,
            DecidedAt = open ? null : report.DecidedAt,
            PassedOnAt = report.PassedOnAt,
            Messages = messages,
            NameIsKept = await names.IsKeptAsync(report.Id, cancellationToken),
            NameSeenAt = await db.AuditEntries.Where(e => e.ReportId == report.Id && e.Act == OpenReporterName.TrailAct)
                .OrderBy(e => e.At).Select(e => e.At).ToListAsync(cancellationToken),
        };
    }
}
