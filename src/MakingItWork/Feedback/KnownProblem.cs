using MakingItWork.Capture;
using MakingItWork.Deduplicate;
using MakingItWork.Plumbing.Secrets;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Feedback;

/// <summary>Right after sending: what is known already about the problem that was just reported.</summary>
public sealed record FindKnownProblem(string LinkSecret) : IRequest<KnownProblem>;

/// <param name="Settled">The report has been compared with others, or waits for a person first: asking again in a moment brings nothing new.</param>
/// <param name="Compared">It has been compared: that there are no others is then known, not merely not yet known.</param>
/// <param name="Others">Other reports of the problem that a safety team has accepted.</param>
/// <param name="Events">What those tell of: one event told twice counts once.</param>
/// <param name="Organisations">How many organisations they came from; never which.</param>
public sealed record KnownProblem(
    bool Settled, bool Compared, int Others, int Events, int Organisations, FollowedAnswer? Fix, FollowedAnswer? WayRound)
{
    public static readonly KnownProblem NotYet = new(false, false, 0, 0, 0, null, null);
}

internal sealed class KnownProblemHandler(ReportsDb db) : IRequestHandler<FindKnownProblem, KnownProblem>
{
    public async Task<KnownProblem> Handle(FindKnownProblem request, CancellationToken cancellationToken)
    {
        var hash = ServerSecret.HashOf(request.LinkSecret);
        var report = await db.Reports.AsNoTracking().Where(r => r.FollowUpHash == hash).Select(r => new { r.Id, r.Stage, r.Work.ParkedAt, r.SaysSameAs }).SingleOrDefaultAsync(cancellationToken);
        if (report is null)
        {
            return KnownProblem.NotYet with { Settled = true };
        }
        var hazard = await db.HazardLinks.Where(l => l.ReportId == report.Id).Select(l => (Guid?)l.HazardId).SingleOrDefaultAsync(cancellationToken);
        // named by the reporter: known before the report has been prepared
        hazard ??= report.SaysSameAs is null ? null : await db.HazardLinks.Where(l => l.Hazard!.Reference == report.SaysSameAs)
            .Join(NamedProblems.Accepted(db), l => l.ReportId, r => r.Id, (l, r) => (Guid?)l.HazardId).FirstOrDefaultAsync(cancellationToken);
        var settled = hazard is not null || report.Stage == ReportStage.Held || report.ParkedAt is not null;
        return hazard is { } id ? await AboutAsync(id, report.Id, cancellationToken) : KnownProblem.NotYet with { Settled = settled };
    }

    private async Task<KnownProblem> AboutAsync(Guid hazard, Guid own, CancellationToken cancel)
    {
        var others = await db.HazardLinks.Where(l => l.HazardId == hazard && l.ReportId != own)
            .Join(NamedProblems.Accepted(db), l => l.ReportId, r => r.Id, (l, r) => new { r.OrganisationCode, Event = l.SameEventAs ?? l.ReportId })
            .ToListAsync(cancel);
        // an answer given to reports that were later closed belongs to nobody who reads this
        var answers = others.Count == 0 ? [] : await db.SupplierAnswers.AsNoTracking()
            .Where(a => a.HazardId == hazard)
            .OrderByDescending(a => a.At)
            .Select(a => new FollowedAnswer(a.Kind, a.FixVersion, a.Words, a.At))
            .ToListAsync(cancel);
        return new KnownProblem(
            Settled: true,
            Compared: true,
            others.Count,
            others.Select(other => other.Event).Distinct().Count(),
            others.Select(other => other.OrganisationCode).Where(code => code is not null).Distinct().Count(),
            answers.FirstOrDefault(a => a.Kind is SupplierAnswerKind.Fixed or SupplierAnswerKind.FixPlanned),
            answers.FirstOrDefault(a => a.Kind == SupplierAnswerKind.WorkAround));
    }
}
