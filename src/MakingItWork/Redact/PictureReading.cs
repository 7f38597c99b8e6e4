using MakingItWork.Capture;
using MakingItWork.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MakingItWork.Redact;

/// <summary>
/// The verdict on one picture: which words were seen and which of them are covered, why, by which engine and rules, and
/// how the proof went. Where words stand and how long they are, never what they say. A table of its own: ten million
/// reports are listed without it.
/// </summary>
public sealed class PictureReading
{
    public required Guid ScreenshotId { get; init; }
    /// <summary>The engine and its version, or why there was none.</summary>
    public required string Engine { get; set; }
    public required int RulesVersion { get; set; }
    public required DateTimeOffset ReadAt { get; set; }
    public required int ReadMilliseconds { get; set; }
    /// <summary>A person passed it: their word stands, and no later rules change it.</summary>
    public bool ByPerson { get; set; }
    public required ProofOutcome Proof { get; set; }
    /// <summary>How often the picture was painted, stored and read again.</summary>
    public required int Proofs { get; set; }
    public required int ProofMilliseconds { get; set; }
    /// <summary>Covers and words; see <see cref="PictureFindings"/>.</summary>
    public required byte[] Packed { get; set; }

    public PictureFindings Findings() => PictureFindings.Unpack(Packed);
}

public static class PictureReadings
{
    /// <summary>Where words stood in pictures that are gone. A reading is of no use without its picture, and tells how long each word was.</summary>
    public static IQueryable<PictureReading> OfRemovedPictures(this ReportsDb db) =>
        db.PictureReadings.Where(r => db.Screenshots.Any(s => s.Id == r.ScreenshotId && s.Verdict == PictureVerdict.Removed));

    /// <summary>To be called where a report is taken back, after its pictures are.</summary>
    public static Task ForgetReadingsAsync(this ReportsDb db, Guid reportId, CancellationToken cancel) =>
        db.OfRemovedPictures().Where(r => db.Screenshots.Any(s => s.Id == r.ScreenshotId && s.ReportId == reportId)).ExecuteDeleteAsync(cancel);
}

/// <summary>How the proof of a picture ended.</summary>
public enum ProofOutcome
{
    /// <summary>Nothing was painted: a person must look first.</summary>
    NotMade,
    /// <summary>Every copy holds every cover, and the second reading finds nothing.</summary>
    Holds,
    /// <summary>Every copy holds every cover; there is no text recognition to read it again.</summary>
    HoldsUnread,
    Failed,
}

internal sealed class PictureReadingMap : IEntityTypeConfiguration<PictureReading>
{
    public void Configure(EntityTypeBuilder<PictureReading> table)
    {
        table.ToTable("PictureReadings").HasKey(r => r.ScreenshotId);
        table.Property(r => r.Engine).HasMaxLength(200);
        table.Property(r => r.Proof).HasConversion<string>().HasMaxLength(20);
        table.HasOne<Screenshot>().WithOne().HasForeignKey<PictureReading>(r => r.ScreenshotId).OnDelete(DeleteBehavior.Cascade);
        table.HasIndex(r => new { r.RulesVersion, r.ScreenshotId });
    }
}
