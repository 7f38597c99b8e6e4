using MakingItWork.Directory;
using MakingItWork.Plumbing.Jobs;
using MakingItWork.Plumbing.Secrets;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Capture;

/// <summary>One report as it was sent; its pictures already lie in the store.</summary>
public sealed record SubmitReport : IRequest<SubmitResult>
{
    public IReadOnlyList<UploadedPicture> Pictures { get; init; } = [];
    public string? Description { get; init; }
    public string? Product { get; init; }
    public string? ProductVersion { get; init; }
    public string? Screen { get; init; }
    public string? Organisation { get; init; }
    public string? Unit { get; init; }
    public string? Role { get; init; }
    public string? DegreeOfHarm { get; init; }
    public string? OccurredOn { get; init; }
    /// <summary>Reference of a hazard: the reporter says that it is the same problem.</summary>
    public string? SameAs { get; init; }
    /// <summary>Who reports and how to reach them, if they wish to say it. Kept apart from the report.</summary>
    public string? Reporter { get; init; }
    public string? IdempotencyKey { get; init; }
    /// <summary>What the reporter's page says about the pictures, as JSON; see <see cref="Capture.PictureNotes"/>.</summary>
    public string? PictureNotes { get; init; }
}

/// <summary>Exactly one of the three is meant: accepted, refused with reasons by field, or the key belongs to another report.</summary>
public sealed record SubmitResult(Guid ReportId, string Reference, string LinkSecret)
{
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();
    public bool KeyUsedForAnother { get; init; }
    /// <summary>The same report had been accepted before; nothing new was saved.</summary>
    public bool Repeated { get; init; }
    public bool Accepted => Errors.Count == 0 && !KeyUsedForAnother;

    public static SubmitResult Refused(IReadOnlyDictionary<string, string> errors) => new(Guid.Empty, "", "") { Errors = errors };
}

internal sealed class SubmitReportHandler(
    ReportsDb db, ReportIntake intake, DirectoryLists directory, OriginalSeal seal, ReporterNames names, ServerSecret secret, INamedProblems problems,
    IJobEngine engine, TimeProvider clock)
    : IRequestHandler<SubmitReport, SubmitResult>
{
    public async Task<SubmitResult> Handle(SubmitReport request, CancellationToken cancellationToken)
    {
        var errors = SubmitReportRules.Errors(request, clock.GetUtcNow());
        if (errors.Count > 0)
        {
            return SubmitResult.Refused(errors);
        }
        // what says something by itself is taken whatever it names: a problem that is not known costs nobody a report
        if (SubmitReportRules.RestsOnSameAs(request) && !await problems.IsKnownAsync(Named(request)!, cancellationToken))
        {
            return SubmitResult.Refused(new Dictionary<string, string> { [nameof(request.Description)] = SubmitReportRules.UnknownProblem });
        }
        var notes = PictureNotes.Read(request.PictureNotes, request.Pictures.Count);
        var fingerprint = secret.MarkOf(SubmitReportRules.Fingerprint(request, notes));
        if (await EarlierAsync(request.IdempotencyKey, fingerprint, cancellationToken) is { } earlier)
        {
            return earlier;
        }
        var organisation = await directory.OrganisationAsync(request.Organisation, cancellationToken);
        var product = await directory.ProductAsync(request.Product, cancellationToken);
        var report = NewReport(request, notes, fingerprint, organisation, product);
        var original = seal.Close(report.Id, new OriginalTexts(
            Text(request.Description),
            Text(request.Unit),
            organisation is null ? Text(request.Organisation) : null,
            product is null ? Text(request.Product) : null,
            Text(request.ProductVersion),
            Text(request.Screen)));
        var name = Text(request.Reporter) is { } reporter ? names.Keep(report.Id, reporter) : null;
        try
        {
            await intake.SaveAsync(report, original, name, cancellationToken);
        }
        catch (DbUpdateException) when (request.IdempotencyKey is not null)
        {
            // a retry that overtook the first attempt: the unique key decided which of them stands
            if (await EarlierAsync(request.IdempotencyKey, fingerprint, cancellationToken) is { } first)
            {
                return first;
            }
            // no such report: the database refused it for another reason, and the sender is asked to try again
            throw;
        }
        // From here on the report is safe. If the process dies before the alarm is set, the sweep sets it.
        engine.Enqueue(report.Id);
        return new SubmitResult(report.Id, report.Reference, secret.LinkSecret(report.Id));
    }

    private Report NewReport(SubmitReport request, IReadOnlyList<PictureNotes?> notes, string fingerprint, string? organisation, Guid? product)
    {
        var id = Guid.CreateVersion7();
        return new Report
        {
            Id = id,
            Reference = References.New("R"),
            SubmittedAt = clock.GetUtcNow(),
            FollowUpHash = ServerSecret.HashOf(secret.LinkSecret(id)),
            IdempotencyKey = Text(request.IdempotencyKey),
            Fingerprint = fingerprint,
            Role = SubmitReportRules.Role(request.Role) ?? ReporterRole.NotSaid,
            OrganisationCode = organisation,
            ProductId = product,
            DegreeOfHarm = SubmitReportRules.Harm(request.DegreeOfHarm) ?? DegreeOfHarm.HazardOnly,
            OccurredOn = SubmitReportRules.Day(request.OccurredOn),
            SaysSameAs = Named(request),
            Screenshots = [.. request.Pictures.Select((picture, index) => new Screenshot
            {
                Position = index + 1,
                UploadKey = picture.Key,
                UploadFormat = picture.Format,
                Width = picture.Width,
                Height = picture.Height,
                Notes = notes[index],
            })],
        }.Begin();
    }

    private async Task<SubmitResult?> EarlierAsync(string? key, string fingerprint, CancellationToken cancel)
    {
        if (Text(key) is not { } given)
        {
            return null;
        }
        var earlier = await db.Reports.AsNoTracking()
            .Where(r => r.IdempotencyKey == given)
            .Select(r => new { r.Id, r.Reference, r.Fingerprint })
            .SingleOrDefaultAsync(cancel);
        return earlier is null
            ? null
            : new SubmitResult(earlier.Id, earlier.Reference, secret.LinkSecret(earlier.Id))
            {
                Repeated = true,
                KeyUsedForAnother = earlier.Fingerprint != fingerprint,
            };
    }

    private static string? Named(SubmitReport request) => Text(request.SameAs)?.ToUpperInvariant();

    /// <summary>Without control characters: PostgreSQL refuses some, and one inside a number would hide it from the masks.</summary>
    private static string? Text(string? typed)
    {
        var plain = string.Concat((typed ?? "").Where(letter => !char.IsControl(letter) || letter is '\n' or '\r' or '\t')).Trim();
        return plain.Length == 0 ? null : plain;
    }
}
