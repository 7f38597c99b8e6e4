using System.Globalization;
using MakingItWork.Capture;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Classify;

/// <summary>What the classifier says of a report as a whole. One row for each report that was classified, also when nothing is suggested.</summary>
public sealed class Assessment
{
    public required Guid ReportId { get; init; }
    /// <summary>Name and version of the model.</summary>
    public required string Model { get; init; }
    public required bool NotSure { get; init; }
    /// <summary>Why the words contradict the degree of harm that the reporter gave, as a sentence.</summary>
    public string? Contradiction { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>A code of a further taxonomy that a report may be of: consequence, dimension, process step, or another way to type it.</summary>
public sealed class SuggestedCode
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ReportId { get; init; }
    public required string Taxonomy { get; init; }
    public required string TaxonomyVersion { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
    /// <summary>Null when it was found by its phrases alone.</summary>
    public double? Probability { get; init; }
    /// <summary>Places in the masked description; see <see cref="Places"/>.</summary>
    public required string Evidence { get; init; }
}

/// <summary>Stretches of a text as one short string, such as "12+5 40+9": start and length in UTF-16 units.</summary>
public static class Places
{
    public const int Longest = 500;

    public static string ToText(IEnumerable<(int Start, int Length)> places)
    {
        var text = "";
        foreach (var (start, length) in places.Distinct())
        {
            var one = string.Create(CultureInfo.InvariantCulture, $"{start}+{length} ");
            if (text.Length + one.Length > Longest)
            {
                break;
            }
            text += one;
        }
        return text.TrimEnd();
    }

    public static IEnumerable<(int Start, int Length)> FromText(string text) => text
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(one => one.Split('+'))
        .Select(one => (int.Parse(one[0], CultureInfo.InvariantCulture), int.Parse(one[1], CultureInfo.InvariantCulture)));
}

internal sealed class AssessmentMap : IEntityTypeConfiguration<Assessment>
{
    public void Configure(EntityTypeBuilder<Assessment> table)
    {
        table.ToTable("Assessments").HasKey(a => a.ReportId);
        table.Property(a => a.Model).HasMaxLength(130);
        table.Property(a => a.Contradiction).HasMaxLength(500);
        table.HasOne<Report>().WithOne().HasForeignKey<Assessment>(a => a.ReportId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SuggestedCodeMap : IEntityTypeConfiguration<SuggestedCode>
{
    public void Configure(EntityTypeBuilder<SuggestedCode> table)
    {
        table.ToTable("SuggestedCodes");
        table.Property(c => c.Taxonomy).HasMaxLength(60);
        table.Property(c => c.TaxonomyVersion).HasMaxLength(60);
        table.Property(c => c.Code).HasMaxLength(60);
        table.Property(c => c.Name).HasMaxLength(200);
        table.Property(c => c.Evidence).HasMaxLength(Places.Longest);
        table.HasOne<Report>().WithMany().HasForeignKey(c => c.ReportId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(c => new { c.ReportId, c.Taxonomy });
    }
}
