using System.Globalization;
using MakingItWork.Capture;
using MakingItWork.Rules.Taxonomies;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Classify;

/// <summary>
/// What was suggested for a report and what its safety team decided: from these the next model learns, and by these the
/// one in use is judged. It holds codes only; the words stay with the report, and a report taken back takes its lesson along.
/// </summary>
public sealed class Lesson
{
    public required Guid ReportId { get; init; }
    public required string Taxonomy { get; init; }
    public required string TaxonomyVersion { get; init; }
    /// <summary>The code that a person decided on.</summary>
    public required string Decided { get; init; }
    /// <summary>The likeliest code suggested; null when none was.</summary>
    public string? First { get; init; }
    public required bool NotSure { get; init; }
    /// <summary>All codes suggested with their probabilities; see <see cref="Suggestions"/>.</summary>
    public required string Suggested { get; init; }
    /// <summary>The model that suggested them; empty when the report was never classified.</summary>
    public required string Model { get; init; }
    public string? OrganisationCode { get; init; }
    public required DateTimeOffset DecidedAt { get; init; }

    public IReadOnlyList<(string Code, double Probability)> Suggestions() =>
    [
        .. Suggested.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('='))
            .Select(one => (one[0], double.Parse(one[1], CultureInfo.InvariantCulture))),
    ];

    public static string Pack(IEnumerable<Suggestion> suggestions) =>
        string.Join(' ', suggestions.Take(20).Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Code}={s.Confidence:0.####}")));
}

public static class Lessons
{
    /// <summary>Notes the decision on a report, to be saved with it in one transaction.</summary>
    public static async Task LearnAsync(this ReportsDb db, Report report, Taxonomy taxonomy, string decided, DateTimeOffset at, CancellationToken cancel)
    {
        var suggestions = await db.Suggestions.AsNoTracking().Where(s => s.ReportId == report.Id && s.Taxonomy == taxonomy.Name).OrderBy(s => s.Rank).ToListAsync(cancel);
        var assessment = await db.Assessments.AsNoTracking().SingleOrDefaultAsync(a => a.ReportId == report.Id, cancel);
        db.Lessons.Add(new Lesson
        {
            ReportId = report.Id,
            Taxonomy = taxonomy.Name,
            TaxonomyVersion = taxonomy.Version,
            Decided = decided,
            First = suggestions.FirstOrDefault()?.Code,
            NotSure = assessment?.NotSure ?? true,
            Suggested = Lesson.Pack(suggestions),
            Model = assessment?.Model ?? "",
            OrganisationCode = report.OrganisationCode,
            DecidedAt = at,
        });
    }
}

internal sealed class LessonMap : IEntityTypeConfiguration<Lesson>
{
    public void Configure(EntityTypeBuilder<Lesson> table)
    {
        table.ToTable("Lessons").HasKey(l => l.ReportId);
        table.Property(l => l.Taxonomy).HasMaxLength(60);
        table.Property(l => l.TaxonomyVersion).HasMaxLength(60);
        table.Property(l => l.Decided).HasMaxLength(60);
        table.Property(l => l.First).HasMaxLength(60);
        table.Property(l => l.Suggested).HasMaxLength(2000);
        table.Property(l => l.Model).HasMaxLength(130);
        table.Property(l => l.OrganisationCode).HasMaxLength(8);
        table.HasOne<Report>().WithOne().HasForeignKey<Lesson>(l => l.ReportId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(l => new { l.Taxonomy, l.TaxonomyVersion, l.DecidedAt });
    }
}
