using MakingItWork.Capture;
using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Plumbing.Web;
using MakingItWork.Rules.Identifiers;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Feedback;

/// <summary>A hazard as its supplier sees it: the released reports, and every answer given so far.</summary>
public sealed record ReadSupplierHazard(Viewer Viewer, string Reference) : IRequest<SupplierHazard?>;

public sealed record SupplierHazard(
    Guid Id, string Reference, string Product, IReadOnlyList<Report> Reports, int Events, int Organisations, IReadOnlyList<SupplierAnswer> Answers);

/// <summary>The supplier's answer to a hazard of its own product.</summary>
public sealed record AnswerHazard(Viewer Viewer, string Reference, SupplierAnswerKind? Kind, string? FixVersion, string? Words)
    : IRequest<AnswerResult>;

public sealed record AnswerResult(bool Found, IReadOnlyDictionary<string, string> Errors);

internal sealed class SupplierHazardHandler(ReportsDb db, HazardLife life, TimeProvider clock)
    : IRequestHandler<ReadSupplierHazard, SupplierHazard?>, IRequestHandler<AnswerHazard, AnswerResult>
{
    public const int WordsLength = 2000;
    private const int VersionLength = 100;

    public async Task<SupplierHazard?> Handle(ReadSupplierHazard request, CancellationToken cancellationToken)
    {
        if (!request.Viewer.Is(Roles.SupplierUser))
        {
            return null;
        }
        var reports = await db.Reports.AsNoTracking().VisibleTo(request.Viewer)
            .Where(r => db.HazardLinks.Any(l => l.ReportId == r.Id && l.Hazard!.Reference == request.Reference))
            .Include(r => r.Screenshots.Where(s => s.Verdict == PictureVerdict.Passed).OrderBy(s => s.Position))
            .Include(r => r.Product)
            .OrderByDescending(r => r.SubmittedAt)
            .ToListAsync(cancellationToken);
        if (reports.Count == 0)
        {
            return null;
        }
        var hazard = await db.Hazards.AsNoTracking().SingleAsync(h => h.Reference == request.Reference, cancellationToken);
        var ids = reports.ConvertAll(r => r.Id);
        var answers = await db.SupplierAnswers.AsNoTracking().Where(a => a.HazardId == hazard.Id).OrderByDescending(a => a.At).ToListAsync(cancellationToken);
        db.Record(clock, request.Viewer, "supplier read", null, $"Hazard {hazard.Reference} with {reports.Count.CountOf("report")}");
        await db.SaveChangesAsync(cancellationToken);
        return new SupplierHazard(
            hazard.Id, hazard.Reference, reports[0].Product!.Name, reports,
            await db.HazardLinks.Where(l => ids.Contains(l.ReportId)).Select(l => l.SameEventAs ?? l.ReportId).Distinct().CountAsync(cancellationToken),
            reports.Select(r => r.OrganisationCode ?? r.OrganisationText).Where(name => name is not null).Distinct().Count(), answers);
    }

    public async Task<AnswerResult> Handle(AnswerHazard request, CancellationToken cancellationToken)
    {
        var hazardId = request.Viewer.Is(Roles.SupplierUser)
            ? await db.Reports.VisibleTo(request.Viewer)
                .Join(db.HazardLinks, r => r.Id, l => l.ReportId, (report, link) => link)
                .Where(l => l.Hazard!.Reference == request.Reference)
                .Select(l => (Guid?)l.HazardId)
                .FirstOrDefaultAsync(cancellationToken)
            : null;
        var errors = Errors(request);
        if (hazardId is not { } id || errors.Count > 0)
        {
            return new AnswerResult(hazardId is not null, errors);
        }
        db.SupplierAnswers.Add(new SupplierAnswer
        {
            HazardId = id,
            PersonId = request.Viewer.PersonId,
            Kind = request.Kind!.Value,
            FixVersion = Text(request.FixVersion),
            // by the rules alone: with the names that reports told, a supplier could try names and see which are masked
            Words = TextMask.Fit(Text(request.Words), WordsLength * 2),
            At = clock.GetUtcNow(),
        });
        db.Record(clock, request.Viewer, "supplier answered", null, $"Hazard {request.Reference}: {request.Kind}");
        if (request.Kind == SupplierAnswerKind.Fixed)
        {
            // saved with the answer; a version that nobody can compare is kept in the answer, and the hazard stays open
            await life.ChangeAsync(request.Viewer, request.Reference, HazardState.Fixed, request.FixVersion, cancellationToken);
        }
        await db.SaveChangesAsync(cancellationToken);
        return new AnswerResult(true, errors);
    }

    private static Dictionary<string, string> Errors(AnswerHazard request)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        if (request.Kind is null)
        {
            errors[nameof(request.Kind)] = "Select your answer";
        }
        if (request.Kind is SupplierAnswerKind.Fixed or SupplierAnswerKind.FixPlanned && Text(request.FixVersion) is null)
        {
            errors[nameof(request.FixVersion)] = "Enter the version that holds the fix";
        }
        if (request.Kind is SupplierAnswerKind.WorkAround or SupplierAnswerKind.WorksAsDesigned or SupplierAnswerKind.NotOurs && Text(request.Words) is null)
        {
            errors[nameof(request.Words)] = "Explain your answer: the people who reported will read it";
        }
        if (Text(request.FixVersion)?.Length > VersionLength)
        {
            errors[nameof(request.FixVersion)] = $"Version must be {VersionLength} characters or fewer";
        }
        if (Text(request.Words)?.Length > WordsLength)
        {
            errors[nameof(request.Words)] = $"Explanation must be {WordsLength} characters or fewer";
        }
        return errors;
    }

    private static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
