using MakingItWork.Capture;
using MakingItWork.Deduplicate;
using MakingItWork.Directory;
using MakingItWork.Redact;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Store;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace MakingItWork.Triage.Risk;

/// <summary>A new version of a hazard's assessment: a proposal of anybody who triages, or signed as final by a clinical safety officer.</summary>
/// <param name="Seen">The newest version that the form was made from.</param>
public sealed record AssessRisk(Viewer Viewer, string Reference, int Seen, bool Sign, RiskContent Form) : IRequest<AssessResult>;

/// <param name="Version">The version that was made.</param>
/// <param name="Errors">By field, what is missing.</param>
public sealed record AssessResult(AssessOutcome Outcome, int Version, IReadOnlyDictionary<string, string> Errors)
{
    public static AssessResult Of(AssessOutcome outcome, int version = 0) => new(outcome, version, new Dictionary<string, string>());
}

public enum AssessOutcome
{
    Done,
    Invalid,
    NotFound,
    /// <summary>Only a clinical safety officer of this organisation signs.</summary>
    MayNotSign,
    /// <summary>Somebody saved a version since the form was made; nothing was changed.</summary>
    Stale,
    /// <summary>The reporter took the report back: nothing more is written about it. Its hazard is assessed from another report.</summary>
    TakenBack,
}

internal sealed class AssessRiskHandler(ReportsDb db, StaffText text, TimeProvider clock) : IRequestHandler<AssessRisk, AssessResult>
{
    public async Task<AssessResult> Handle(AssessRisk request, CancellationToken cancellationToken)
    {
        var report = request.Viewer.Triages
            ? await db.Reports.VisibleTo(request.Viewer).Where(r => r.Reference == request.Reference).Select(r => new { r.Id, r.OrganisationCode }).SingleOrDefaultAsync(cancellationToken)
            : null;
        var hazard = report is null ? null : await db.HazardLinks.Where(l => l.ReportId == report.Id).Select(l => (Guid?)l.HazardId).SingleOrDefaultAsync(cancellationToken);
        if (report is null || hazard is null)
        {
            return AssessResult.Of(AssessOutcome.NotFound);
        }
        var scope = report.OrganisationCode ?? "";
        if (request.Sign && !RiskSight.MaySign(request.Viewer, scope))
        {
            return AssessResult.Of(AssessOutcome.MayNotSign);
        }
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.HoldAsync(report.Id, cancellationToken))
        {
            return AssessResult.Of(AssessOutcome.TakenBack);
        }
        var record = await db.RiskRecords.VisibleTo(request.Viewer).SingleOrDefaultAsync(r => r.HazardId == hazard && r.ForOrganisation == scope, cancellationToken);
        if ((record?.LastVersion ?? 0) != request.Seen)
        {
            return AssessResult.Of(AssessOutcome.Stale);
        }
        var content = RiskForms.Clean(request.Form, await text.KnownAsync([report.Id, .. await db.NewestOfHazardAsync(request.Viewer, hazard.Value, StaffText.MostReports, cancellationToken)], cancellationToken));
        var errors = RiskForms.Errors(request.Form, content, request.Sign);
        if (errors.Count > 0)
        {
            return new AssessResult(AssessOutcome.Invalid, 0, errors);
        }
        if (record is null)
        {
            record = new RiskRecord { HazardId = hazard.Value, ForOrganisation = scope };
            db.RiskRecords.Add(record);
        }
        var version = Add(record, request, content);
        await db.HandleAsync(hazard.Value, clock.GetUtcNow(), cancellationToken);
        db.Record(clock, request.Viewer, request.Sign ? "clinical risk signed as final" : "clinical risk proposed", report.Id, Words(version));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // the version number in the WHERE clause, or the record's key: one of two wins
            db.ChangeTracker.Clear();
            return AssessResult.Of(AssessOutcome.Stale);
        }
        return AssessResult.Of(AssessOutcome.Done, version.Version);
    }

    private RiskAssessment Add(RiskRecord record, AssessRisk request, RiskContent content)
    {
        var version = new RiskAssessment
        {
            HazardId = record.HazardId,
            ForOrganisation = record.ForOrganisation,
            Version = record.LastVersion + 1,
            State = request.Sign ? RiskState.Final : RiskState.Proposed,
            Content = content,
            AssessedById = request.Viewer.PersonId,
            AssessedBy = request.Viewer.Name,
            InRole = RiskWording.RoleOf(request.Viewer),
            At = clock.GetUtcNow(),
        };
        db.RiskAssessments.Add(version);
        record.LastVersion = version.Version;
        record.CurrentVersion = version.Version;
        record.FinalVersion = request.Sign ? version.Version : record.FinalVersion;
        record.Rating = content.ResidualRating ?? content.InitialRating;
        return version;
    }

    /// <summary>Levels and ratings only: the words stay with the assessment.</summary>
    private static string Words(RiskAssessment version) =>
        $"Version {version.Version}. Initial: {RiskWording.Risk(version.Content.InitialSeverity, version.Content.InitialLikelihood, version.Content.InitialRating)}. "
        + $"Residual: {RiskWording.Risk(version.Content.ResidualSeverity, version.Content.ResidualLikelihood, version.Content.ResidualRating)}. "
        + $"{RiskWording.Acceptance(version.Content.Accepted)}; hazard status {version.Content.Status}";
}

/// <summary>What a form must hold, and how its words are kept.</summary>
internal static class RiskForms
{
    /// <summary>Trimmed, masked, and with the ratings that the lookup gives: never those that were sent.</summary>
    public static RiskContent Clean(RiskContent form, KnownIdentifiers known) => new()
    {
        Name = known.Mask(form.Name, RiskAssessment.NameLength * 2),
        Description = known.Mask(form.Description, RiskAssessment.TextLength * 2),
        Impact = known.Mask(form.Impact, RiskAssessment.TextLength * 2),
        Causes = known.Mask(form.Causes, RiskAssessment.TextLength * 2),
        InitialSeverity = form.InitialSeverity,
        InitialLikelihood = form.InitialLikelihood,
        InitialRating = Rating(form.InitialSeverity, form.InitialLikelihood),
        ExistingControls = known.Mask(form.ExistingControls, RiskAssessment.TextLength * 2),
        DesignControls = known.Mask(form.DesignControls, RiskAssessment.TextLength * 2),
        TestControls = known.Mask(form.TestControls, RiskAssessment.TextLength * 2),
        TrainingControls = known.Mask(form.TrainingControls, RiskAssessment.TextLength * 2),
        ProcessControls = known.Mask(form.ProcessControls, RiskAssessment.TextLength * 2),
        ResidualSeverity = form.ResidualSeverity,
        ResidualLikelihood = form.ResidualLikelihood,
        ResidualRating = Rating(form.ResidualSeverity, form.ResidualLikelihood),
        Justification = known.Mask(form.Justification, RiskAssessment.TextLength * 2),
        Accepted = form.Accepted,
        AcceptanceReason = known.Mask(form.AcceptanceReason, RiskAssessment.TextLength * 2),
        Status = form.Status,
    };

    public static Dictionary<string, string> Errors(RiskContent form, RiskContent content, bool sign)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        void Missing(bool missing, string field, string message)
        {
            if (missing)
            {
                errors.TryAdd(field, message);
            }
        }
        Missing(content.Name is null, nameof(form.Name), "Enter a name for the hazard, such as “Allergy list hidden”");
        Missing(content.InitialSeverity is null, nameof(form.InitialSeverity), "Select how severe the harm could be before controls");
        Missing(content.InitialLikelihood is null, nameof(form.InitialLikelihood), "Select how likely that harm is before controls");
        Missing(content.ResidualSeverity is null && (sign || content.ResidualLikelihood is not null), nameof(form.ResidualSeverity), "Select how severe the harm could be after controls");
        Missing(content.ResidualLikelihood is null && (sign || content.ResidualSeverity is not null), nameof(form.ResidualLikelihood), "Select how likely that harm is after controls");
        Missing(content.Justification is null, nameof(form.Justification), "Enter why you rate the risk so");
        Missing(sign && content.Accepted is null, nameof(form.Accepted), "Select whether the residual risk is accepted");
        if (content is { Accepted: true, ResidualRating: { } rating }
            && RiskAcceptance.Against(rating, content.HasFurtherControl, content.AcceptanceReason is not null) is { } against)
        {
            errors.TryAdd(rating == 5 ? nameof(form.Accepted) : rating == 4 && !content.HasFurtherControl ? nameof(form.DesignControls) : nameof(form.AcceptanceReason), against);
        }
        Missing(content.Status == HazardLogStatus.Closed && content.Accepted != true, nameof(form.Status), "A hazard whose residual risk is not accepted cannot be closed");
        Missing(content.Accepted == false && content.AcceptanceReason is null && sign, nameof(form.AcceptanceReason), "Enter why the residual risk is not accepted");
        foreach (var (field, text) in Texts(form))
        {
            var most = field == nameof(form.Name) ? RiskAssessment.NameLength : RiskAssessment.TextLength;
            if (text?.Trim().Length > most)
            {
                errors[field] = $"This text must be {most} characters or fewer";
            }
        }
        return errors;
    }

    private static IEnumerable<(string Field, string? Text)> Texts(RiskContent form) =>
    [
        (nameof(form.Name), form.Name), (nameof(form.Description), form.Description), (nameof(form.Impact), form.Impact), (nameof(form.Causes), form.Causes),
        (nameof(form.ExistingControls), form.ExistingControls), (nameof(form.DesignControls), form.DesignControls), (nameof(form.TestControls), form.TestControls),
        (nameof(form.TrainingControls), form.TrainingControls), (nameof(form.ProcessControls), form.ProcessControls), (nameof(form.Justification), form.Justification),
        (nameof(form.AcceptanceReason), form.AcceptanceReason),
    ];

    private static int? Rating(Severity? severity, Likelihood? likelihood) =>
        severity is { } s && likelihood is { } l && Enum.IsDefined(s) && Enum.IsDefined(l) ? RiskRating.Of(s, l) : null;
}
