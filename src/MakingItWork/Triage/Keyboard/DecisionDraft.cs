using MakingItWork.Capture;
using MakingItWork.Directory;
using MakingItWork.Redact;
using MakingItWork.Rules.ClinicalRisk;
using MakingItWork.Rules.Taxonomies;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Triage.Keyboard;

/// <summary>
/// What one person has entered for a report and not decided yet, so that a session that ends loses nothing. Its words are
/// masked before they are stored; only that person ever sees it, and a decision deletes it.
/// </summary>
public sealed class DecisionDraft
{
    public required Guid ReportId { get; init; }
    public required Guid PersonId { get; init; }
    public string? TypeCode { get; set; }
    public Severity? Severity { get; set; }
    public Likelihood? Likelihood { get; set; }
    public string? Reason { get; set; }
    public string? Message { get; set; }
    public string? UrgencyReason { get; set; }
    public required DateTimeOffset SavedAt { get; set; }
}

/// <summary>The fields of a report's page. The word that no patient is seen in the pictures is never among them: it is given anew.</summary>
public sealed record Typed(string? TypeCode, Severity? Severity, Likelihood? Likelihood, string? Reason, string? Message, string? UrgencyReason)
{
    public static Typed Of(Decision decision) => new(decision.TypeCode, decision.Severity, decision.Likelihood, decision.Reason, null, null);

    public static Typed Of(DecisionDraft draft) => new(draft.TypeCode, draft.Severity, draft.Likelihood, draft.Reason, draft.Message, draft.UrgencyReason);

    public static readonly Typed Nothing = new(null, null, null, null, null, null);

    public bool IsEmpty => this == Nothing;

    public bool HasWords => Reason is not null || Message is not null || UrgencyReason is not null;

    /// <summary>Masked, and no longer than the columns.</summary>
    internal Typed Fit(KnownIdentifiers known) => new(
        Taxonomy.Magrabi.Codes.Any(code => code.Code == TypeCode) ? TypeCode : null,
        Severity, Likelihood,
        known.Mask(Reason, DecisionDraftMap.ReasonLength), known.Mask(Message, DecisionDraftMap.MessageLength), known.Mask(UrgencyReason, DecisionDraftMap.UrgencyLength));
}

internal static class DecisionDrafts
{
    /// <summary>A draft that nobody came back to goes with the next one of the same person.</summary>
    private const int KeepDays = 30;

    /// <param name="typed">Masked, and no longer than the columns.</param>
    public static async Task KeepDraftAsync(this ReportsDb db, Guid reportId, Guid personId, Typed typed, DateTimeOffset at, CancellationToken cancel)
    {
        var old = at.AddDays(-KeepDays);
        await db.DecisionDrafts.Where(d => d.PersonId == personId && (d.SavedAt < old || d.ReportId == reportId)).ExecuteDeleteAsync(cancel);
        if (typed.IsEmpty)
        {
            return;
        }
        var draft = new DecisionDraft
        {
            ReportId = reportId, PersonId = personId, SavedAt = at,
            TypeCode = typed.TypeCode, Severity = typed.Severity, Likelihood = typed.Likelihood, Reason = typed.Reason, Message = typed.Message, UrgencyReason = typed.UrgencyReason,
        };
        db.DecisionDrafts.Add(draft);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // two tabs of one person at once: the other's words are kept
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Puts a message back among what this person has entered, beside the rest of it.</summary>
    public static async Task KeepDraftOfMessageAsync(this ReportsDb db, Guid reportId, Guid personId, string message, DateTimeOffset at, CancellationToken cancel)
    {
        if (await db.DecisionDrafts.SingleOrDefaultAsync(d => d.ReportId == reportId && d.PersonId == personId, cancel) is { } draft)
        {
            draft.Message ??= message;
            return;
        }
        db.DecisionDrafts.Add(new DecisionDraft { ReportId = reportId, PersonId = personId, SavedAt = at, Message = message });
    }

    public static Task ForgetDraftAsync(this ReportsDb db, Guid reportId, Guid personId, CancellationToken cancel) =>
        db.DecisionDrafts.Where(d => d.ReportId == reportId && d.PersonId == personId).ExecuteDeleteAsync(cancel);
}

internal sealed class DecisionDraftMap : IEntityTypeConfiguration<DecisionDraft>
{
    public const int TypeLength = 20;
    public const int ReasonLength = DecideReportHandler.ReasonLength * 2;
    public const int MessageLength = ReportMessage.Length * 2;
    public const int UrgencyLength = 1000;

    public void Configure(EntityTypeBuilder<DecisionDraft> table)
    {
        table.ToTable("DecisionDrafts").HasKey(d => new { d.ReportId, d.PersonId });
        table.Property(d => d.TypeCode).HasMaxLength(TypeLength);
        table.Property(d => d.Severity).HasConversion<string>().HasMaxLength(20);
        table.Property(d => d.Likelihood).HasConversion<string>().HasMaxLength(20);
        table.Property(d => d.Reason).HasMaxLength(ReasonLength);
        table.Property(d => d.Message).HasMaxLength(MessageLength);
        table.Property(d => d.UrgencyReason).HasMaxLength(UrgencyLength);
        table.HasOne<Report>().WithMany().HasForeignKey(d => d.ReportId).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<Person>().WithMany().HasForeignKey(d => d.PersonId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(d => d.PersonId);
    }
}
