using MakingItWork.Capture;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Classify;

/// <summary>
/// A hazard type that the classifier suggests for a report, with its evidence. What a person decides
/// stands elsewhere and never changes this.
/// </summary>
public sealed class Suggestion
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ReportId { get; init; }
    public required int Rank { get; init; }
    public required string Taxonomy { get; init; }
    public required string TaxonomyVersion { get; init; }
    /// <summary>Name and version of the model that suggests it.</summary>
    public string Model { get; init; } = "";
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required double Confidence { get; init; }
    /// <summary>True when the best type is too weak to stand on its own.</summary>
    public required bool NotSure { get; init; }
    public List<SuggestionEvidence> Evidence { get; init; } = [];
}

/// <summary>A phrase of the masked description (offset and length in UTF-16 units) that speaks for or against a type.</summary>
public sealed class SuggestionEvidence
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid SuggestionId { get; init; }
    public required int Start { get; init; }
    public required int Length { get; init; }
    public required string Term { get; init; }
    public required double Weight { get; init; }
}

public static class Suggestions
{
    /// <summary>Deletes what was suggested for and learnt from a report that was taken back.</summary>
    public static async Task ForgetSuggestionsAsync(this ReportsDb db, Guid reportId, CancellationToken cancel)
    {
        await db.ForgetClassifiedAsync(reportId, cancel);
        await db.UrgentReports.Where(u => u.ReportId == reportId).ExecuteDeleteAsync(cancel);
        await db.Lessons.Where(l => l.ReportId == reportId).ExecuteDeleteAsync(cancel);
    }

    /// <summary>Deletes what an earlier classification of a report has left.</summary>
    internal static async Task ForgetClassifiedAsync(this ReportsDb db, Guid reportId, CancellationToken cancel)
    {
        await db.Suggestions.Where(s => s.ReportId == reportId).ExecuteDeleteAsync(cancel);
        await db.SuggestedCodes.Where(c => c.ReportId == reportId).ExecuteDeleteAsync(cancel);
        await db.Assessments.Where(a => a.ReportId == reportId).ExecuteDeleteAsync(cancel);
    }
}

internal sealed class SuggestionMap : IEntityTypeConfiguration<Suggestion>
{
    public void Configure(EntityTypeBuilder<Suggestion> table)
    {
        table.ToTable("Suggestions");
        table.Property(s => s.Taxonomy).HasMaxLength(60);
        table.Property(s => s.TaxonomyVersion).HasMaxLength(60);
        table.Property(s => s.Model).HasMaxLength(130);
        table.Property(s => s.Code).HasMaxLength(20);
        table.Property(s => s.Name).HasMaxLength(200);
        table.HasOne<Report>().WithMany().HasForeignKey(s => s.ReportId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(s => new { s.ReportId, s.Rank }).IsUnique();
        table.HasMany(s => s.Evidence).WithOne().HasForeignKey(e => e.SuggestionId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SuggestionEvidenceMap : IEntityTypeConfiguration<SuggestionEvidence>
{
    public void Configure(EntityTypeBuilder<SuggestionEvidence> table)
    {
        table.ToTable("SuggestionEvidence");
        table.Property(e => e.Term).HasMaxLength(1000);
    }
}
