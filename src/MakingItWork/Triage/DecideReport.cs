using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Redact;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Rules.Taxonomies;
using MakingItWork.Store;
using MakingItWork.Triage.Keyboard;
using MakingItWork.Triage.Queues;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace MakingItWork.Triage;

/// <summary>
/// The safety team's decision on one report: release it with type and risk, or reject it with a reason.
/// Releasing pictures needs a person's word that no patient can be identified in them: machines miss some.
/// </summary>
public sealed record DecideReport(
    Viewer Viewer, string Reference, bool Approve, string? TypeCode, Severity? Severity, Likelihood? Likelihood, string? Reason,
    bool PicturesChecked)
    : IRequest<DecideResult>
{
    /// <summary>What the person had seen when they decided, as <see cref="SeenReport"/> wrote it; null when nothing was shown.</summary>
    public string? Seen { get; init; }

    /// <summary>The decision stands at once and cannot be taken back.</summary>
    public bool ForGood { get; init; }
}

/// <summary>Done when it holds no error; otherwise by field what is missing.</summary>
public sealed record DecideResult(DecideOutcome Outcome, IReadOnlyDictionary<string, string> Errors)
{
    /// <summary>What changed since the person opened the report, in words, when that is why nothing was saved.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    public static DecideResult Of(DecideOutcome outcome) => new(outcome, new Dictionary<string, string>());
}

public enum DecideOutcome
{
    Done,
    Invalid,
    NotFound,
    /// <summary>It is no longer waiting: somebody else decided, now or before.</summary>
    AlreadyDecided,
    /// <summary>What it says or where it belongs has changed since the person opened it.</summary>
    Changed,
}

internal sealed class DecideReportHandler(ReportsDb db, StaffText text, IOptions<TriageOptions> options, TimeProvider clock) : IRequestHandler<DecideReport, DecideResult>
{
    public const int ReasonLength = 1000;

    public async Task<DecideResult> Handle(DecideReport request, CancellationToken cancellationToken)
    {
        if (!request.Viewer.Triages)
        {
            return DecideResult.Of(DecideOutcome.NotFound);
        }
        var report = await db.Reports.VisibleTo(request.Viewer).Include(r => r.Screenshots).SingleOrDefaultAsync(r => r.Reference == request.Reference, cancellationToken);
        if (report is null)
        {
            return DecideResult.Of(DecideOutcome.NotFound);
        }
        if (report.Stage != ReportStage.AwaitingTriage)
        {
            return DecideResult.Of(DecideOutcome.AlreadyDecided);
        }
        if (await db.ChangesSinceAsync(report, request.Seen, cancellationToken) is { Count: > 0 } changes)
        {
            return DecideResult.Of(DecideOutcome.Changed) with { Changes = changes };
        }
        var errors = Errors(request, report.Screenshots.Exists(s => s.Verdict == PictureVerdict.Passed));
        if (errors.Count > 0)
        {
            return new DecideResult(DecideOutcome.Invalid, errors);
        }
        var suggested = await db.Suggestions.Where(s => s.ReportId == report.Id && s.Rank == 1).Select(s => s.Code).SingleOrDefaultAsync(cancellationToken);
        var decision = NewDecision(request, report.Id, await text.MaskAsync(report.Id, request.Reason, ReasonLength * 2, cancellationToken));
        db.Decisions.Add(decision);
        if (options.Value.UndoSeconds > 0 && !request.ForGood)
        {
            // It is settled when this time has come: until then nothing of it leaves, and whoever decided may take it back.
            report.Move(ReportStage.AwaitingTriage, ReportStage.Decided, decision.DecidedAt);
            report.Work.NotBefore = decision.DecidedAt.AddSeconds(options.Value.UndoSeconds);
        }
        else
        {
            await db.SettleAsync(report, decision, clock.GetUtcNow(), cancellationToken);
        }
        db.Record(clock, request.Viewer, request.Approve ? "approved" : "rejected", report.Id, Words(decision, suggested), decision.Reason is null ? null : $"Reason given: {decision.Reason}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // The stage in the WHERE clause, or the decision's key: one of two wins. What lost is forgotten,
            // or the page that says so would try to save it again.
            db.ChangeTracker.Clear();
            return DecideResult.Of(DecideOutcome.AlreadyDecided);
        }
        // If the process dies here a draft of what is now decided is left, and the queue shows it for a minute: settling deletes the one, a job mends the other.
        await db.ForgetDraftAsync(report.Id, request.Viewer.PersonId, cancellationToken);
        await QueueRows.RefreshAsync(db, clock, report.Id, cancellationToken);
        return DecideResult.Of(DecideOutcome.Done);
    }

    private Decision NewDecision(DecideReport request, Guid reportId, string? reason) => new()
    {
        ReportId = reportId,
        Outcome = request.Approve ? DecisionOutcome.Approved : DecisionOutcome.Rejected,
        TypeCode = request.Approve ? request.TypeCode : null,
        Taxonomy = request.Approve ? Taxonomy.Magrabi.Name : null,
        TaxonomyVersion = request.Approve ? Taxonomy.Magrabi.Version : null,
        Severity = request.Approve ? request.Severity : null,
        Likelihood = request.Approve ? request.Likelihood : null,
        RiskRating = request.Approve ? Rules.ClinicalRisk.RiskRating.Of(request.Severity!.Value, request.Likelihood!.Value) : null,
        // the reporter reads it, and it must not tell them or anyone a patient's name
        Reason = reason,
        DecidedBy = request.Viewer.PersonId,
        DecidedAt = clock.GetUtcNow(),
    };

    private static Dictionary<string, string> Errors(DecideReport request, bool hasPictures)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        if (request.Reason?.Trim().Length > ReasonLength)
        {
            errors[nameof(request.Reason)] = $"Reason must be {ReasonLength} characters or fewer";
        }
        if (!request.Approve)
        {
            if (string.IsNullOrWhiteSpace(request.Reason))
            {
                errors[nameof(request.Reason)] = "Enter why this report is rejected: the reporter will read it";
            }
            return errors;
        }
        if (hasPictures && !request.PicturesChecked)
        {
            errors[nameof(request.PicturesChecked)] = "Confirm that no patient can be identified in the pictures, or take out the pictures that show one";
        }
        if (request.TypeCode is null || Taxonomy.Magrabi.Codes.All(code => code.Code != request.TypeCode))
        {
            errors[nameof(request.TypeCode)] = "Select the type of problem";
        }
        if (request.Severity is null)
        {
            errors[nameof(request.Severity)] = "Select how severe the harm could be";
        }
        if (request.Likelihood is null)
        {
            errors[nameof(request.Likelihood)] = "Select how likely the harm is";
        }
        return errors;
    }

    private static string? Words(Decision decision, string? suggested) => decision.Outcome == DecisionOutcome.Rejected
        ? null
        : $"Type {decision.TypeCode} ({(decision.TypeCode == suggested ? "as suggested" : $"suggested was {suggested ?? "none"}")}), "
            + $"severity {decision.Severity}, likelihood {decision.Likelihood}, risk rating {decision.RiskRating}";
}
